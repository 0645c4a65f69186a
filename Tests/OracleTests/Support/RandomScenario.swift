import Dialects
import Formats
import Oracle
import Scenarios
import _TestSupport

/// Random scenarios of a dialect.
struct RandomScenario {
  /// The ranges that gradients and parameters are drawn from.
  enum Flavour: CaseIterable {
    /// Gradients around 1.
    case ordinary
    /// Gradients around typical epsilons, and below.
    case small
    /// The whole range of the format: squares overflow and underflow.
    case extreme
    /// Few significant bits, so that ties and exact results abound.
    case short
  }

  let dialect: Dialect
  let epsilon: EpsilonPlace
  let storage: FloatFormat
  let arithmetic: FloatFormat
  let scalars: Scenario.ScalarPrecision
  let flavour: Flavour
  var maximumSteps = 6
  /// Whether gradients may be infinite or NaN.
  var hasSpecials = false
  /// Whether gradients are dense, rates stated, and new values rounded to nearest.
  var isPlain = false

  init(
    published: PublishedDialect, storage: FloatFormat, arithmetic: FloatFormat,
    scalars: Scenario.ScalarPrecision, flavour: Flavour, hasSpecials: Bool = false
  ) {
    dialect = published.dialect
    epsilon = published.epsilonPlace
    self.storage = storage
    self.arithmetic = arithmetic
    self.scalars = scalars
    self.flavour = flavour
    self.hasSpecials = hasSpecials
  }

  /// A dialect that need not be published.
  init(
    storage: FloatFormat, arithmetic: FloatFormat, scalars: Scenario.ScalarPrecision,
    flavour: Flavour, random: inout SplitMix64
  ) throws {
    let optimizer = random.choice(OptimizerName.allCases)
    var changes: [Axis: String] = [:]
    for (axis, _) in optimizer.definition.axes {
      changes[axis] = random.choice(axis.values)
    }
    dialect = try Dialect(optimizer, changes)
    epsilon = random.choice([.none, .outside, .inside, .both])
    self.storage = storage
    self.arithmetic = arithmetic
    self.scalars = scalars
    self.flavour = flavour
  }

  func make(_ random: inout SplitMix64) throws -> Scenario {
    let groups = try (0..<random.integer(in: 1...3)).map { group in
      let tensors = (0..<random.integer(in: 1...3)).map { tensor in
        let shape = shape(&random)
        return Scenario.Tensor(
          name: "g\(group)t\(tensor)", shape: shape,
          initial: (0..<shape.reduce(1, *)).map { _ in
            random.oneIn(3) ? 0 : storage.encode(value(&random))
          })
      }
      return Scenario.Group(
        hyperparameters: try hyperparameters(&random), tensors: tensors,
        schedule: isPlain || random.oneIn(2) ? nil : .random(&random))
    }
    let tensors = groups.flatMap(\.tensors)
    let steps = (0..<random.integer(in: 1...maximumSteps)).map { _ in
      ScenarioStep(
        gradients: tensors.map { gradients(of: $0, &random) },
        learningRates: groups.map { group -> Double? in
          if group.schedule != nil { return nil }
          return random.oneIn(2)
            ? group.hyperparameters[.learningRate] : random.choice([0, 0.5, 1e-3, 0.3])
        })
    }
    let isStochastic = !isPlain && random.oneIn(4)
    return Scenario(
      dialect: dialect, scalars: scalars, storage: storage,
      arithmetic: arithmetic, groups: groups, steps: .listed(steps),
      hasMaster: !isPlain && arithmetic != storage && random.bool(),
      stochastic: isStochastic
        ? StochasticSource(seed: UInt32(random.bits(32))) : nil)
  }

  private func shape(_ random: inout SplitMix64) -> [Int] {
    if isPlain || random.bool() { return [random.integer(in: 0...3)] }
    return random.choice([[], [2, 2], [3, 1], [1, 3], [2, 0]])
  }

