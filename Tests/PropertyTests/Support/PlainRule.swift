import Dialects
import Multiprecision

/// One coordinate of a rule, written once more and by hand from SPEC.md, with
/// nothing shared with the oracle but the arithmetic.
struct PlainRule {
  let subject: Subject
  let tuning: Tuning
  private var m: Enclosure = 0
  private var v: Enclosure
  private var x: Enclosure = 0

  init(_ subject: Subject, _ tuning: Tuning) {
    self.subject = subject
    self.tuning = tuning
    v = Enclosure(tuning.initial)
  }

  /// The step of gradient g at step number t.
  mutating func step(_ g: Enclosure, _ t: Int) -> Enclosure {
    let (η, β1, β2) = (
      Enclosure(tuning.rate), Enclosure(tuning.beta1), Enclosure(tuning.decay)
    )
    let square = g * g
    switch subject.dialect.optimizer {
    case .sgd: return η * g
    case .adagrad:
      v = v + square
      return η * (g / denominator(v))
    case .rmsprop:
      v = β2 * v + (1 - β2) * square
      guard subject.dialect[Centered.self] == .on else { return η * (g / denominator(v)) }
      m = β2 * m + (1 - β2) * g
      return η * (g / denominator(v - m * m))
    default:
      m = β1 * m + (1 - β1) * g
      v = β2 * v + (1 - β2) * square
      x = x.maximum(v)
      let w = subject.dialect.optimizer == .amsgrad ? x : v
      guard subject.dialect[FirstMomentCorrection.self] == .on else {
        return η * (m / denominator(w))
      }
      let (n, c2) = (m / (1 - β1.power(t)), 1 - β2.power(t))
      return subject.dialect[EpsilonFrame.self] == .raw
        ? η * (n / (denominator(w) / c2.squareRoot())) : η * (n / denominator(w / c2))
    }
  }

  private func denominator(_ q: Enclosure) -> Enclosure {
    (q + Enclosure(tuning.epsilonRoot)).squareRoot() + Enclosure(tuning.epsilon)
  }
}
