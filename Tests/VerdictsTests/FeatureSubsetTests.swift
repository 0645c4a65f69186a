import Bundled
import Deviations
import Dialects
import Formats
import Testing
import Vectors
import Verdicts

/// Every feature is asked by itself, and with every other one: whoever claims a subset is
/// asked all of it, and a fault of a feature does not survive.
struct FeatureSubsetTests {
  /// An implementation with another claim.
  private struct Claiming<Base: Implementation>: Implementation {
    let base: Base
    let claim: Claim

    var concurrency: Int { .max }

    func introduce() async throws -> ImplementationDescription {
      ImplementationDescription(
        name: "claiming", version: "1", language: "swift", implements: [claim])
    }

    func answer(_ request: CaseRequest) async throws -> CaseAnswer {
      try await base.answer(request)
    }
  }

  /// A fault of each feature; nil where the fault is in the answer, not in the run.
  private static let faults: [(feature: Claim.Feature, fault: String)] = [
    (.groups, "rate-of-the-first-group"), (.restore, "restoring-loses-first-moment"),
    (.state, "null"), (.absentGradients, "absent-gradient-is-zero"),
    (.sparse, "unsorted-rows-taken-sorted"), (.schedules, "schedule-one-ahead"),
    (.master, "master-in-storage"), (.stochastic, "stochastic-ignored"),
    (.fork, "saved-state-shares-first-moment"),
    (.changingHyperparameters, "beta1-read-once"),
    (.savedHyperparameters, "restoring-keeps-the-new-hyperparameters"),
    (.givenState, "given-clock-ignored"), (.sameGradients, "gradient-negated-in-place"),
  ]

  private static let subsets: [[Claim.Feature]] = {
    let all = Claim.Feature.allCases
    return all.map { [$0] }
      + all.indices.flatMap { i in all[(i + 1)...].map { [all[i], $0] } }
  }()

  @Test("a fault is planted for each feature")
  func complete() {
    #expect(Set(Self.faults.map(\.feature)) == Set(Claim.Feature.allCases))
    for (_, id) in Self.faults {
      #expect(FaultCatalogue.all.contains { $0.id == id }, "\(id)")
    }
  }

  private static func claim(_ features: [Claim.Feature]) -> Claim {
    Claim(
      optimizer: "adam", formats: ["binary32", "bfloat16"],
      hyperparameters: ["learningRate", "beta1", "beta2", "epsilon"],
      arithmetic: ["storage", "binary32"], features: features)
  }

  @Test("all that is claimed is asked, and what is right conforms", arguments: subsets)
  func asked(features: [Claim.Feature]) async throws {
    let library = try VectorLibrary(root: VectorLibrary.defaultRoot())
    let honest = Claiming(base: BundledImplementation(), claim: Self.claim(features))
    // What is large, or has thousands of steps, asks no feature.
    var filter = CaseFilter()
    filter.leftOutParts = [
      "long-run", "running-powers", "sixteen-bit", "large-tensor", "chunks",
      "many-tensors",
    ]
    let check = ConformanceCheck(of: honest, against: library, filter: filter)
    let description = try await honest.introduce()
    let cases = try await check.select(description)
    let coverage = try check.coverage(of: description, by: cases)
    #expect(coverage[0].unasked.allSatisfy { !$0.hasPrefix("feature") }, "\(coverage)")
    for verdict in try await check.run(cases) {
      guard case .conforms = verdict.outcome else {
        Issue.record("\(verdict.caseID): \(verdict.outcome)")
        continue
      }
    }
    for (feature, id) in Self.faults where features.contains(feature) {
      let fault = try #require(FaultCatalogue.all.first { $0.id == id })
      let faulty = Claiming(
        base: FaultyImplementation(fault, of: .standard(.adam)),
        claim: Self.claim(features))
      let check = ConformanceCheck(of: faulty, against: library, filter: filter)
      var isRejected = false
      for selected in cases where !isRejected {
        if case .mismatch = try await check.verdict(of: selected).outcome {
          isRejected = true
        }
      }
      #expect(isRejected, "\(id) with \(features)")
    }
  }
}
