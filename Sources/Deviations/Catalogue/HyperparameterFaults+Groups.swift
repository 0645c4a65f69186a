import Dialects
import Oracle
import Rules

extension HyperparameterFaults {
  // MARK: Groups

  static func group(
    _ id: String, _ summary: String, _ evidence: Evidence,
    names: [Hyperparameter]?, epsilons: Epsilons = .any,
    _ source: @escaping @Sendable (Int) -> Int
  ) -> Fault {
    .plumbing(
      id, .hyperparameters, summary, evidence,
      where: { dialect in names.map { $0.contains(where: dialect.has) } ?? true },
      epsilons: epsilons
    ) { procedure in
      procedure.hyperparameters = { all, index in
        let from = all[source(all.count)]
        guard let names else { return from }
        let values = names.filter(
          all[index].optimizer.definition.hyperparameters.contains
        )
        .map { ($0, from[$0]) }
        return all[index].setting(Dictionary(uniqueKeysWithValues: values)) ?? all[index]
      }
      if names?.contains(.learningRate) ?? true {
        procedure.learningRate = { $0.given[source($0.given.count)] }
      }
    }
  }

  static let groups: [Fault] = [
    group(
      "group-of-the-first", "Every group has the first one's hyperparameters.",
      .seen("learning-rate-of-one-group-alone", "override-read-from-another-table"),
      names: nil
    ) { _ in 0 },
    group(
      "group-of-the-last", "Every group has the last one's hyperparameters.",
      .seen("learning-rate-of-one-group-alone", "override-read-from-another-table"),
      names: nil
    ) { $0 - 1 },
    group(
      "rate-of-the-first-group", "Every group has the first one's rate.",
      .seen("learning-rate-of-one-group-alone", "rectification-shared-by-groups"),
      names: [.learningRate]
    ) { _ in 0 },
    group(
      "rate-of-the-last-group", "Every group has the last one's rate.",
      .seen("learning-rate-of-one-group-alone"), names: [.learningRate]
    ) { $0 - 1 },
    group(
      "beta1-of-the-first-group", "Every group has the first one's β1.",
      .seen("decay-rates-bound-in-the-loop", "override-read-from-another-table"),
      names: [.beta1]
    ) { _ in 0 },
    group(
      "beta2-of-the-first-group", "Every group has the first one's β2 or ρ.",
      .seen("decay-rates-bound-in-the-loop", "override-read-from-another-table"),
      names: [.beta2, .decay]
    ) { _ in 0 },
    group(
      "momentum-of-the-first-group", "Every group has the first one's momentum.",
      .seen("override-read-from-another-table"), names: [.momentum]
    ) { _ in 0 },
    group(
      "epsilon-of-the-first-group", "Every group has the first one's epsilon.",
      .seen("override-read-from-another-table"), names: [.epsilon, .epsilonRoot],
      epsilons: .used
    ) { _ in 0 },
    group(
      "weight-decay-of-the-first-group", "Every group has the first one's decay.",
      .seen("override-read-from-another-table"), names: [.weightDecay]
    ) { _ in 0 },
    group(
      "weight-decay-of-the-last-group", "Every group has the last one's decay.",
      .seen("learning-rate-of-one-group-alone"), names: [.weightDecay]
    ) { $0 - 1 },
  ]

  // MARK: Learning rates

  static func rate(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change: @escaping @Sendable (RateContext) -> Double?
  ) -> Fault {
    .plumbing(id, .hyperparameters, summary, evidence) { $0.learningRate = change }
  }

  static let rates: [Fault] = [
    rate(
      "rate-of-the-first-step", "The rate of the first step is used for ever.",
      .seen("learning-rate-frozen-at-construction", "schedule-never-applied")
    ) { $0.first[$0.group] },
    rate(
      "rate-of-the-step-before", "The rate of a step takes effect one step late.",
      .likely("the scheduler is called on the wrong side of the step.")
    ) {
      $0.previous[$0.group]
    },
    rate(
      "rate-of-the-group", "The group's rate is used instead of the step's.",
      .seen("learning-rate-frozen-at-construction", "schedule-never-applied")
    ) { $0.initial[$0.group] },
    rate(
      "zero-rate-taken-for-unset", "A rate of 0 is taken for none, and the group's used.",
      .likely("0 is false in many languages.")
    ) {
      $0.given[$0.group] == 0 ? $0.initial[$0.group] : $0.given[$0.group]
    },
    rate(
      "zero-rate-replaced-by-epsilon", "With a rate of 0 the parameter still moves.",
      .reported("https://github.com/deeplearning4j/deeplearning4j, updaterAdam")
    ) {
      $0.given[$0.group] == 0 ? 1e-3 : $0.given[$0.group]
    },
    rate(
      "rate-only-falls", "The rate is never greater than that of the first step.",
      .likely("a guard against a schedule that diverges.")
    ) { context in
      let (given, first) = (context.given[context.group], context.first[context.group])
      guard let given, let first else { return given }
      return min(given, first)
    },
  ]
}
