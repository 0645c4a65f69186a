import Dialects
import Oracle
import Rules
import Testing
import Verdicts
import _TestSupport

@testable import Deviations
@testable import Identification

/// A program that nobody has a name for is described by the edit that it has.
@Suite struct EditIdentificationTests {
  private static func edit(_ dialect: Dialect, _ summary: String) throws -> ProgramEdit {
    try #require(
      ProgramEdit.all(
        of: dialect, terms: Set(dialect.optimizer.definition.hyperparameters)
      ).first { $0.summary == summary }, "there is no edit \(summary)")
  }

  private func nearest(_ implementation: any Implementation) async throws -> Nearest? {
    let report = try await Identification(of: implementation, longestRun: 33).run()
    guard case .unidentified(let nearest) = report.findings.first?.outcome else {
      Issue.record("\(report.findings)")
      return nil
    }
    return nearest
  }

  /// What is found may be nothing, or a fault that the answers do not tell apart.
  @Test(
    "an edit that no fault is known for is taken for no other",
    arguments: EditedImplementation.drawn(
      Search.effort, seed: Search.seed, of: [.sgd, .adagrad, .rmsprop]
    ).map { EditedImplementation($0.edit, formats: [.binary64]) })
  func drawn(_ implementation: EditedImplementation) async throws {
    let trial = try await EditTrial(implementation, longestRun: 33)
    #expect(trial.verdict != .other, "\(trial), drawn with seed \(Search.seed)")
  }

  @Test("the formula is printed with the edited lines marked")
  func formula() async throws {
    let summary = "the gradient as given for g in g × g"
    let dialect = Dialect.standard(.rmsprop)
    let implementation = EditedImplementation(
      try Self.edit(dialect, summary), formats: [.binary64])
    let match = try #require(try await nearest(implementation)?.edit)
    let edited = match.formula.filter { $0.mark == .edited }.map(\.text)
    #expect(!edited.isEmpty, "\(match)")
    #expect(match.formula.contains { $0.mark == .right })
    #expect(match.dialect == dialect.description)
    #expect(EditTrial.verdict(on: match, implementation.edit) == .right, "\(match)")
  }

  /// What else is wrong around a rule is not explained by an edit of it.
  @Test("an edit that explains the formula alone is not reported")
  func plumbing() async throws {
    let edit = try Self.edit(.standard(.sgd), "b is replaced by g when it is stored")
    let formula = EditedImplementation(edit, formats: [.binary64])
    #expect(try #require(try await nearest(formula)).edit != nil)
    let forgetful = Altered(formula) { request, inner in
      var procedure = inner.edit.procedure
      procedure.restoring = .init(slots: [.momentumBuffer])
      return .result(
        Execution(of: request.scenario.carriedOut(as: inner.edit.dialect), by: procedure)
          .completeReading(checkpoints: request.checkpoints))
    }
    let found = try #require(try await nearest(forgetful))
    #expect(found.faults.isEmpty && found.edit == nil, "\(found)")
  }

  @Test("every kind of edit is drawn")
  func kinds() {
    let drawn = EditedImplementation.drawn(5, seed: Search.seed, of: [.adam])
    #expect(drawn.count == 5)
    #expect(Set(drawn.map(\.edit.kind)) == Set(ProgramEdit.Kind.allCases))
    #expect(drawn.allSatisfy { !$0.edit.isTheRule })
  }

  @Test("what is a dialect or a known fault is not drawn")
  func screen() throws {
    let screen = EditScreen(.standard(.adam))
    func isKnown(_ summary: String) throws -> Bool {
      screen.isKnown(try Self.edit(.standard(.adam), summary))
    }
    let dialect = try isKnown("`1 − β1^t` is missing in m / `1 − β1^t`")
    let fault = try isKnown("v is never updated")
    let neither = try isKnown("old m for g in g × g")
    #expect(dialect && fault && !neither)
  }

  @Test("a line that differs stands before the one that it replaces")
  func lines() {
    let lines = EditMatch.Line.difference(of: ["a", "x", "c"], from: ["a", "b", "c"])
    #expect(lines.map(\.text) == ["a", "x", "b", "c"])
    #expect(lines.map(\.mark) == [.same, .edited, .right, .same])
    let two = EditMatch.Line.difference(of: ["x", "y", "c", "d"], from: ["a", "b", "c"])
    #expect(two.map(\.text) == ["x", "a", "y", "b", "c", "d"])
  }
}

extension EditedImplementation: CustomTestStringConvertible {
  public var testDescription: String { "\(edit.summary) of \(edit.dialect)" }
}
