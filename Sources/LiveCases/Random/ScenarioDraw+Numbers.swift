import Dialects
import Formats
import Scenarios

extension ScenarioDraw {
  /// The hyperparameters of a group: those that are understood, at values that are
  /// claimed.
  mutating func drawHyperparameters() -> Hyperparameters {
    var values: [Hyperparameter: Double] = [:]
    for name in claim.optimizer.definition.hyperparameters
    where claim.hyperparameters.contains(name) && isPlaced(name) {
      if let value = drawValue(of: name), value != name.neutral { values[name] = value }
    }
    guard let hyperparameters = try? Hyperparameters(claim.optimizer, values) else {
      preconditionFailure("\(values) are no hyperparameters of \(claim.optimizer)")
    }
    return hyperparameters
  }

  /// Whether an ε is where the dialect has it.
  private func isPlaced(_ name: Hyperparameter) -> Bool {
    switch name {
    case .epsilon: [.outside, .both].contains(dialect.epsilonPlace)
    case .epsilonRoot: [.inside, .both].contains(dialect.epsilonPlace)
    default: true
    }
  }

  /// A value of a hyperparameter; nil for its neutral one.
  mutating func drawValue(of name: Hyperparameter) -> Double? {
    switch claim.values[name] {
    case .only(let value): return value
    case .range(let range): return drawValue(in: range)
    case .used:
      while true {
        if let value = drawFreely(name), value != name.neutral { return value }
      }
    case nil:
      // Half of what may be absent is, or nothing would ever be alone.
      if name.neutral != nil, ![.epsilon, .epsilonRoot, .momentumDecay].contains(name),
        random.chance(0.5)
      {
        return nil
      }
      return drawFreely(name)
    }
  }

  /// A value of a claimed range: an end of it, or in between.
  private mutating func drawValue(in range: ClosedRange<Double>) -> Double {
    switch random.below(6) {
    case 0: return range.lowerBound
    case 1: return range.upperBound
    default: break
    }
    guard range.lowerBound >= 0, range.upperBound > 0 else {
      return range.lowerBound + random.unit() * (range.upperBound - range.lowerBound)
    }
    let least = max(range.lowerBound, range.upperBound * 0x1p-30)
    return random.logarithmic(in: least...range.upperBound)
  }

  private mutating func drawFreely(_ name: Hyperparameter) -> Double? {
    switch name {
    case .learningRate:
      random.logarithmic(in: isNarrow ? 0.05...1 : 1e-4...1)
    case .decay, .beta1, .beta2, .momentum: drawRate(name)
    case .dampening: random.unit()
    case .epsilon: drawEpsilon()
    case .epsilonRoot: drawEpsilon().map { isNarrow ? $0 : $0 * $0 }
    case .weightDecay:
      random.logarithmic(in: isNarrow ? 0.05...0.5 : 1e-4...0.5)
    case .learningRateDecay: random.logarithmic(in: isNarrow ? 0.05...1 : 1e-4...1)
    case .accumulatorDecay: 1 - random.logarithmic(in: 0.01...0.5)
    case .initialFirstMoment: 0.5 - random.unit()
    case .initialSecondMoment, .initialMaximum:
      random.logarithmic(in: isNarrow ? 0.05...1 : 1e-6...4)
    case .momentumDecay: random.pick([0.004, 1, 0.125, 0.25])
    }
  }

  /// A rate of an average, which is often near 1; sometimes 0, and sometimes below ½.
  private mutating func drawRate(_ name: Hyperparameter) -> Double {
    // RAdam's length is a difference that cancels where β2 is near 1.
    let least = claim.optimizer == .radam && name == .beta2 ? 2e-3 : 1e-5
    return drawRate(least: isTiny ? 0.25 : isNarrow ? 0.05 : least)
  }

  /// - Parameter least: The least difference from 1 but for usual values.
  private mutating func drawRate(least: Double) -> Double {
    switch random.below(20) {
    case 0: 0
    case 1: random.unit() * 0.5
    case 2, 3: random.pick([0.5, 0.75, 0.875])
    case 4: isNarrow ? 0.75 : random.pick([0.9, 0.99, 0.999])
    default: 1 - random.logarithmic(in: least...0.5)
    }
  }

  private mutating func drawEpsilon() -> Double? {
    switch random.below(10) {
    case 0: isNarrow ? 0.5 : nil
    case 1: 1
    // A variance may be 0, or rounded below it; ε has to carry the root.
    default:
      random.logarithmic(
        in: isTiny
          ? 0.5...2
          : isNarrow || dialect[Centered.self] == .on ? 0.05...1 : 1e-8...1e-2)
    }
  }

  /// The encoding of an initial parameter.
  mutating func drawParameter() -> UInt64 {
    random.chance(0.1) ? storage.encode(0) : storage.encode(drawNumber(in: 0x1p-4...2))
  }

  /// A number of either sign whose magnitude is in a range.
  mutating func drawNumber(in range: ClosedRange<Double>) -> Double {
    let magnitude = random.logarithmic(in: range)
    return random.chance(0.5) ? -magnitude : magnitude
  }

  /// What elements have behind them: each has its own state.
  mutating func drawPast(
    of count: Int, _ slots: [StateSlot], stepsBefore: Int
  ) -> TensorPast {
    let format = features.contains(.master) ? arithmetic : storage
    let clock =
      dialect[StepClock.self] == .global && random.chance(0.5)
      ? random.integer(in: 1...stepsBefore) : max(1, stepsBefore - random.below(3))
    return TensorPast(
      gradientCount: clock,
      state: Dictionary(
        uniqueKeysWithValues: slots.map { slot in
          (slot, (0..<count).map { _ in drawState(of: slot, in: format) })
        }),
      momentumProduct: dialect[MomentumSchedule.self] == .decaying
        ? random.logarithmic(in: (isNarrow ? 0x1p-4 : 0x1p-10)...0.75) : nil)
  }

  /// Averages of squares, and norms, are not negative, and greater than the square of any
  /// average beside them.
  private mutating func drawState(of slot: StateSlot, in format: FloatFormat) -> UInt64 {
    let value = drawNumber(in: 0x1p-4...0.5)
    return switch slot {
    case .firstMoment, .momentumBuffer: format.encode(value)
    case .gradientAverage: format.encode(value / 8)
    default: format.encode(value.magnitude)
    }
  }

  mutating func drawSchedule() -> LearningRateSchedule {
    let simple: LearningRateSchedule =
      switch random.below(7) {
      case 0: .constant
      case 1: .step(period: random.integer(in: 1...4), factor: 0.5)
      case 2: .multiStep(milestones: [1, random.integer(in: 2...5)], factor: 0.25)
      case 3: .exponential(factor: 1 - random.logarithmic(in: 0.01...0.5))
      case 4:
        .polynomial(
          total: random.integer(in: 2...8), power: random.pick([1, 2, 0.5]), floor: 0)
      case 5:
        .cosine(
          total: random.integer(in: 2...8), floor: 0,
          afterEnd: random.pick([.hold, .repeats]))
      default: .inverseSquareRoot(length: random.integer(in: 1...4))
      }
    return random.chance(0.3)
      ? .warmUp(length: random.integer(in: 1...3), start: 0.25, next: simple) : simple
  }
}
