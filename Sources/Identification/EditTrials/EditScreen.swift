import Deviations
import Dialects
import Formats
import Oracle
import Rules
import Scenarios
import Verdicts

/// Tells edits of a dialect that nobody has a name for from the rule, its dialects and
/// the known faults.
final class EditScreen {
  private let dialect: Dialect
  private let names: [Hyperparameter]
  private var forms: [[Program]] = []
  private let scenarios: [(scenario: Scenario, checkpoints: [Int])]
  private var answers: [[[Double]]] = []

  init(_ dialect: Dialect) {
    self.dialect = dialect
    let optimizer = dialect.optimizer
    names = optimizer.definition.hyperparameters
    let maker = ProbeMaker(
      optimizer: optimizer, storage: .binary64, arithmetic: .binary64,
      understood: Set(names), features: Set(Claim.Feature.allCases))
    scenarios = Probes.all(maker).filter { $0.scenario.steps.count <= 10 }.map {
      ($0.scenario.carriedOut(as: dialect), $0.checkpoints)
    }
    let family = Family.of(optimizer)
    for rule in family.rules {
      for use in EpsilonUse.all(of: optimizer, understood: Set(names)) {
        forms.append(Self.forms(rule, use))
      }
    }
    for fault in FaultCatalogue.all where fault.applies(dialect) {
      answers.append(
        scenarios.map { Self.values(fault.execution(of: $0.scenario), $0.1) })
    }
  }

  /// Whether an edit is the rule, a dialect or a known fault.
  func isKnown(_ edit: ProgramEdit) -> Bool {
    let own = dialect.situations.map { situation in
      edit.program(
        .everyTerm(of: dialect.optimizer), isFirst: situation.isFirst,
        isRectified: situation.isRectified,
        right: Self.program(dialect, situation))
    }
    let isDialect = forms.contains { form in
      zip(own, form).allSatisfy { $0 == $1 || ProgramIdentity.areEqual($0, $1) }
    }
    if isDialect { return true }
    let procedure = edit.procedure
    let values = scenarios.map {
      Self.values(Execution(of: $0.scenario, by: procedure), $0.checkpoints)
    }
    return answers.contains { answers in
      zip(answers, values).allSatisfy { zip($0, $1).allSatisfy(Self.areNear) }
    }
  }

  // MARK: Programs

  private static func program(
    _ dialect: Dialect, _ situation: (isFirst: Bool, isRectified: Bool)
  ) -> Program {
    Program(
      dialect: dialect, hyperparameters: .everyTerm(of: dialect.optimizer),
      isFirst: situation.isFirst, isRectified: situation.isRectified)
  }

  /// The programs of a dialect in which ε and ε_root are used so.
  private static func forms(_ dialect: Dialect, _ use: EpsilonUse) -> [Program] {
    dialect.situations.map { situation in
      program(dialect, situation).rewritten { edit in
        guard use != .asGiven else { return }
        func value(at name: Hyperparameter) -> SymbolicScalar {
          var sum = edit.integer(0)
          for (given, place) in [
            (Hyperparameter.epsilon, use.outside), (.epsilonRoot, use.inside),
          ] where place != .unused && place.name == name {
            let x = edit[given]
            sum = sum + (place == .insideSquared ? x * x : x)
          }
          return sum
        }
        for name in [Hyperparameter.epsilon, .epsilonRoot] {
          edit.replace(.hyperparameter(name)) { _ in value(at: name) }
        }
      }
    }
  }

  // MARK: Values

  private static func values(_ execution: Execution, _ checkpoints: [Int]) -> [Double] {
    execution.roundedReading(checkpoints: checkpoints).flatMap { checkpoint in
      checkpoint.tensors.flatMap { tensor in
        ([tensor.parameter] + tensor.state.map(\.values)).joined().map {
          execution.scenario.storage.decode($0)
        }
      }
    }
  }

  private static func areNear(_ x: Double, _ y: Double) -> Bool {
    x == y || (x.isNaN && y.isNaN)
      || (x - y).magnitude <= 1e-12 * max(1e-6, x.magnitude, y.magnitude)
  }
}
