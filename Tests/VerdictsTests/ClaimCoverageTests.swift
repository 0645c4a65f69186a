import Dialects
import Formats
import Scenarios
import Testing
import Vectors

@testable import Verdicts

/// What a check says of claims that its cases do not ask.
@Suite("A claim")
struct ClaimCoverageTests {
  /// Somebody who claims, and is asked nothing here.
  private struct Claimant: Implementation {
    let description: ImplementationDescription
    var concurrency: Int { 1 }
    func introduce() -> ImplementationDescription { description }
    func answer(_ request: CaseRequest) -> CaseAnswer { .skip(reason: "none") }
    func finish() {}
  }

  private func check(
    _ claims: [Claim], filter: CaseFilter = CaseFilter()
  ) async throws -> (
    cases: [ConformanceCheck.SelectedCase], coverage: [ClaimCoverage]
  ) {
    let description = ImplementationDescription(
      name: "c", version: "1", language: "swift", implements: claims)
    let check = ConformanceCheck(
      of: Claimant(description: description),
      against: try VectorLibrary(root: VectorLibrary.defaultRoot()), filter: filter)
    let cases = try await check.select(description)
    return (cases, try check.coverage(of: description, by: cases))
  }

  @Test(
    "that names something unknown is an error, not a row that is missing",
    arguments: [
      (Claim(optimizer: "sgd", formats: ["float32"]), "unknown format \"float32\""),
      (
        Claim(optimizer: "sgd", formats: ["binary32"], scalars: ["Wide"]),
        "unknown mode of scalars \"Wide\"; did you mean \"wide\"?"
      ),
      (
        Claim(optimizer: "sgd", formats: ["binary32"], arithmetic: ["storag"]),
        "unknown arithmetic \"storag\""
      ),
      (Claim(optimizer: "sdg", formats: ["binary32"]), "unknown optimizer \"sdg\""),
    ])
  func unknown(claim: Claim, message: String) async {
    let error = await #expect(throws: DialectError.self) {
      try await check([Claim(optimizer: "adam", formats: ["binary32"]), claim])
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("that is made twenty times counts once")
  func twice() async throws {
    let claim = Claim(optimizer: "adam", formats: ["binary32"])
    let once = try await check([claim])
    let often = try await check(Array(repeating: claim, count: 20))
    #expect(!once.cases.isEmpty && once.cases.count == often.cases.count)
    #expect(once.coverage == often.coverage)
    var narrower = claim
    narrower.features = [.groups]
    let overlapping = try await check([claim, narrower])
    #expect(
      Set(overlapping.cases.map(\.vectorCase.id)).count == overlapping.cases.count)
  }

  @Test("without a case is told why, and what comes nearest")
  func empty() async throws {
    func reason(_ claim: Claim) async throws -> String {
      let (cases, coverage) = try await check([claim])
      #expect(cases.isEmpty && coverage.count == 1)
      return coverage.first?.reason ?? ""
    }
    let poor = Claim(optimizer: "adam", formats: ["binary32"], hyperparameters: [])
    #expect(try await reason(poor).contains("adam/standard/binary32/"))
    #expect(try await reason(poor).contains("hyperparameter learningRate"))
    let strange = Claim(
      optimizer: "adam", formats: ["binary32"],
      dialect: ["maximize": "gradient", "decayForm": "before"])
    #expect(try await reason(strange).hasPrefix("no cases have the dialect"))
    #expect(try await reason(strange).contains("the nearest is maximize"))
    let narrow = Claim(
      optimizer: "sgd", formats: ["e4m3"], dialect: ["maximize": "gradient"])
    #expect(try await reason(narrow).contains("has cases in binary64, binary32"))
  }

  @Test(
    "of a feature is asked, or the report says that it is not",
    arguments: OptimizerName.allCases)
  func features(optimizer: OptimizerName) async throws {
    for feature in Claim.Feature.allCases {
      let claim = Claim(
        optimizer: optimizer.rawValue, formats: ["binary32"], features: [feature])
      let (cases, coverage) = try await check([claim])
      let isAsked = cases.contains { selected in
        let vectorCase = selected.vectorCase
        return switch feature {
        case .state:
          vectorCase.expected.contains { $0.tensors.contains { !$0.state.isEmpty } }
        default: vectorCase.scenario.neededFeatures.contains(feature)
        }
      }
      let own = try #require(coverage.first)
      #expect(own.unasked.contains("feature \(feature.rawValue)") == !isAsked)
      #expect(!own.unclaimed.contains("feature \(feature.rawValue)"))
      #expect(own.caseCount == cases.count && own.reason == nil)
    }
  }

  @Test("is not said to be unasked where the cases were picked")
  func picked() async throws {
    var filter = CaseFilter()
    filter.idParts = ["/ordinary"]
    let claim = Claim(
      optimizer: "adam", formats: ["binary32"], features: [.restore, .groups])
    let (cases, coverage) = try await check([claim], filter: filter)
    #expect(cases.count == 1 && coverage.first?.unasked == [])
    #expect(coverage.first?.unclaimed.contains("feature state") == true)
  }
}
