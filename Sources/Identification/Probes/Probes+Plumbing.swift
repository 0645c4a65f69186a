import Dialects
import Formats
import Oracle
import Scenarios

/// Probes of what surrounds the rule.
extension Probes {
  /// Clocks, groups, and saving.
  static func plumbing(_ maker: ProbeMaker) -> [Probe] {
    var probes: [Probe] = []
    if maker.features.contains(.absentGradients) { probes.append(clock(maker)) }
    if maker.features.contains(.groups) { probes.append(groups(maker)) }
    if maker.features.contains(.restore) {
      probes.append(
        Probe(
          "restore", "The optimizer is saved, discarded and restored.",
          restore(maker)))
    }
    return probes
  }

  private static func clock(_ maker: ProbeMaker) -> Probe {
    var numbers = maker.numbers("clock")
    let tensors = [
      numbers.tensor("always", [2], [0, 0.5]), numbers.tensor("late", [2], [0, 0.5]),
    ]
    let has = [(true, false), (true, true), (false, false), (true, false), (true, true)]
    var gradient: StepGradient<Double> {
      .dense(numbers.spread(2, from: 0.125, to: 1))
    }
    return Probe(
      "clock", "A tensor that has its first gradient late, and a step without any.",
      maker.scenario(
        maker.everything(), tensors: tensors,
        gradients: has.map { [$0 ? gradient : nil, $1 ? gradient : nil] }))
  }

  private static func groups(_ maker: ProbeMaker) -> Probe {
    var numbers = maker.numbers("groups")
    var other = maker.everything(0.5)
    let known = maker.optimizer.definition.hyperparameters
    let rates: [Hyperparameter: Double] = [
      .learningRate: 0.2, .decay: 0.7, .beta1: 0.6, .beta2: 0.75,
    ]
    other.merge(rates.filter { known.contains($0.key) }) { $1 }
    let groups = [
      Scenario.Group(
        hyperparameters: maker.hyperparameters(maker.everything()),
        tensors: [numbers.tensor("first", [2], [0, 0.5])]),
      Scenario.Group(
        hyperparameters: maker.hyperparameters(other),
        tensors: [numbers.tensor("second", [2], [0, 0.5])]),
    ]
    let gradients = (0..<4).map { _ in
      (0..<2).map { _ in
        StepGradient.dense(numbers.spread(2, from: 0.125, to: 1)) as StepGradient?
      }
    }
    return Probe(
      "groups", "Two groups that differ in every hyperparameter.",
      maker.scenario(groups: groups, gradients: gradients))
  }

  private static func restore(_ maker: ProbeMaker) -> Scenario {
    var numbers = maker.numbers("restore")
    return maker.scenario(
      maker.everything(), tensors: [numbers.tensor("w", [3], [0, 0.5, -1])],
      gradients: (0..<5).map { _ in [.dense(numbers.spread(3, from: 0.125, to: 1))] },
      restores: [3, 4])
  }

  /// Gradients that list rows.
  static func rows(_ maker: ProbeMaker) -> [Probe] {
    guard maker.features.contains(.sparse),
      Dialect.standard(maker.optimizer)[AbsentRows.self] != nil
    else { return [] }
    // Without ε a row that never had a gradient is 0/0.
    let floor =
      maker.usable([.epsilon: 0.02]).isEmpty
      ? maker.usable([.epsilonRoot: 0.003]) : maker.usable([.epsilon: 0.02])
    func probe(
      _ name: String, _ purpose: String, _ changes: [Hyperparameter: Double],
      _ rows: [[Int]]
    ) -> Probe {
      var numbers = maker.numbers(name)
      let table = numbers.tensor(
        "table", [4, 2], [0, 0.5] + numbers.spread(6, from: 0.125, to: 1))
      let gradients = rows.map { rows in
        [
          StepGradient.rows(
            rows, values: numbers.spread(rows.count * 2, from: 0.125, to: 1))
            as StepGradient?
        ]
      }
      return Probe(
        name, purpose,
        maker.scenario(
          floor.merging(changes) { $1 }, tensors: [table], gradients: gradients))
    }
    let absent = [[3, 1], [], [0, 2, 3], [1], [2, 0], [3, 1, 2]]
    var probes = [
      probe("sparse-rows", "Rows that have no gradient for a while.", [:], absent),
      probe(
        "duplicate-rows", "A row listed twice, while all have a gradient.", [:],
        [[0, 1, 2, 3], [3, 0, 1, 3, 2], [2, 2, 0, 1, 3]]),
    ]
    let decays = maker.usable([
      .weightDecay: 0.3, .accumulatorDecay: 0.75, .momentum: 0.7, .learningRateDecay: 0.5,
    ])
    for (name, value) in decays.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      probes.append(
        probe(
          "sparse-rows-\(name.rawValue)",
          "Rows that have no gradient, and \(name.rawValue).", [name: value], absent))
    }
    return probes
  }
}
