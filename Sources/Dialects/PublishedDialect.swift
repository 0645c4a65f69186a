/// A dialect that golden vectors exist for, under a permanent name.
public struct PublishedDialect: Hashable, Sendable {
  /// The name of its folder among the vectors.
  public let name: String
  /// The values on the axes.
  public let dialect: Dialect
  /// Which of the two epsilons is in use.
  public let epsilon: EpsilonPlacement
  /// Whether it is one of the optimizer's main forms, which the vectors cover
  /// with every input profile; the others have those that tell them apart.
  public let isMain: Bool

  /// Which of the two epsilons is in use.
  public enum EpsilonPlacement: String, Hashable, Sendable {
    /// Neither: the rule has none.
    case none
    /// `epsilon`, added outside the root.
    case outside
    /// `epsilonRoot`, added inside the root.
    case inside
    /// Both.
    case both
  }

  /// The published dialect of that optimizer and name.
  public static func find(
    _ optimizer: OptimizerName, named name: String
  ) throws(DialectError) -> PublishedDialect {
    guard
      let found = all.first(where: {
        $0.dialect.optimizer == optimizer && $0.name == name
      })
    else { throw .unknownDialect(name, optimizer) }
    return found
  }

  /// Every published dialect.
  public static let all: [PublishedDialect] = {
    let sgd = Dialect.standard(.sgd)
    let adagrad = Dialect.standard(.adagrad)
    let rmsprop = Dialect.standard(.rmsprop)
    let adam = Dialect.standard(.adam)
    let adamw = Dialect.standard(.adamw)
    let adadelta = Dialect.standard(.adadelta)
    let amsgrad = Dialect.standard(.amsgrad)
    let nadam = Dialect.standard(.nadam)
    let adamax = Dialect.standard(.adamax)
    let radam = Dialect.standard(.radam)
    let inside = MomentumLearningRate.inside
    return [
      main("standard", sgd, .none),
      main("nesterov", sgd.with(Nesterov.standard), .none),
      variant("zero-buffer", sgd.with(FirstMomentum.zero), .none),
      variant("rate-inside", sgd.with(FirstMomentum.zero).with(inside), .none),
      variant(
        "rate-inside-nesterov",
        sgd.with(FirstMomentum.zero).with(inside).with(Nesterov.standard), .none),
      variant(
        "chainer-nesterov",
        sgd.with(FirstMomentum.zero).with(inside).with(Nesterov.chainer), .none),
      variant("maximize", sgd.with(Maximize.gradient), .none),
      variant("maximize-decay", sgd.with(Maximize.decayedGradient), .none),
      variant("decay-before", sgd.with(DecayForm.before), .none),

      main("epsilon-outside", adagrad, .outside),
      main("epsilon-inside", adagrad, .inside),
      variant("no-epsilon", adagrad, .none),
      variant(
        "decay-clock-current", adagrad.with(LearningRateDecayClock.current), .outside),
      variant("maximize", adagrad.with(Maximize.gradient), .outside),
      variant("decay-same", adagrad.with(DecayForm.same), .outside),
      variant("undecayed-numerator", adagrad.with(DecayedNumerator.off), .outside),
      variant("lazy-rows", adagrad.with(AbsentRows.skip), .outside),
      variant("sequential-rows", adagrad.with(DuplicateRows.sequential), .outside),

      main("standard", adadelta, .inside),
      variant("maximize", adadelta.with(Maximize.gradient), .inside),
      variant("decay-before", adadelta.with(DecayForm.before), .inside),

      main("epsilon-outside", rmsprop, .outside),
      main("epsilon-inside", rmsprop.with(inside), .inside),
      main("centered", rmsprop.with(Centered.on), .outside),
      variant("centered-epsilon-inside", rmsprop.with(Centered.on).with(inside), .inside),
      variant(
        "centered-clamped", rmsprop.with(Centered.on).with(VarianceClamp.zero), .outside),
      variant("epsilon-both", rmsprop, .both),
      variant("rate-inside", rmsprop.with(inside), .outside),
      variant("nesterov", rmsprop.with(Nesterov.standard), .outside),
      variant(
        "nesterov-rate-inside", rmsprop.with(inside).with(Nesterov.standard), .inside),
      variant("corrected", rmsprop.with(SecondMomentCorrection.on), .outside),
      variant(
        "centered-corrected",
        rmsprop.with(Centered.on).with(SecondMomentCorrection.on), .inside),
      variant("maximize", rmsprop.with(Maximize.gradient), .outside),
      variant("decay-before", rmsprop.with(DecayForm.before), .outside),
      variant("lazy-rows", rmsprop.with(AbsentRows.skip), .outside),
      variant("lazy-parameters", rmsprop.with(AbsentRows.freezeParameter), .outside),

      main("corrected-frame", adam, .outside),
      main("raw-frame", adam.with(EpsilonFrame.raw), .outside),
      variant("epsilon-both", adam, .both),
      variant("raw-frame-epsilon-inside", adam.with(EpsilonFrame.raw), .inside),
      variant(
        "uncorrected",
        adam.with(FirstMomentCorrection.off).with(SecondMomentCorrection.off), .outside),
      variant("uncorrected-first", adam.with(FirstMomentCorrection.off), .outside),
      variant("uncorrected-second", adam.with(SecondMomentCorrection.off), .outside),
      variant("maximize", adam.with(Maximize.gradient), .outside),
      variant("global-clock", adam.with(StepClock.global), .outside),
      variant(
        "lazy-rows", adam.with(EpsilonFrame.raw).with(AbsentRows.skip), .outside),
      variant(
        "lazy-parameters", adam.with(AbsentRows.freezeParameter), .outside),
      variant(
        "sequential-rows",
        adam.with(EpsilonFrame.raw).with(AbsentRows.skip)
          .with(DuplicateRows.sequential), .outside),
      variant(
        "row-clock", adam.with(AbsentRows.skip).with(StepClock.row), .outside),

      main("decay-before", adamw, .outside),
      variant("decay-same", adamw.with(DecayForm.same), .outside),
      variant("decay-after", adamw.with(DecayForm.after), .outside),
      variant("raw-frame", adamw.with(EpsilonFrame.raw), .outside),
      variant(
        "raw-frame-decay-after", adamw.with(EpsilonFrame.raw).with(DecayForm.after),
        .outside),
      variant("decay-unscaled", adamw.with(DecayScale.one), .outside),
      variant(
        "decay-corrected-rate",
        adamw.with(EpsilonFrame.raw).with(DecayForm.same).with(DecayScale.corrected),
        .outside),
      variant(
        "decay-relative-rate",
        adamw.with(EpsilonFrame.raw).with(DecayForm.same).with(DecayScale.relative),
        .outside),
      variant("maximize", adamw.with(Maximize.gradient), .outside),

      main("raw-maximum", amsgrad, .outside),
      main("raw-maximum-raw-frame", amsgrad.with(EpsilonFrame.raw), .outside),
      variant("corrected-maximum", amsgrad.with(MaximumFrame.corrected), .outside),
      variant(
        "uncorrected",
        amsgrad.with(FirstMomentCorrection.off).with(SecondMomentCorrection.off),
        .outside),
      variant("decay-before", amsgrad.with(DecayForm.before), .outside),

      main("decaying", nadam, .outside),
      main("constant", nadam.with(MomentumSchedule.constant), .outside),
      variant("decaying-raw-frame", nadam.with(EpsilonFrame.raw), .outside),
      variant(
        "current-raw-frame",
        nadam.with(LookAhead.current).with(MomentumSchedule.constant)
          .with(EpsilonFrame.raw), .outside),
      variant(
        "current-uncorrected",
        nadam.with(LookAhead.current).with(MomentumSchedule.constant)
          .with(SecondMomentCorrection.off), .outside),
      variant(
        "scaled-second-moment",
        nadam.with(MomentumSchedule.constant).with(SecondMomentScale.beta2), .outside),
      variant("decay-before", nadam.with(DecayForm.before), .outside),

      main("floor-gradient", adamax, .outside),
      main("floor-denominator", adamax.with(InfinityFloor.denominator), .outside),
      variant("floor-norm", adamax.with(InfinityFloor.norm), .outside),
      variant("floor-state", adamax.with(InfinityFloor.state), .outside),
      variant(
        "uncorrected",
        adamax.with(InfinityFloor.denominator).with(FirstMomentCorrection.off),
        .outside),
      variant("decay-before", adamax.with(DecayForm.before), .outside),

      main("raw-frame", radam, .outside),
      variant("corrected-frame", radam.with(EpsilonFrame.corrected), .outside),
      variant(
        "threshold-four",
        radam.with(EpsilonFrame.corrected).with(RectificationThreshold.four), .outside),
      variant("skip", radam.with(BelowThreshold.skip), .outside),
      variant(
        "skip-all", radam.with(BelowThreshold.skipAll).with(DecayForm.before), .outside),
      variant("rate-twice", radam.with(RectifiedRate.twice), .outside),
      variant("decay-before", radam.with(DecayForm.before), .outside),
    ]
  }()

  private static func main(
    _ name: String, _ dialect: Dialect, _ epsilon: EpsilonPlacement
  ) -> PublishedDialect {
    PublishedDialect(name: name, dialect: dialect, epsilon: epsilon, isMain: true)
  }

  private static func variant(
    _ name: String, _ dialect: Dialect, _ epsilon: EpsilonPlacement
  ) -> PublishedDialect {
    PublishedDialect(name: name, dialect: dialect, epsilon: epsilon, isMain: false)
  }
}
