import Verdicts
import Dialects
import Oracle
import Testing
import _TestSupport

@testable import Deviations
@testable import Identification

/// Faults are recognized by their answers.
@Suite struct FaultIdentificationTests {
  @Test(arguments: FaultyImplementation.drawn(5 * Search.effort, seed: Search.seed))
  func aFaultIsNamed(_ implementation: FaultyImplementation) async throws {
    let report = try await Identification(of: implementation).run()
    let named = report.findings.flatMap { finding -> [FaultMatch] in
      switch finding.outcome {
      case .unidentified(let nearest): nearest.faults
      case .identified(let identity): identity.faults
      default: []
      }
    }
    #expect(
      named.contains { $0.id == implementation.fault.id },
      """
      \(implementation.fault.id) of \(implementation.dialect), drawn with seed \
      \(Search.seed), is taken for \(named.map(\.id))
      """)
  }

  @Test func aFaultThatIsNoDialectFitsNone() async throws {
    let fault = try #require(FaultCatalogue.all.first { $0.id == "null" })
    let implementation = FaultyImplementation(fault, of: .standard(.adam))
    let report = try await Identification(of: implementation).run()
    #expect(!report.isIdentified)
    guard case .unidentified(let nearest) = report.findings.first?.outcome else {
      Issue.record("\(report.findings)")
      return
    }
    #expect(nearest.mismatch.place.step == 1)
    #expect(nearest.mismatch.outsideCount > 0)
    #expect(nearest.faults.map(\.id).contains("null"))
  }

  /// Whoever computes something that no fault is known for is not accused of one.
  @Test func nonsenseIsNoKnownFault() async throws {
    struct Nonsense: Implementation {
      let inner = Impostor(.standard(.adam))
      func introduce() async throws -> ImplementationDescription {
        try await inner.introduce()
      }
      func answer(_ request: CaseRequest) async throws -> CaseAnswer {
        var request = request
        for index in request.case.groups.indices {
          request.case.groups[index].hyperparameters["beta1"] = 0.123
        }
        return try await inner.answer(request)
      }
    }
    let report = try await Identification(of: Nonsense()).run()
    guard case .unidentified(let nearest) = report.findings.first?.outcome else {
      Issue.record("\(report.findings)")
      return
    }
    #expect(nearest.faults.isEmpty, "\(nearest.faults)")
    #expect(nearest.identity.dialect["epsilonFrame"] == "corrected")
  }
}

extension FaultyImplementation: CustomTestStringConvertible {
  public var testDescription: String { "\(fault.id) of \(dialect)" }
}
