import Dialects
import Oracle
import Rules

/// Faults of hyperparameters, of groups and of defaults.
enum HyperparameterFaults {
  static let all = exchanges + constants + groups + rates

  // MARK: Wrong slots

  /// Every pair of neighbours in some optimizer's list of arguments.
  static let neighbours: [(Hyperparameter, Hyperparameter)] = {
    var pairs: [(Hyperparameter, Hyperparameter)] = []
    for optimizer in OptimizerName.allCases {
      let names = optimizer.definition.hyperparameters
      for (a, b) in zip(names, names.dropFirst())
      where !pairs.contains(where: { $0 == (a, b) || $0 == (b, a) }) {
        pairs.append((a, b))
      }
    }
    return pairs
  }()

  static let exchanges: [Fault] = neighbours.map { a, b in
    .plumbing(
      "exchanged-\(a.words)-and-\(b.words)", .hyperparameters,
      "\(a.rawValue) and \(b.rawValue) are passed in each other's place.",
      .seen("decay-and-epsilon-exchanged", "arguments-in-another-order"),
      where: { $0.has(a) && $0.has(b) },
      epsilons: Epsilons.concerned(by: [a, b])
    ) { procedure in
      procedure.hyperparameters = { all, index in
        let given = all[index]
        return given.setting([a: given[b], b: given[a]]) ?? given
      }
      // The rate that a step states goes to the other place as well.
      if a == .learningRate {
        procedure.learningRate = { $0.initial[$0.group] }
      }
    }
  }

  // MARK: Values that are not used

  static func constant(
    _ id: String, _ name: Hyperparameter, _ value: Double, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    epsilons: Epsilons = .any
  ) -> Fault {
    .plumbing(
      id, .hyperparameters, "\(name.rawValue) is \(value), whatever was asked for.",
      evidence, where: { $0.has(name) && applies($0) }, epsilons: epsilons
    ) {
      $0.hyperparameters = { all, index in
        all[index].setting([name: value]) ?? all[index]
      }
    }
  }

  static let constants: [Fault] = [
    constant(
      "beta1-default", .beta1, 0.9,
      .seen("hyperparameter-accepted-and-ignored", "default-of-another-framework")),
    constant("beta1-zero", .beta1, 0, .seen("literal-in-the-place-of-beta2")),
    constant(
      "beta2-default", .beta2, 0.999,
      .seen("hyperparameter-accepted-and-ignored", "default-of-another-framework")),
    constant(
      "beta2-of-another-framework", .beta2, 0.99, .seen("default-of-another-framework")),
    constant("beta2-zero", .beta2, 0, .seen("literal-in-the-place-of-beta2")),
    constant(
      "decay-rate-default", .decay, 0.9,
      .seen("default-of-another-framework", "hyperparameter-accepted-and-ignored")),
    constant(
      "decay-rate-of-another-framework", .decay, 0.99,
      .seen("default-of-another-framework")),
    constant(
      "momentum-default", .momentum, 0.9, .seen("hyperparameter-accepted-and-ignored")),
    constant(
      "dampening-default", .dampening, 0.1, .seen("hyperparameter-accepted-and-ignored")),
    constant(
      "weight-decay-default", .weightDecay, 0.01,
      .seen("hyperparameter-accepted-and-ignored", "decay-dropped-or-from-another-slot")),
    constant(
      "momentum-decay-default", .momentumDecay, 0.004,
      .seen("hyperparameter-accepted-and-ignored"),
      where: { $0[MomentumSchedule.self] == .decaying }),
    constant(
      "learning-rate-decay-default", .learningRateDecay, 0,
      .seen("hyperparameter-accepted-and-ignored")),
    constant(
      "epsilon-default", .epsilon, 1e-7, .seen("default-of-another-framework"),
      epsilons: .outside),
    constant(
      "epsilon-root-default", .epsilonRoot, 1e-7, .seen("default-of-another-framework"),
      epsilons: .inside),
  ]
}

extension Hyperparameter {
  /// The name in lower-case words joined by hyphens.
  var words: String {
    rawValue.reduce(into: "") {
      if $1.isUppercase { $0 += "-" }
      $0 += $1.lowercased()
    }
  }
}

extension Hyperparameters {
  /// The same with other values, or nil if the rules do not admit them.
  func setting(_ values: [Hyperparameter: Double]) -> Hyperparameters? {
    try? Hyperparameters(optimizer, given.merging(values) { $1 })
  }
}
