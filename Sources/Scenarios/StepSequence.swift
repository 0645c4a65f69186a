import Dialects
import Formats

/// What an optimizer is given in one step, and what happens to it before.
public struct ScenarioStep: Hashable, Sendable {
  /// For each tensor the encodings of its gradient, or nil if it had none.
  public let gradients: [StepGradient<UInt64>?]
  /// For each group the learning rate of this step; nil if a schedule gives it.
  public let learningRates: [Double?]
  /// What is done with the optimizer before this step.
  public let before: Interruption
  /// For each group the hyperparameters that change from this step on; empty if none does
  /// in any group.
  public let changes: [[Hyperparameter: Double]]
  /// Whether the gradients are those of the step before, and not copies of them.
  public let repeatsGradients: Bool

  /// What is done with an optimizer between two steps (SPEC §1.5).
  public struct Interruption: Hashable, Sendable {
    /// Whether it is saved, discarded and restored.
    public var restores = false
    /// Whether it is discarded, and one made that takes over what was kept last.
    public var rewinds = false
    /// Whether what it saves, and the parameters, are kept; after `rewinds`.
    public var saves = false
    /// The hyperparameters of each group that a restored optimizer is made with, if they
    /// are not those that hold.
    public var builtWith: [Hyperparameters]?

    /// Nothing is done unless this is told otherwise.
    public init(
      restores: Bool = false, rewinds: Bool = false, saves: Bool = false,
      builtWith: [Hyperparameters]? = nil
    ) {
      self.restores = restores
      self.rewinds = rewinds
      self.saves = saves
      self.builtWith = builtWith
    }
  }

  /// Creates a step.
  public init(
    gradients: [StepGradient<UInt64>?], learningRates: [Double?],
    before: Interruption = Interruption(), changes: [[Hyperparameter: Double]] = [],
    repeatsGradients: Bool = false
  ) {
    self.gradients = gradients
    self.learningRates = learningRates
    self.before = before
    self.changes = changes
    self.repeatsGradients = repeatsGradients
  }

  /// Creates a step without sparse gradients.
  public init(
    gradients: [[UInt64]?], learningRates: [Double?],
    before: Interruption = Interruption(), changes: [[Hyperparameter: Double]] = []
  ) {
    self.init(
      gradients: gradients.map { $0.map(StepGradient.dense) },
      learningRates: learningRates, before: before, changes: changes)
  }

  /// The same step with other gradients.
  public func withGradients(_ gradients: [StepGradient<UInt64>?]) -> ScenarioStep {
    ScenarioStep(
      gradients: gradients, learningRates: learningRates, before: before,
      changes: changes, repeatsGradients: repeatsGradients)
  }
}

/// The steps of a scenario, listed or drawn from a generator.
public enum StepSequence: Hashable, Sendable {
  /// Every step as data.
  case listed([ScenarioStep])
  /// `count` steps at fixed learning rates whose gradients are drawn from a generator.
  case generated(count: Int, learningRates: [Double?], gradients: GradientGenerator)

  /// The number of steps.
  public var count: Int {
    switch self {
    case .listed(let steps): steps.count
    case .generated(let count, _, _): count
    }
  }
}

extension Scenario {
  /// Calls `body` with each step number, from 1, and its step.
  public func forEachStep(_ body: (Int, ScenarioStep) throws -> Void) rethrows {
    switch steps {
    case .listed(let steps):
      for (index, step) in steps.enumerated() { try body(index + 1, step) }
    case .generated(let count, let learningRates, let generator):
      var generator = generator
      let sizes = tensors.map(\.initial.count)
      for number in 1...max(count, 1) where number <= count {
        let gradients = sizes.map { size in
          StepGradient.dense((0..<size).map { _ in generator.next(in: storage) })
            as StepGradient?
        }
        try body(number, ScenarioStep(gradients: gradients, learningRates: learningRates))
      }
    }
  }
}

/// A generator of gradients that any language reproduces in five lines.
///
/// Lehmer's generator with the multiplier 48271 and the modulus 2^31 − 1
/// (Park, Miller, Stockmeyer 1993). Each draw is the integer made of `bits`
/// of the state above bit 11, minus `2^(bits − 1)`, times `2^exponent`.
public struct GradientGenerator: Hashable, Sendable {
  /// The state before the first draw, in 1 ..< 2^31 − 1.
  public private(set) var seed: UInt32
  /// The width of the integers drawn; at most the precision of the format.
  public let bits: Int
  /// The exponent of the unit of the gradients.
  public let exponent: Int

  /// Creates a generator.
  public init(seed: UInt32, bits: Int, exponent: Int) {
    precondition((1..<0x7fff_ffff).contains(seed) && (1...20).contains(bits))
    self.seed = seed
    self.bits = bits
    self.exponent = exponent
  }

  /// Advances by one draw and returns the encoding of the gradient.
  public mutating func next(in format: FloatFormat) -> UInt64 {
    seed = UInt32(UInt64(seed) * 48271 % 0x7fff_ffff)
    let integer = Int(seed >> 11 & ((1 << UInt32(bits)) - 1)) - (1 << (bits - 1))
    return format.encode(
      Double(integer) * Double(sign: .plus, exponent: exponent, significand: 1))
  }
}
