/// Every law about a rule.
enum AllLaws {
  static let all: [AnyLaw] = streams + landscapes + others

  private static let streams: [AnyLaw] = [
    AnyLaw(StepBoundTests.bound), AnyLaw(StepBoundTests.attained),
    AnyLaw(AverageTests.closedForm), AnyLaw(AverageTests.weights),
    AnyLaw(HalfLifeTests.impulse), AnyLaw(StepFloorTests.floor),
    AnyLaw(StepFloorTests.uniform), AnyLaw(AdaGradDecayTests.decay),
    AnyLaw(AdaGradDecayTests.attained), AnyLaw(AdaGradDecayTests.ratio),
    AnyLaw(AdamStepFloorTests.floor), AnyLaw(AdamStepFloorTests.vanishing),
    AnyLaw(AdamStepBoundTests.moments), AnyLaw(AdamStepBoundTests.plain),
    AnyLaw(AdamStepBoundTests.corrected), AnyLaw(AdamStepBoundTests.attained),
    AnyLaw(AdamStepBoundTests.attainedPlain), AnyLaw(CenteredTests.growth),
    AnyLaw(IdentityTests.withoutMomentum), AnyLaw(IdentityTests.corrected),
    AnyLaw(IdentityTests.constant), AnyLaw(IdentityTests.sign),
    AnyLaw(IdentityTests.epsilonHat), AnyLaw(IdentityTests.epsilonFrames),
    AnyLaw(IdentityTests.rawFrame), AnyLaw(AdaBeliefTests.withoutMomentum),
    AnyLaw(AdaBeliefTests.floor),
  ]

  private static let landscapes: [AnyLaw] =
    TrajectoryTests.subjects.map { AnyLaw(TrajectoryTests.law($0)) } + [
      AnyLaw(QuadraticTests.trapped), AnyLaw(QuadraticTests.entered),
      AnyLaw(QuadraticTests.smallRate), AnyLaw(QuadraticTests.largeRate),
      AnyLaw(QuadraticTests.adamTrap(.plainAdam, isCorrected: false)),
      AnyLaw(QuadraticTests.adamTrap(.adam, isCorrected: true)),
      AnyLaw(CoupledQuadraticTests.descent), AnyLaw(RoundedDescentTests.law),
      AnyLaw(CoupledSmallRateTests.law(.rmsprop)),
      AnyLaw(CoupledSmallRateTests.law(.centered)), AnyLaw(SaddleTests.rmsprop),
      AnyLaw(SaddleTests.adagrad), AnyLaw(SaddleTests.adam),
      AnyLaw(LearningRateTests.tooLow(.rmsprop)),
      AnyLaw(LearningRateTests.tooLow(.adagrad)),
      AnyLaw(LearningRateTests.tooHigh), AnyLaw(WeightDecayTests.none),
      AnyLaw(WeightDecayTests.before), AnyLaw(WeightDecayTests.difference),
    ] + CoupledRule.all.map { AnyLaw(CoupledNeighbourhoodTests.law($0)) }
    + CoupledRule.all.map { AnyLaw(CoupledDecreasingTests.law($0)) }
    + CoupledRule.all.map { AnyLaw(CoupledRoundingTests.law($0)) }
    + CoupledIndependenceTests.rules.map { AnyLaw(CoupledIndependenceTests.law($0)) }
    + SettlingTests.Kind.all.map { AnyLaw(SettlingTests.law($0, isDecreasing: false)) }
    + SettlingTests.Kind.decreasing.map {
      AnyLaw(SettlingTests.law($0, isDecreasing: true))
    }

  private static let others: [AnyLaw] =
    [
      AnyLaw(NonConvergenceTests.stuck), AnyLaw(NonConvergenceTests.freed),
      AnyLaw(TwoCycleTests.rmsprop), AnyLaw(TwoCycleTests.adam),
      AnyLaw(TwoCycleTests.attraction), AnyLaw(TwoCycleTests.multiplier),
      AnyLaw(TwoCycleTests.derivative), AnyLaw(DecreasingRateTests.law),
      AnyLaw(ForgettingTests.forgotten), AnyLaw(ForgettingTests.remembered),
      AnyLaw(DriftingMinimumTests.follows), AnyLaw(DriftingMinimumTests.lags),
      AnyLaw(DriftingMinimumTests.way), AnyLaw(DriftingMinimumTests.lagGrows),
    ]
    + IdentityTests.scaled.flatMap {
      [AnyLaw(IdentityTests.scaleInvariance($0)), AnyLaw(IdentityTests.jointScale($0))]
    }
}
