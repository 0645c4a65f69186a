import Dialects
import Formats
import RandomNumbers
import Scenarios

/// Random scenarios for `BudgetSoundness`.
struct SoundnessScenario {
  private var random: SplitMix64

  /// The magnitudes that gradients are drawn from.
  enum Profile: CaseIterable {
    case ordinary, tiny, huge, subnormal, mixed

    /// Whether something may overflow.
    var overflows: Bool { self == .huge || self == .mixed }
  }

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func make(
    _ optimizer: OptimizerName, _ format: FloatFormat, _ profile: Profile
  ) throws -> Scenario {
    let dialect = try makeDialect(optimizer)
    var values: [Hyperparameter: Double] = [:]
    for name in optimizer.definition.hyperparameters {
      if name.neutral != nil && integer(3) == 0 { continue }
      values[name] = makeValue(name, format)
    }
    let lanes = 6
    let hyperparameters = try Hyperparameters(optimizer, values)
    let placed = dialect.placingEpsilon(of: hyperparameters)
    let tensor = Scenario.Tensor(
      name: "w", shape: [lanes],
      initial: (0..<lanes).map { _ in
        integer(3) == 0 ? 0 : format.encode(number(exponent: -3...1))
      })
    let rate = hyperparameters[.learningRate]
    let steps = (0..<1 + integer(9)).map { _ in
      ScenarioStep(
        gradients: [(0..<lanes).map { _ in format.encode(gradient(profile, format)) }],
        learningRates: [integer(4) == 0 ? rate / 2 : rate])
    }
    return Scenario(
      dialect: placed, scalars: integer(2) == 0 ? .wide : .working, storage: format,
      arithmetic: format,
      groups: [Scenario.Group(hyperparameters: hyperparameters, tensors: [tensor])],
      steps: .listed(steps))
  }

  private mutating func makeDialect(_ optimizer: OptimizerName) throws -> Dialect {
    // Half of the time what somebody published.
    let published = PublishedDialect.all.filter { $0.dialect.optimizer == optimizer }
    if integer(2) == 0 && !published.isEmpty {
      return published[integer(published.count)].dialect
    }
    var changes: [Axis: String] = [:]
    // The place of ε follows from the hyperparameters.
    for (axis, _) in optimizer.definition.axes where axis != .epsilonPlace {
      changes[axis] = axis.values[integer(axis.values.count)]
    }
    return try Dialect(optimizer, changes)
  }

  private mutating func makeValue(
    _ name: Hyperparameter, _ format: FloatFormat
  ) -> Double {
    func choice(_ values: [Double]) -> Double { values[integer(values.count)] }
    switch name {
    case .learningRate: return choice([1e-3, 0.01, 0.1, 1])
    case .momentum: return choice([0.9, 0.5, 0.99])
    case .dampening: return choice([0.1, 0.5, 0.9])
    case .decay: return choice([0.9, 0.99, 0.5])
    case .beta1: return choice([0.9, 0.5, 0.2, 0])
    case .beta2: return choice([0.999, 0.99, 0.9])
    case .weightDecay: return choice([0.01, 0.1])
    case .learningRateDecay: return choice([0.1, 0.01])
    case .accumulatorDecay: return choice([0.9, 0.5])
    case .initialFirstMoment: return choice([0.1, -0.5])
    case .initialSecondMoment, .initialMaximum: return choice([0.1, 1])
    case .momentumDecay: return choice([0.004, 0.1])
    case .epsilon, .epsilonRoot:
      return format.minimumExponent > -126
        ? choice([1e-3, 1e-2]) : choice([1e-8, 1e-6, 1e-3])
    }
  }

  private mutating func gradient(_ profile: Profile, _ format: FloatFormat) -> Double {
    if integer(9) == 0 { return 0 }
    let least = format.smallestSubnormalExponent.clampedToDouble
    switch profile {
    case .ordinary: return number(exponent: -6...3)
    case .tiny: return number(exponent: max(least, -40)...(-8))
    case .huge: return number(exponent: 4...format.maximumExponent)
    case .subnormal: return number(exponent: least...format.minimumExponent + 8)
    case .mixed:
      // Each draw at another scale.
      return gradient(Profile.allCases[integer(4)], format)
    }
  }

  private mutating func number(exponent: ClosedRange<Int>) -> Double {
    let width = exponent.upperBound - exponent.lowerBound + 1
    let significand = 1 + random.unit()
    return Double(
      sign: integer(2) == 0 ? .plus : .minus,
      exponent: exponent.lowerBound + integer(width), significand: significand)
  }

  private mutating func integer(_ count: Int) -> Int {
    Int(random.next() % UInt64(count))
  }
}

extension Int {
  fileprivate var clampedToDouble: Int { Swift.max(self, -1074) }
}
