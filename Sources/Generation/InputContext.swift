import Dialects
import Formats
import Oracle
import Scenarios

/// What an input profile draws on: the dialect, the formats, and a stream of
/// random numbers that belongs to the case.
package struct InputContext {
  let published: PublishedDialect
  let storage: FloatFormat
  let arithmetic: FloatFormat
  let scalars: Scenario.ScalarPrecision
  private var random: InputRandom

  package init(
    published: PublishedDialect, storage: FloatFormat, arithmetic: FloatFormat,
    scalars: Scenario.ScalarPrecision, seed name: String
  ) {
    self.published = published
    self.storage = storage
    self.arithmetic = arithmetic
    self.scalars = scalars
    random = InputRandom(name: name)
  }

  /// The context of a profile's case of a dialect.
  ///
  /// Its stream belongs to the name that the dialect had first, so that renaming a
  /// dialect changes no input.
  package init(
    published: PublishedDialect, storage: FloatFormat, arithmetic: FloatFormat,
    scalars: Scenario.ScalarPrecision, profile: String
  ) {
    let optimizer = published.dialect.optimizer.rawValue
    self.init(
      published: published, storage: storage, arithmetic: arithmetic, scalars: scalars,
      seed: "\(optimizer)/\(published.inputSeed)/\(profile)")
  }

  var optimizer: OptimizerName { dialect.optimizer }
  /// How many steps later the rule does what a case is about: RAdam rectifies its
  /// sixth step first.
  static func delay(_ published: PublishedDialect) -> Int {
    published.dialect.optimizer == .radam ? 5 : 0
  }
  /// That many steps, and those that the rule needs to begin.
  func lasting(_ steps: Int) -> Range<Int> { 0..<steps + Self.delay(published) }
  /// Whether a step is before those that a case is about; its gradients are 0
  /// then, which costs no accuracy.
  func isEarly(_ step: Int) -> Bool { step < Self.delay(published) }
  /// Random numbers as from `spread`, or zeros in an early step.
  mutating func spread(
    _ count: Int, at step: Int, from low: Double, to high: Double
  ) -> [Double] {
    isEarly(step)
      ? Array(repeating: 0, count: count) : spread(count, from: low, to: high)
  }
  private var dialect: Dialect { published.dialect }

  /// Whether the format has so little range or precision that hyperparameters
  /// such as β2 = 0.999 and ε = 1e-8 vanish in it.
  var isNarrow: Bool { arithmetic.precision < 24 }

  /// Whether the storage format has 8 bits.
  var isTiny: Bool { storage.bitWidth == 8 }

  /// A power of ten around which this format resolves ε, g and g² alike.
  package var epsilonScale: Double {
    switch storage {
    case .e4m3, .e5m2: 0.25
    case .binary16: 1e-2
    default: 1e-6
    }
  }

  // MARK: Numbers

  /// `value` in the storage format.
  func bits(_ value: Double) -> UInt64 { storage.encode(value) }

  /// Random numbers of either sign whose magnitudes are spread evenly over
  /// octaves from `low` to `high`.
  package mutating func spread(_ count: Int, from low: Double, to high: Double)
    -> [Double]
  {
    (0..<count).map { _ in
      let octaves = random.uniform() * Double(octave(high) - octave(low))
      let magnitude =
        low
        * Double(sign: .plus, exponent: Int(octaves), significand: 1 + random.uniform())
      return random.uniform() < 0.5 ? -magnitude : magnitude
    }
  }

  private func octave(_ value: Double) -> Int { Int(value.exponent) }

  // MARK: Scenarios

  /// A group's hyperparameters: those usual for the dialect, with `changes`.
  ///
  /// A change to a hyperparameter that the optimizer lacks is left out.
  func hyperparameters(_ changes: [Hyperparameter: Double] = [:]) -> Hyperparameters {
    var values = usualHyperparameters
    for (name, value) in changes where optimizer.definition.hyperparameters.contains(name)
    {
      values[name] = value
    }
    do {
      return try Hyperparameters(optimizer, values)
    } catch {
      preconditionFailure("a profile has an invalid hyperparameter: \(error)")
    }
  }

  /// ε where the dialect has it, of that size.
  func epsilon(_ size: Double) -> [Hyperparameter: Double] {
    switch published.epsilonPlace {
    case .none: [:]
    case .outside: [.epsilon: size]
    // Adadelta moves at a pace that ε sets: a larger one keeps steps visible.
    case .inside: [.epsilonRoot: optimizer == .adadelta ? size : size * size]
    case .both: [.epsilon: size, .epsilonRoot: size * size * 2]
    }
  }

  private var usualHyperparameters: [Hyperparameter: Double] {
    // A corrected variance is 0 in the first step; ε has to carry the root.
    let isDegenerate =
      dialect[Centered.self] == .on && dialect[SecondMomentCorrection.self] == .on
    let epsilon = epsilon(
      isDegenerate
        ? 0.5 : isTiny ? 0.125 : isNarrow && storage != .bfloat16 ? 1e-3 : 1e-7)
    let moments: [Hyperparameter: Double] =
      isTiny
      ? [.learningRate: 0.125, .beta1: 0.75, .beta2: 0.875]
      : [.learningRate: 0.002, .beta1: 0.85, .beta2: isNarrow ? 0.97 : 0.995]
    var values: [Hyperparameter: Double] =
      switch optimizer {
      case .sgd: [.learningRate: 0.05, .momentum: 0.8]
      case .adagrad: [.learningRate: 0.1]
      case .adadelta: [.learningRate: 0.7, .decay: isTiny ? 0.75 : 0.9]
      case .rmsprop: [.learningRate: isTiny ? 0.125 : 0.02, .decay: isTiny ? 0.75 : 0.9]
      case .adam, .amsgrad, .adamax, .radam: moments
      case .adamw: moments.merging([.weightDecay: 0.3]) { $1 }
      case .nadam:
        dialect[MomentumSchedule.self] == .decaying
          ? moments.merging([.momentumDecay: 0.004]) { $1 } : moments
      }
    values.merge(epsilon) { $1 }
    if optimizer == .rmsprop,
      dialect[Nesterov.self] != .off || dialect[MomentumLearningRate.self] == .inside
    {
      values[.momentum] = 0.7
    }
    if published.epsilonPlace == .none && optimizer == .adagrad {
      values[.initialSecondMoment] = 0.1
    }
    if optimizer != .adamw, dialect[DecayForm.self] != .l2 { values[.weightDecay] = 0.3 }
    // A rate that is applied twice has to be visible after that.
    if dialect[RectifiedRate.self] == .twice { values[.learningRate] = 0.125 }
    return values
  }

  /// One group whose only tensor is a vector.
  ///
  /// - Parameters:
  ///   - initial: The initial parameters.
  ///   - gradients: For each step the gradients.
  ///   - changes: Hyperparameters that differ from the usual ones.
  ///   - learningRates: For each step the learning rate; the group's if nil.
  func scenario(
    initial: [Double], gradients: [[Double]], _ changes: [Hyperparameter: Double] = [:],
    learningRates: [Double]? = nil
  ) -> Scenario {
    let group = Scenario.Group(
      hyperparameters: hyperparameters(changes),
      tensors: [tensor("w", [initial.count], initial)])
    let rate = group.hyperparameters[.learningRate]
    return scenario(
      groups: [group],
      steps: gradients.enumerated().map { index, gradient in
        ScenarioStep(
          gradients: [gradient.map(bits)],
          learningRates: [learningRates.map { $0[min(index, $0.count - 1)] } ?? rate])
      })
  }

  func scenario(groups: [Scenario.Group], steps: [ScenarioStep]) -> Scenario {
    scenario(groups: groups, steps: .listed(steps))
  }

  func scenario(
    groups: [Scenario.Group], steps: StepSequence, hasMaster: Bool = false,
    stochastic: StochasticSource? = nil
  ) -> Scenario {
    Scenario(
      dialect: dialect, scalars: scalars, storage: storage, arithmetic: arithmetic,
      groups: groups, steps: steps, hasMaster: hasMaster, stochastic: stochastic)
  }

  package func tensor(_ name: String, _ shape: [Int], _ initial: [Double])
    -> Scenario.Tensor
  {
    Scenario.Tensor(name: name, shape: shape, initial: initial.map(bits))
  }
}

/// A small stream of random numbers, the same on every platform.
private struct InputRandom {
  private var state: UInt64

  /// Starts a stream that belongs to a name (FNV-1a).
  init(name: String) {
    state = name.utf8.reduce(0xcbf2_9ce4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
  }

  /// A number in [0, 1) with 53 random bits (SplitMix64).
  mutating func uniform() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return Double((z ^ z >> 31) >> 11) * 0x1p-53
  }
}
