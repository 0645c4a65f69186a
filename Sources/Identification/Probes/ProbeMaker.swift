import Dialects
import Formats
import Generation
import Oracle
import Scenarios
import Verdicts

/// What probes are made of: an optimizer, a format, and what may be used.
struct ProbeMaker {
  let optimizer: OptimizerName
  let storage: FloatFormat
  let arithmetic: FloatFormat
  /// The hyperparameters that may differ from their neutral values.
  let understood: Set<Hyperparameter>
  /// The claim whose fixed values and ranges hold, if there is one.
  var claim: ResolvedClaim?
  /// What a scenario may need beyond stepping one group.
  let features: Set<Claim.Feature>

  /// Values far from neutral for what must be given.
  private var base: [Hyperparameter: Double] {
    var values: [Hyperparameter: Double] = [
      .learningRate: 0.05, .decay: 0.9, .beta1: 0.8, .beta2: 0.95,
    ]
    // It moves at a pace that ε sets.
    if optimizer == .adadelta && understood.contains(.epsilonRoot) {
      values[.epsilonRoot] = 0.01
    }
    return values.filter { optimizer.definition.hyperparameters.contains($0.key) }
  }

  /// Whether the optimizer has all of `names`, and they may be used.
  func has(_ names: Hyperparameter...) -> Bool { understood.isSuperset(of: names) }

  /// Those of `values` that may be used.
  func usable(_ values: [Hyperparameter: Double]) -> [Hyperparameter: Double] {
    values.filter { understood.contains($0.key) }
  }

  /// A value for every hyperparameter that may be used.
  func everything(_ size: Double = 1) -> [Hyperparameter: Double] {
    usable([
      .momentum: 0.7 * size, .weightDecay: 0.3 * size, .epsilon: 0.02 * size,
      .epsilonRoot: 0.003 * size, .learningRateDecay: 0.5 * size,
      .accumulatorDecay: 1 - 0.25 * size, .momentumDecay: 0.3 * size,
    ])
  }

  /// A source of numbers and encodings that belongs to a name.
  func numbers(_ name: String) -> InputContext {
    guard
      let published = PublishedDialect.all.first(where: {
        $0.dialect.optimizer == optimizer
      })
    else { preconditionFailure("no dialect of \(optimizer.rawValue) is published") }
    return InputContext(
      published: published, storage: storage, arithmetic: arithmetic, scalars: .wide,
      seed: "identify/\(name)")
  }

  /// The hyperparameters of a group: `changes` to the base.
  func hyperparameters(_ changes: [Hyperparameter: Double]) -> Hyperparameters {
    do {
      let values = base.merging(changes) { $1 }
      return try Hyperparameters(optimizer, claim?.fitting(values) ?? values)
    } catch {
      preconditionFailure("a probe has an invalid hyperparameter: \(error)")
    }
  }

  /// Factors of the learning rate, step by step: it never stays the same for long.
  static let jumps = [1, 1, 2, 0.25, 1, 4, 0.5, 1.0]

  /// A scenario of one group.
  ///
  /// - Parameters:
  ///   - changes: What differs from the base.
  ///   - tensors: Name, shape and initial values.
  ///   - gradients: For each step and tensor the gradient, or nil.
  ///   - restores: The steps before which the optimizer is restored.
  func scenario(
    _ changes: [Hyperparameter: Double], tensors: [Scenario.Tensor],
    gradients: [[StepGradient<Double>?]], restores: Set<Int> = []
  ) -> Scenario {
    scenario(
      groups: [
        Scenario.Group(hyperparameters: hyperparameters(changes), tensors: tensors)
      ], gradients: gradients, restores: restores)
  }

  /// The same of several groups.
  func scenario(
    groups: [Scenario.Group], gradients: [[StepGradient<Double>?]],
    restores: Set<Int> = []
  ) -> Scenario {
    let steps = gradients.enumerated().map { index, gradients in
      ScenarioStep(
        gradients: gradients.map { $0?.map { storage.encode($0) } },
        learningRates: groups.map {
          $0.hyperparameters[.learningRate] * Self.jumps[index % Self.jumps.count]
        }, before: .init(restores: restores.contains(index + 1)))
    }
    return Scenario(
      dialect: .standard(optimizer), scalars: .wide, storage: storage,
      arithmetic: arithmetic, groups: groups, steps: .listed(steps))
  }

  /// A scenario with one vector: lanes with ordinary gradients and lanes whose
  /// gradients come in a burst and then calm down.
  func vector(
    _ name: String, _ changes: [Hyperparameter: Double] = [:], steps: Int = 5,
    initial: [Double] = [0, 0.5, 0, -0.75], scale: Double = 1
  ) -> Scenario {
    var numbers = numbers(name)
    let gradients = (0..<steps).map { step in
      let calm = step < 2 ? 4 : 0.25
      return StepGradient.dense(
        numbers.spread(2, from: scale / 8, to: scale)
          + numbers.spread(2, from: scale / 8, to: scale).map { $0 * calm })
    }
    return scenario(
      changes, tensors: [numbers.tensor("w", [4], initial)],
      gradients: gradients.map { [$0] })
  }
}
