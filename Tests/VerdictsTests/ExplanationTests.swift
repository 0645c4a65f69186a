import Dialects
import Formats
import Oracle
import Scenarios
import Testing

@testable import Bundled
@testable import Deviations
@testable import Vectors
@testable import Verdicts

/// A case explained says where it goes wrong, and with which numbers.
@Suite("An explanation") struct ExplanationTests {
  private static func vectorCase(_ dialect: Dialect) throws -> VectorCase {
    let format = FloatFormat.binary32
    let group = Scenario.Group(
      hyperparameters: try Hyperparameters(
        .adam, [.learningRate: 0.5, .beta1: 0.5, .beta2: 0.75]),
      tensors: [
        Scenario.Tensor(name: "w", shape: [2], initial: [0, format.encode(1)])
      ])
    let scenario = Scenario(
      dialect: dialect, scalars: .wide, storage: format, arithmetic: format,
      groups: [group],
      steps: .listed(
        [0.5, 0.25, -1, 2].map { value in
          ScenarioStep(
            gradients: [[format.encode(value), format.encode(1)]], learningRates: [0.5])
        }))
    return VectorCase(
      id: "adam/standard/binary32/tiny", section: "5", flags: [], comment: "",
      scenario: scenario, expected: [])
  }

  private func explanation(
    _ implementation: any Implementation, _ view: CaseExplainer.View = .init()
  ) async throws -> Explanation {
    let dialect = Dialect.standard(.adam)
    let explainer = CaseExplainer(try Self.vectorCase(dialect), by: implementation)
    guard case .explained(let explanation) = try await explainer.explain(view) else {
      throw CaseSkip(reason: "not explained")
    }
    return explanation
  }

  @Test("a right answer is inside everywhere")
  func rightAnswer() async throws {
    let explanation = try await explanation(BundledImplementation())
    #expect(explanation.first == nil)
    #expect(explanation.steps.map(\.number) == [1, 2, 3, 4])
    for quantity in explanation.steps.flatMap(\.quantities) {
      #expect(quantity.isAdmitted)
      #expect((quantity.minimalBudget ?? .infinity) <= 4)
    }
  }

  @Test("a wrong answer is found at its first step")
  func wrongAnswer() async throws {
    // From the second step on, corrections for the step before are wrong.
    let fault = try #require(
      FaultCatalogue.all.first { $0.id == "second-moment-used-before-it-advances" }
        ?? FaultCatalogue.all.first { $0.id == "first-correction-squared" })
    let explanation = try await explanation(
      FaultyImplementation(fault, of: .standard(.adam)))
    let first = try #require(explanation.first)
    #expect(explanation.steps.last?.number == explanation.firstOfElement)
    #expect(explanation.firstOfElement == first.step)
    let last = try #require(explanation.steps.last)
    #expect(last.quantities.contains { !$0.isAdmitted && $0.name == first.quantity })
  }

  @Test("scalars are those of the step")
  func scalars() async throws {
    var view = CaseExplainer.View()
    view.steps = 3...3
    let explanation = try await explanation(BundledImplementation(), view)
    let scalars = try #require(explanation.steps.first).scalars
    func value(_ formula: String) -> Double? {
      scalars.first { $0.formula == formula }?.value
    }
    #expect(value("1 − β1^3") == 0.875)
    #expect(value("1 − β2^3") == 1 - 0.421875)
    #expect(value("η") == 0.5)
    #expect(explanation.steps.first?.clock == 3)
    #expect(explanation.steps.first?.gradients == ["-1.0"])
  }

  @Test("the element that is asked for is shown")
  func element() async throws {
    var view = CaseExplainer.View()
    view.element = 1
    let explanation = try await explanation(BundledImplementation(), view)
    #expect(explanation.element == 1)
    #expect(explanation.steps.first?.gradients == ["1.0"])
  }
}
