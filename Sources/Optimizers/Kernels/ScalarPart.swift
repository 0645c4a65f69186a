import Dialects

/// The numbers that the scalar part of a step starts from, in its arithmetic.
struct ScalarPart<Arithmetic: ElementArithmetic> {
  private let rule: GroupRule
  private let moment: StepMoment

  init(_ rule: GroupRule, _ moment: StepMoment) {
    self.rule = rule
    self.moment = moment
  }

  var dialect: Dialect { rule.dialect }
  /// The step number t, exactly.
  var t: Int64 { moment.t }
  var isFirst: Bool { moment.isFirst }
  /// Π before the step.
  var momentumProduct: Element<Arithmetic> { Element(nearest: moment.momentumProduct) }

  /// The learning rate of this step; one from a schedule is a value of the format.
  var learningRate: Element<Arithmetic> { Element(nearest: moment.learningRate) }
  var one: Element<Arithmetic> { Element(1 as Int64) }

  /// Whether the term of a hyperparameter is part of the rule (SPEC §1).
  func uses(_ name: Hyperparameter) -> Bool { rule.hyperparameters.uses(name) }

  /// The value of a hyperparameter.
  subscript(name: Hyperparameter) -> Element<Arithmetic> {
    Element(nearest: rule.hyperparameters[name])
  }

  /// The value of a hyperparameter in the element arithmetic, if its term exists.
  func term<Target>(_ name: Hyperparameter) -> Element<Target>? {
    uses(name) ? Element(self[name]) : nil
  }

  /// c1 = `1 − β1^t`, if the rule corrects its first moment.
  var firstCorrection: Element<Arithmetic>? {
    let corrects =
      switch dialect.optimizer {
      case .radam: true
      default: dialect[FirstMomentCorrection.self] == .on
      }
    return corrects ? one - self[.beta1].power(t) : nil
  }

  /// c2 = `1 − β2^t`, or RMSprop's c, if the rule corrects its second moment.
  var secondCorrection: Element<Arithmetic>? {
    let corrects =
      switch dialect.optimizer {
      case .radam: true
      default: dialect[SecondMomentCorrection.self] == .on
      }
    let rate: Hyperparameter = dialect.optimizer == .rmsprop ? .decay : .beta2
    return corrects ? one - self[rate].power(t) : nil
  }
}
