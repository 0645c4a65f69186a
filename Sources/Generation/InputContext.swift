import Dialects
import Formats
import Oracle
import RandomNumbers
import Scenarios

/// What an input profile draws on: the dialect, the formats, and a stream of
/// random numbers that belongs to the case.
package struct InputContext {
  let published: PublishedDialect
  let storage: FloatFormat
  let arithmetic: FloatFormat
  let scalars: Scenario.ScalarPrecision
  /// The values of hyperparameters that have not all of their domain.
  private let values: [Hyperparameter: HyperparameterValues]
  private var random: SplitMix64

  package init(
    published: PublishedDialect, storage: FloatFormat, arithmetic: FloatFormat,
    scalars: Scenario.ScalarPrecision, seed name: String,
    where values: [Hyperparameter: HyperparameterValues] = [:]
  ) {
    self.values = values
    self.published = published
    self.storage = storage
    self.arithmetic = arithmetic
    self.scalars = scalars
    random = SplitMix64(seed: SplitMix64.seed(named: name))
  }

  /// The context of a profile's case of a dialect.
  ///
  /// Its stream belongs to the name that the dialect had first, so that renaming a
  /// dialect changes no input.
  package init(
    published: PublishedDialect, storage: FloatFormat, arithmetic: FloatFormat,
    scalars: Scenario.ScalarPrecision, profile: String,
    where values: [Hyperparameter: HyperparameterValues] = [:]
  ) {
    let optimizer = published.dialect.optimizer.rawValue
    self.init(
      published: published, storage: storage, arithmetic: arithmetic, scalars: scalars,
      seed: "\(optimizer)/\(published.inputSeed)/\(profile)", where: values)
  }

  var optimizer: OptimizerName { dialect.optimizer }
  /// How many steps later the rule does what a case is about.
  static func delay(_ published: PublishedDialect) -> Int {
    OptimizerInputs.of(published.dialect.optimizer).delay
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
  var dialect: Dialect { published.dialect }

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
      let octaves = random.unit() * Double(octave(high) - octave(low))
      let magnitude =
        low
        * Double(sign: .plus, exponent: Int(octaves), significand: 1 + random.unit())
      return random.unit() < 0.5 ? -magnitude : magnitude
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
    for (name, taken) in self.values {
      let value = values[name] ?? name.neutral ?? 0.5
      switch taken {
      case .only(let number): values[name] = number
      case .range(let range):
        values[name] = min(max(value, range.lowerBound), range.upperBound)
      case .used: if value == name.neutral { values[name] = 0.5 }
      }
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
    case .inside: [.epsilonRoot: OptimizerInputs.of(optimizer).epsilonInside(size)]
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
    var values = OptimizerInputs.of(optimizer).usual(self)
    values.merge(epsilon) { $1 }
    if dialect[DecayForm.self] != .l2 { values[.weightDecay] = 0.3 }
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

  /// A vector whose gradients are generated, for runs that are too long to list.
  ///
  /// - Parameters:
  ///   - count: The number of steps.
  ///   - seed: The seed of the gradients.
  ///   - lanes: The initial parameters.
  ///   - changes: Hyperparameters that differ from the usual ones.
  func generatedRun(
    steps count: Int, seed: UInt32, lanes: [Double] = [0],
    _ changes: [Hyperparameter: Double]
  ) -> Scenario {
    let group = Scenario.Group(
      hyperparameters: hyperparameters(changes),
      tensors: [tensor("w", [lanes.count], lanes)])
    return scenario(
      groups: [group],
      steps: .generated(
        count: count, learningRates: [0.001],
        gradients: GradientGenerator(seed: seed, bits: 8, exponent: -8)))
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
