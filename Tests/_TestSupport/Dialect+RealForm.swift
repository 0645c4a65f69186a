import Dialects

extension Dialect {
  /// One dialect for all whose formulas have the same values in real arithmetic.
  ///
  /// The laws are those of SPEC §1.4, written down without a look at any program.
  public var realForm: Dialect {
    var form = self
    let isDecoupled = form[DecayForm.self].map { $0 != .l2 } ?? false
    if isDecoupled {
      // θ(1 − αλ) − s is θ − (s + αλθ).
      if form[DecayForm.self] == .before { form = form.with(DecayForm.same) }
      // λ is not in the gradient, whose sign changes.
      if form[Maximize.self] == .decayedGradient { form = form.with(Maximize.gradient) }
      // √1 ÷ 1 times the rate is the rate.
      if form[DecayScale.self] == .corrected, !form.hasCorrections {
        form = form.with(DecayScale.learningRate)
      }
    }
    return form
  }

  /// Whether averages are divided by 1 − β^t.
  private var hasCorrections: Bool {
    switch optimizer {
    case .sgd, .adagrad, .adadelta: false
    case .rmsprop: self[SecondMomentCorrection.self] == .on
    default: true
    }
  }

  /// Whether the number of steps enters a formula.
  public var countsSteps: Bool { optimizer == .adagrad || hasCorrections }
}
