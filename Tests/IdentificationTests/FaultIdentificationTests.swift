import Dialects
import Scenarios
import Testing
import Verdicts
import _TestSupport

@testable import Deviations
@testable import Identification

/// Faults are recognized by their answers.
@Suite struct FaultIdentificationTests {
  @Test(
    "a fault is named",
    arguments: FaultyImplementation.drawn(2 * Search.effort, seed: Search.seed))
  func faultNamed(_ implementation: FaultyImplementation) async throws {
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

  @Test("a fault that is no dialect fits none")
  func noDialect() async throws {
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
  @Test("nonsense is no known fault")
  func nonsense() async throws {
    let nonsense = Altered(Impostor(.standard(.adam))) { request, inner in
      var request = request
      request.scenario = request.scenario.carriedOut(
        as: request.scenario.dialect,
        groups: try request.scenario.groups.map { group in
          Scenario.Group(
            hyperparameters: try group.hyperparameters.setting(.beta1, to: 0.123),
            tensors: group.tensors, schedule: group.schedule)
        })
      return try await inner.answer(request)
    }
    let report = try await Identification(of: nonsense).run()
    guard case .unidentified(let nearest) = report.findings.first?.outcome else {
      Issue.record("\(report.findings)")
      return
    }
    #expect(nearest.faults.isEmpty, "\(nearest.faults)")
    #expect(nearest.edit == nil, "\(nearest.edit as Any)")
    #expect(nearest.identity.dialect["epsilonFrame"] == "corrected")
  }
}

extension FaultyImplementation: CustomTestStringConvertible {
  public var testDescription: String { "\(fault.id) of \(dialect)" }
}
