internal import CKernels
import Dialects

/// The sign of the gradient and weight decay (SPEC §1.4).
struct SignAndDecay<Arithmetic: ElementArithmetic> {
  typealias Number = Element<Arithmetic>

  /// Where weight decay enters, with the scalar that it needs.
  private enum Decay {
    case none
    /// g + λ × θ.
    case gradient(lambda: Number)
    /// θ × `1 − α × λ` − s.
    case before(retained: Number)
    /// θ − (s + `α × λ` × θ).
    case same(lost: Number)
    /// (θ − s) × `1 − α × λ`.
    case after(retained: Number)
  }

  private let decay: Decay
  private let negatesGradient: Bool
  private let negatesDecayedGradient: Bool

  init(_ part: ScalarPart) {
    let maximize = part.dialect[Maximize.self]
    negatesGradient = maximize == .gradient
    negatesDecayedGradient = maximize == .decayedGradient
    guard part.uses(.weightDecay), let form = part.dialect[DecayForm.self] else {
      decay = .none
      return
    }
    let lambda = part[.weightDecay]
    let lost = part.decayScale.map { $0 * lambda } ?? lambda
    switch form {
    case .l2: decay = .gradient(lambda: Number(lambda))
    case .before: decay = .before(retained: Number(part.one - lost))
    case .same: decay = .same(lost: Number(lost))
    case .after: decay = .after(retained: Number(part.one - lost))
    }
  }

  /// The same for the loops in vector code.
  func write(to step: inout CKStep) {
    step.negatesGradient = negatesGradient
    step.negatesDecayedGradient = negatesDecayedGradient
    switch decay {
    case .none: step.decayForm = CKDecayNone
    case .gradient(let lambda):
      step.decayForm = CKDecayGradient
      step.decay = lambda.scalar
    case .before(let retained):
      step.decayForm = CKDecayBefore
      step.decay = retained.scalar
    case .same(let lost):
      step.decayForm = CKDecaySame
      step.decay = lost.scalar
    case .after(let retained):
      step.decayForm = CKDecayAfter
      step.decay = retained.scalar
    }
  }

  /// The gradient that the rule sees.
  @inline(__always)
  func gradient(_ gradient: Number, at parameter: Number) -> Number {
    var g = negatesGradient ? -gradient : gradient
    if case .gradient(let lambda) = decay { g = g + lambda * parameter }
    return negatesDecayedGradient ? -g : g
  }

  /// The gradient without weight decay, with the sign that the rule gives it.
  @inline(__always)
  func undecayedGradient(_ gradient: Number) -> Number {
    negatesGradient || negatesDecayedGradient ? -gradient : gradient
  }

  /// The parameter after a step that is only weight decay.
  @inline(__always)
  func decayed(_ parameter: Number) -> Number {
    switch decay {
    case .none, .gradient: parameter
    case .before(let retained), .after(let retained): parameter * retained
    case .same(let lost): parameter - lost * parameter
    }
  }

  /// The parameter after the step s.
  @inline(__always)
  func apply(_ step: Number, to parameter: Number) -> Number {
    switch decay {
    case .none, .gradient: parameter - step
    case .before(let retained): parameter * retained - step
    case .same(let lost): parameter - (step + lost * parameter)
    case .after(let retained): (parameter - step) * retained
    }
  }
}

extension ScalarPart {
  /// α, or nil where it is 1.
  fileprivate var decayScale: ScalarNumber? {
    switch dialect[DecayScale.self] {
    case .one: return nil
    case .learningRate, nil: return learningRate
    case .corrected:
      // A rule without one of the corrections lacks its factor or divisor.
      return learningRate.times(secondCorrection?.squareRoot())
        .divided(by: firstCorrection)
    case .relative: return learningRate / self[.learningRate]
    }
  }
}
