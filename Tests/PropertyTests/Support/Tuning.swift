import Dialects
import Multiprecision
import _TestSupport

/// The hyperparameters that laws are tried with; each rule takes those it has.
struct Tuning: Shrinkable, Hashable, Sendable {
  /// η.
  var rate = 0.5
  /// ρ, and β2.
  var decay = 0.5
  /// β1.
  var beta1 = 0.0
  /// ε outside the root.
  var epsilon = 0.0
  /// ε inside the root.
  var epsilonRoot = 0.0
  /// v before the first step.
  var initial = 0.0
  /// μ.
  var momentum = 0.0
  /// λ.
  var weightDecay = 0.0

  var values: [Hyperparameter: Double] {
    [
      .learningRate: rate, .decay: decay, .beta1: beta1, .beta2: decay,
      .epsilon: epsilon, .epsilonRoot: epsilonRoot, .initialSecondMoment: initial,
      .momentum: momentum, .weightDecay: weightDecay,
    ]
  }

  var simpler: [Tuning] {
    [
      \Tuning.weightDecay, \.momentum, \.initial, \.epsilonRoot, \.epsilon, \.beta1,
      \.decay, \.rate,
    ]
    .flatMap { simpler(in: $0) }
  }

  /// Whether everything is within the domains of the laws: a positive learning
  /// rate, decay rates in [0, 1), the rest at least 0.
  var isAdmitted: Bool {
    rate > 0 && (0..<1).contains(decay) && (0..<1).contains(beta1) && epsilon >= 0
      && epsilonRoot >= 0 && initial >= 0 && momentum >= 0 && momentum < 1
      && weightDecay >= 0
      && values.values.allSatisfy { $0.isFinite && ($0 == 0 || $0 > 1e-100) }
  }

  /// C = (1 − β1)² β2/((1 − β2)(β2 − β1²)): m² ≤ C v, by `adam_moments_bound`.
  var largestMomentShare: Enclosure {
    let (β1, β2) = (Enclosure(beta1), Enclosure(decay))
    return (1 - β1).power(2) * β2 / ((1 - β2) * (β2 - β1.power(2)))
  }

  /// Whether √v + … cannot be zero as long as v is not.
  var isSafeAtZero: Bool { epsilon > 0 || epsilonRoot > 0 || initial > 0 }
}

extension SplitMix64 {
  /// A positive number with its exponent uniform between those of the bounds.
  mutating func positive(_ range: ClosedRange<Double>) -> Double {
    let (low, high) = (Int(range.lowerBound.exponent), Int(range.upperBound.exponent))
    let value = Double(
      sign: .plus, exponent: integer(in: low...high), significand: 1 + unit())
    return min(max(value, range.lowerBound), range.upperBound)
  }

  /// A rate in [0, 1): 0, usual ones, any, and ones up to 1 − 2^−20.
  mutating func decayRate() -> Double {
    switch integer(in: 0...5) {
    case 0: choice([0, 0.5, 0.9, 0.99, 0.999, 0.9999])
    case 1, 2: unit()
    default: 1 - Double(sign: .plus, exponent: -integer(in: 1...20), significand: 1)
    }
  }

  /// The tunings of all laws: η over 12 decades, ρ and β1 up to 1 − 2^−20, each ε
  /// and v0 in half of the cases 0.
  mutating func tuning() -> Tuning {
    Tuning(
      rate: positive(1e-9...1e3), decay: decayRate(), beta1: decayRate(),
      epsilon: bool() ? 0 : positive(1e-12...1),
      epsilonRoot: bool() ? 0 : positive(1e-12...1),
      initial: bool() ? 0 : positive(1e-6...1e6))
  }

  /// A gradient of any sign over 16 decades, or now and then 0.
  mutating func slope() -> Double {
    oneIn(8) ? 0 : (bool() ? 1 : -1) * positive(1e-8...1e8)
  }
}
