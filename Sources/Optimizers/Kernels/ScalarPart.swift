import Dialects

/// The numbers that the scalar part of a step starts from, in its arithmetic.
struct ScalarPart {
  private let rule: GroupRule
  private let moment: StepMoment
  private let arithmetic: ScalarArithmetic

  init(_ rule: GroupRule, _ moment: StepMoment, _ arithmetic: ScalarArithmetic) {
    self.rule = rule
    self.moment = moment
    self.arithmetic = arithmetic
  }

  var dialect: Dialect { rule.dialect }
  /// The step number t, exactly.
  var t: Int64 { moment.t }
  var isFirst: Bool { moment.isFirst }
  /// Π before the step.
  var momentumProduct: ScalarNumber {
    ScalarNumber(nearest: moment.momentumProduct, isRunning: true, arithmetic)
  }

  /// The learning rate of this step; one from a schedule is a running number.
  var learningRate: ScalarNumber {
    ScalarNumber(
      nearest: moment.learningRate, isRunning: moment.isScheduled, arithmetic)
  }

  var one: ScalarNumber { integer(1) }

  /// An integer that a rule writes.
  func integer(_ value: Int64) -> ScalarNumber {
    ScalarNumber(value, isRunning: false, arithmetic)
  }

  /// An integer that contains the step number.
  func counted(_ value: Int64) -> ScalarNumber {
    ScalarNumber(value, isRunning: true, arithmetic)
  }

  /// Another number that a rule writes.
  func written(_ value: Double) -> ScalarNumber {
    ScalarNumber(nearest: value, isRunning: false, arithmetic)
  }

  /// Whether the term of a hyperparameter is part of the rule (SPEC §1).
  func uses(_ name: Hyperparameter) -> Bool { rule.hyperparameters.uses(name) }

  /// The value of a hyperparameter.
  subscript(name: Hyperparameter) -> ScalarNumber { written(rule.hyperparameters[name]) }

  /// The value of a hyperparameter as running numbers see it.
  func runningValue(of name: Hyperparameter) -> Double {
    arithmetic.round(rule.hyperparameters[name], isRunning: true)
  }

  /// The value of a hyperparameter in the element arithmetic, if its term exists.
  func term<Target>(_ name: Hyperparameter) -> Element<Target>? {
    uses(name) ? Element(self[name]) : nil
  }

  /// c1 = `1 − β1^t`, if the rule corrects its first moment.
  var firstCorrection: ScalarNumber? {
    let corrects =
      switch dialect.optimizer {
      case .radam: true
      default: dialect[FirstMomentCorrection.self] == .on
      }
    return corrects ? one - self[.beta1].power(t) : nil
  }

  /// c2 = `1 − β2^t`, or RMSprop's c, if the rule corrects its second moment.
  var secondCorrection: ScalarNumber? {
    let corrects =
      switch dialect.optimizer {
      case .radam: true
      default: dialect[SecondMomentCorrection.self] == .on
      }
    let rate: Hyperparameter = dialect.optimizer == .rmsprop ? .decay : .beta2
    return corrects ? one - self[rate].power(t) : nil
  }
}