  private func gradients(
    of tensor: Scenario.Tensor, _ random: inout SplitMix64
  ) -> StepGradient<UInt64>? {
    if random.oneIn(4) { return nil }
    let rowCount = tensor.shape.first ?? 1
    if isPlain || random.bool() || rowCount == 0 {
      return .dense(tensor.initial.map { _ in storage.encode(gradient(&random)) })
    }
    let rows = (0..<random.integer(in: 0...4)).map { _ in
      random.integer(in: 0...rowCount - 1)
    }
    let width = tensor.initial.count / rowCount
    let values = (0..<rows.count * width).map { _ in storage.encode(gradient(&random)) }
    return .rows(rows, values: values)
  }

  private func hyperparameters(_ random: inout SplitMix64) throws -> Hyperparameters {
    let optimizer = dialect.optimizer
    var values: [Hyperparameter: Double] = [:]
    for name in optimizer.definition.hyperparameters {
      if name.neutral != nil && random.oneIn(3) { continue }
      switch name {
      case .learningRate: values[name] = random.choice([1e-3, 0.01, 0.25, 1.7])
      case .momentum: values[name] = random.choice([0.9, 0.5, 0.99])
      case .dampening: values[name] = random.choice([0.1, 0.5, -0.3])
      case .decay:
        // Without memory a variance is zero, which enclosures cannot decide.
        let isCentered = dialect[Centered.self] == .on
        values[name] = random.choice([0.9, 0.99, 0.75, 0.5, isCentered ? 0.25 : 0])
      case .beta1: values[name] = random.choice([0.9, 0.8, 0.5, 0])
      case .beta2: values[name] = random.choice([0.999, 0.99, 0.75, 0.9999])
      case .weightDecay: values[name] = random.choice([0.01, 0.1, 0.5])
      case .learningRateDecay: values[name] = random.choice([0.1, 0.01, 1])
      case .accumulatorDecay: values[name] = random.choice([0.9, 0.5])
      case .initialFirstMoment: values[name] = random.choice([0.1, -0.5])
      case .initialSecondMoment, .initialMaximum:
        values[name] = random.choice([0.1, 1e-10, 1])
      case .momentumDecay: values[name] = random.choice([0.004, 0.1])
      case .epsilon, .epsilonRoot:
        if uses(name) { values[name] = random.choice([1e-8, 1e-3, 1e-10, 0.5]) }
      }
    }
    return try Hyperparameters(optimizer, values)
  }

  private func uses(_ name: Hyperparameter) -> Bool {
    switch epsilon {
    case .none: false
    case .outside: name == .epsilon
    case .inside: name == .epsilonRoot
    case .both: true
    }
  }

  private func gradient(_ random: inout SplitMix64) -> Double {
    if random.oneIn(6) { return random.bool() ? 0 : -0.0 }
    if hasSpecials && random.oneIn(12) {
      return random.choice([.infinity, -.infinity, .nan])
    }
    return value(&random)
  }

  private func value(_ random: inout SplitMix64) -> Double {
    switch flavour {
    case .ordinary: return random.double(exponent: -6...3)
    case .small: return random.double(exponent: -40...(-10))
    case .extreme:
      let exponents =
        storage.smallestSubnormalExponent.clamped(-1000)...storage.maximumExponent
      return random.double(exponent: exponents)
    case .short: return Double(random.integer(in: -8...8)) * 0x1p-2
    }
  }
}

extension LearningRateSchedule {
  /// A schedule with numbers that a few steps reach.
  static func random(_ random: inout SplitMix64) -> LearningRateSchedule {
    let floor = random.choice([0, 0.01])
    switch random.integer(in: 0...7) {
    case 0: return .constant
    case 1: return .step(period: random.integer(in: 1...3), factor: 0.7)
    case 2: return .multiStep(milestones: random.choice([[1, 3], [2], []]), factor: 0.1)
    case 3: return .exponential(factor: 0.95)
    case 4:
      return .polynomial(
        total: random.integer(in: 1...7), power: random.choice([1, 2, 0.9]), floor: floor)
    case 5:
      return .cosine(
        total: random.integer(in: 1...7), floor: floor,
        afterEnd: random.choice(AfterEnd.allCases))
    case 6: return .inverseSquareRoot(length: random.integer(in: 1...4))
    default:
      let next = Self.random(&random)
      return .warmUp(
        length: random.integer(in: 1...4), start: random.choice([0, 0.1]), next: next)
    }
  }
}

extension Int {
  fileprivate func clamped(_ least: Int) -> Int { self < least ? least : self }
}
