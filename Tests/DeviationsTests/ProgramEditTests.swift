import Dialects
import Rules
import Testing
import _TestSupport

@testable import Deviations

/// Single edits of rules: which there are, and what they change.
struct ProgramEditTests {
  private static func all(_ dialect: Dialect) -> [ProgramEdit] {
    ProgramEdit.all(
      of: dialect, terms: Set(dialect.optimizer.definition.hyperparameters))
  }

  /// Optimizers drawn with the seed of the run, so that runs differ by it.
  private static let drawn: [OptimizerName] = {
    var random = SplitMix64(seed: Search.seed)
    return Array(
      OptimizerName.allCases.shuffled(using: &random).prefix(2 * Search.effort))
  }()

  private static let adam = all(.standard(.adam))

  /// An edit is made in the rule with all of its terms; without an edit this must give
  /// the program that leaves terms out.
  @Test("a rule without its neutral terms is the program that leaves them out")
  func neutralTerms() throws {
    let failure = try counterexample(in: 300) { random in
      let dialect = Dialect.many[Int(random.next() % UInt64(Dialect.many.count))]
      let optimizer = dialect.optimizer
      let names = optimizer.definition.hyperparameters
      let rule = EditableRule(dialect, terms: Set(names))
      var values: [Hyperparameter: Double] = [:]
      for name in names where name.neutral == nil || random.next() % 2 == 0 {
        values[name] = 0.5
      }
      let given = try Hyperparameters(optimizer, values)
      for situation in RuleSituation.all {
        let right = situation.program(dialect, given)
        let index = rule.index(
          isFirst: situation.isFirst, isRectified: situation.isRectified)
        let program = rule.programs[index].program.withoutNeutralTerms(
          rule.absent(given), keeping: Set(right.state.map(\.slot)))
        if !program.isSameCode(as: right) {
          return "\(dialect), \(values.keys): \(program.formula), \(right.formula)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("edits differ from the rule and from each other", arguments: drawn)
  func differ(optimizer: OptimizerName) {
    let dialect = Dialect.standard(optimizer)
    let edits = Self.all(dialect)
    let rule = EditableRule(
      dialect, terms: Set(optimizer.definition.hyperparameters))
    let right = rule.programs.map(\.program.withoutUnits)
    #expect(edits.count > 100)
    #expect(!edits.contains { $0.forms == right })
    #expect(Set(edits.map(\.forms)).count == edits.count)
    #expect(Set(edits.map(\.summary)).count == edits.count)
    #expect(!edits.contains { $0.summary.contains("  ") || $0.summary.isEmpty })
  }

  @Test("every kind of edit is there", arguments: [OptimizerName.adagrad, .adam])
  func kinds(optimizer: OptimizerName) {
    let kinds = Set(Self.all(.standard(optimizer)).map(\.kind))
    #expect(kinds == Set(ProgramEdit.Kind.allCases))
  }

  @Test(
    "slips of programmers are among them",
    arguments: [
      (
        "v is used before its update",
        "D = √(v / `1 − β2^t` + `ε_root`) + `ε`"
      ),
      (
        "`1 − β2^t` for `1 − β1^t` in m / `1 − β1^t`",
        "s = `η` × (m / `1 − β2^t` / D)"
      ),
      ("`1 − β2` is missing in `1 − β2` × (g × g)", "v ← `β2` × v + g × g"),
      ("m is never updated", "m ← m"),
    ])
  func slips(summary: String, line: String) throws {
    let edit = try #require(
      Self.adam.first { $0.summary == summary }, "there is no edit \(summary)")
    let pair = try #require(edit.pairs.first)
    #expect(pair.edited.formula.contains(line), "\(pair.edited.formula)")
    #expect(!edit.isTheRule)
  }

  @Test("an edit of a term that is absent changes nothing")
  func absentTerm() throws {
    let edit = try #require(
      Self.adam.first { $0.summary.hasPrefix("`λ` is doubled in") })
    let given = try Hyperparameters(
      .adam, [.learningRate: 0.5, .beta1: 0.5, .beta2: 0.5])
    let right = Program(dialect: .standard(.adam), hyperparameters: given, isFirst: false)
    let program = edit.program(given, isFirst: false, isRectified: true, right: right)
    #expect(program.isSameCode(as: right))
    let decayed = try given.setting(.weightDecay, to: 0.5)
    let other = Program(
      dialect: .standard(.adam), hyperparameters: decayed, isFirst: false)
    #expect(
      !edit.program(decayed, isFirst: false, isRectified: true, right: other)
        .isSameCode(as: other))
  }
}
