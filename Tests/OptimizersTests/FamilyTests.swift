import Dialects
import Formats
import Optimizers
import Testing
import _TestSupport

/// What is known of AMSGrad, NAdam, AdaMax, RAdam and Adadelta without running them.
@Suite struct FamilyTests {
  /// Runs an optimizer with one element from θ = 0 and returns its path.
  private func path<Scalar: StorageScalar & BinaryFloatingPoint>(
    _ optimizer: Optimizer<Scalar>, _ gradients: [Scalar]
  ) throws -> [Scalar] {
    var optimizer = optimizer
    try optimizer.addTensor(shape: [])
    var theta: [[Scalar]] = [[1]]
    return try gradients.map {
      try optimizer.step(&theta, gradients: [[$0]])
      return theta[0][0]
    }
  }

  @Test("AMSGrad of growing moments is Adam", arguments: MaximumFrame.allCases)
  func amsgradGrowing(_ maximum: MaximumFrame) throws {
    let growing = (0..<12).map {
      Float(sign: $0 % 3 == 0 ? .minus : .plus, exponent: $0, significand: 1)
    }
    let shrinking = growing.map { 1 / $0 }
    for frame in EpsilonFrame.allCases {
      let dialect = Dialect.standard(.amsgrad).with(maximum).with(frame)
      let adam = Dialect.standard(.adam).with(frame)
      let own = try Optimizer<Float>(.amsgrad(beta2: 0.5, epsilon: 0.5, dialect: dialect))
      let other = try Optimizer<Float>(.adam(beta2: 0.5, epsilon: 0.5, dialect: adam))
      // Back in the raw frame the moment is divided and multiplied by c2.
      if maximum == .raw || frame == .corrected {
        #expect(try path(own, growing) == path(other, growing))
      } else {
        for (a, b) in zip(try path(own, growing), try path(other, growing)) {
          #expect(abs(a - b) <= 4 * Float.ulpOfOne)
        }
      }
      #expect(try path(own, shrinking) != path(other, shrinking))
    }
  }

  @Test("AMSGrad's maximum never falls, and keeps what it starts from")
  func amsgradMaximum() throws {
    var optimizer = try Optimizer<Double>(
      .amsgrad(beta1: 0.5, beta2: 0.5, initialMaximum: 3))
    try optimizer.addTensor(shape: [2])
    var theta: [[Double]] = [[0, 0]]
    for (gradient, expected) in [
      ([2, 1], [3, 3]), ([4, 0], [9, 3]), ([0, 0], [9, 3]),
    ]
      as [([Double], [Double])]
    {
      try optimizer.step(&theta, gradients: [gradient])
      #expect(optimizer.state(.maximumSecondMoment, ofTensor: 0) == expected)
    }
    #expect(optimizer.state(.secondMoment, ofTensor: 0) == [4.5, 0.125])
  }

  @Test("when RAdam starts to rectify")
  func radamStart() throws {
    // Found with mpmath: ρt exceeds 5 first at t = 6, and 4 at t = 5.
    for beta2 in [0.9, 0.99, 0.999] {
      for threshold in RectificationThreshold.allCases {
        let dialect = Dialect.standard(.radam).with(threshold).with(BelowThreshold.skip)
        let optimizer = try Optimizer<Double>(.radam(beta2: beta2, dialect: dialect))
        let thetas = try path(optimizer, Array(repeating: 1, count: 9))
        let start = try #require(thetas.firstIndex { $0 != 1 }) + 1
        #expect(start == (threshold == .five ? 6 : 5))
      }
    }
    // ρ∞ = 3 for β2 = 0.5, and 5 exactly for β2 = ⅔: never.
    for beta2 in [0, 0.5, 0.6] {
      let dialect = Dialect.standard(.radam).with(RectificationThreshold.four)
        .with(BelowThreshold.skipAll)
      let optimizer = try Optimizer<Double>(
        .radam(
          beta2: beta2, weightDecay: 0.1, dialect: dialect.with(DecayForm.before)
        ))
      #expect(try path(optimizer, Array(repeating: 1, count: 50)).allSatisfy { $0 == 1 })
    }
  }

  @Test("RAdam's threshold in real arithmetic")
  func radamThreshold() {
    let failure = counterexample(in: 2000) { random in
      let beta = 1 - random.unit() * random.choice([0.5, 1e-2, 1e-4])
      let t = Int64(random.integer(in: 1...random.choice([8, 50, 3000])))
      guard beta < 1 else { return nil }
      let length = SpecRun.averageLength(beta, t)
      for threshold in [4, 5] where abs(length - Double(threshold)) > 1e-6 {
        if averageLength(beta, t, exceeds: threshold) != (length > Double(threshold)) {
          return "β2 = \(beta), t = \(t): ρt is \(length)"
        }
      }
      return nil
    }
    #expect(failure == nil)
    // β2 so close to 1 that ρt is t but for 2^−40 or so of it: below for t = 5.
    for beta in [1 - 0x1p-53, 1 - 0x1p-40] {
      #expect(!averageLength(beta, 4, exceeds: 4) && averageLength(beta, 5, exceeds: 4))
      #expect(!averageLength(beta, 5, exceeds: 5) && averageLength(beta, 6, exceeds: 5))
    }
    #expect(!averageLength(1, 10, exceeds: 5))
    #expect(
      averageLength(0.9, .max, exceeds: 5)
        && averageLength(1 - 0x1p-53, 1 << 53, exceeds: 5))
  }

  @Test("RAdam below its threshold, and its rate")
  func radamSteps() throws {
    // n = 1 for a constant gradient of 1: the moment steps by η.
    let moment = try Optimizer<Double>(.radam(learningRate: 0.25, beta1: 0.5, beta2: 0.5))
    #expect(try path(moment, [1, 1, 1]) == [0.75, 0.5, 0.25])
    let skip = Dialect.standard(.radam).with(BelowThreshold.skip)
    for (form, expected) in [
      (DecayForm.before, 0.875), (.after, 0.875), (.same, 0.875), (.l2, 1),
    ] {
      let optimizer = try Optimizer<Double>(
        .radam(
          learningRate: 0.25, beta2: 0.5, weightDecay: 0.5, dialect: skip.with(form)))
      #expect(try path(optimizer, [1]) == [expected])
    }
    // A rate of 1 may be applied twice.
    let twice = Dialect.standard(.radam).with(RectifiedRate.twice)
    let ones = Array(repeating: 1.0, count: 12)
    #expect(
      try path(Optimizer<Double>(.radam(learningRate: 1, dialect: twice)), ones)
        == path(Optimizer<Double>(.radam(learningRate: 1)), ones))
    #expect(
      try path(Optimizer<Double>(.radam(learningRate: 0.5, dialect: twice)), ones)
        != path(Optimizer<Double>(.radam(learningRate: 0.5)), ones))
  }

  @Test("NAdam's decaying momentum and its constant one")
  func nadam() throws {
    let gradients: [Double] = [1, -0.5, 2, 0.25, 3, -1, 0.125, 1]
    for lookAhead in LookAhead.allCases {
      let decaying = Dialect.standard(.nadam).with(lookAhead)
      let constant = decaying.with(MomentumSchedule.constant)
      func run(_ dialect: Dialect, _ momentumDecay: Double) throws -> [Double] {
        let optimizer = try Optimizer<Double>(
          .nadam(
            beta1: 0.5, momentumDecay: momentumDecay, dialect: dialect))
        return try path(optimizer, gradients)
      }
      // 0.96^(10^6) is 0 in binary64, and then every μ is β1, exactly.
      #expect(try run(decaying, 1e6) == run(constant, 1e6))
      #expect(try run(decaying, 4e-3) != run(constant, 4e-3))
      #expect(try run(constant, 0) == run(constant, 1))
    }
    // With β1 = 0 there is no momentum: n is g, as Adam's.
    let plain = try path(
      Optimizer<Double>(.nadam(learningRate: 0.01, beta1: 0)), gradients)
    let adam = try path(Optimizer<Double>(.adam(learningRate: 0.01, beta1: 0)), gradients)
    #expect(plain == adam)
  }

  @Test("NAdam's product of momenta is kept by the tensor")
  func nadamProduct() throws {
    var optimizer = try Optimizer<Double>(.nadam(beta1: 0.5, momentumDecay: 1e6))
    try optimizer.addTensor(shape: [1])
    try optimizer.addTensor(shape: [1])
    var theta: [[Double]] = [[0], [0]]
    for step in 1...3 {
      try optimizer.step(&theta, gradients: [[1], step == 2 ? [1] : nil])
    }
    let products = optimizer.snapshot().tensors.map(\.momentumProduct)
    #expect(products == [(0.125 as Double).bitPattern, (0.5 as Double).bitPattern])
  }

  @Test("AdaMax's first step is −η·g/(|g| + ε)", arguments: InfinityFloor.allCases)
  func adamax(_ floor: InfinityFloor) throws {
    var optimizer = try Optimizer<Double>(
      .adamax(
        learningRate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 0.25,
        dialect: .standard(.adamax).with(floor)))
    try optimizer.addTensor(shape: [2])
    var theta: [[Double]] = [[0, 0]]
    try optimizer.step(&theta, gradients: [[-2, 0.125]])
    let own = floor == .norm ? [2, 0.25] : [2.25, 0.375]
    #expect(theta == [[0.1 * (2 / own[0]), -0.1 * (0.125 / own[1])]])
    try optimizer.step(&theta, gradients: [[1, 0]])
    let norm: [Double] =
      switch floor {
      case .gradient: [1.6875, 0.28125]
      case .norm: [1.75, 0.4375]
      case .denominator: [1.5, 0.09375]
      case .state: [1.9375, 0.53125]
      }
    #expect(optimizer.state(.infinityNorm, ofTensor: 0) == norm)
  }

  @Test("Adadelta's first steps")
  func adadelta() throws {
    var optimizer = try Optimizer<Double>(
      .adadelta(learningRate: 0.5, decay: 0.75, epsilonRoot: 1))
    try optimizer.addTensor(shape: [1])
    var theta: [[Double]] = [[0]]
    try optimizer.step(&theta, gradients: [[4]])
    // v = 4, u = 4/√5.
    let first = 1 / (5 as Double).squareRoot() * 4
    #expect(theta == [[-0.5 * first]])
    #expect(optimizer.state(.updateAverage, ofTensor: 0) == [0.25 * (first * first)])
    #expect(optimizer.state(.squareAverage, ofTensor: 0) == [4])
  }

  @Test("AdaGrad's numerator without decay")
  func numerator() throws {
    let off = Dialect.standard(.adagrad).with(DecayedNumerator.off)
    for (maximize, sign) in [
      (Maximize.off, 1.0), (.gradient, -1), (.decayedGradient, -1),
    ] {
      let optimizer = try Optimizer<Double>(
        .adagrad(
          learningRate: 0.5, epsilon: 0, weightDecay: 0.25, dialect: off.with(maximize)
        ))
      // θ = 1: the squares see g + ¼, or g − ¼ where the signs differ.
      let seen = maximize == .gradient ? 0.5 : 1.0
      #expect(try path(optimizer, [0.75]) == [1 - sign * 0.5 * (0.75 / seen)])
    }
    let ones: [Double] = [1, 2, -1]
    #expect(
      try path(Optimizer<Double>(.adagrad(dialect: off)), ones)
        == path(Optimizer<Double>(.adagrad()), ones))
  }

  @Test("the scales of decoupled decay")
  func decayScales() throws {
    let corrected = DecayScale.corrected
    // c1 = ½ and c2 = ¾ in the first step; θ × (1 − κ·λ) with a gradient of 0.
    let root = (0.75 as Double).squareRoot()
    func first(_ optimizer: Optimizer<Double>) throws -> Double {
      var optimizer = optimizer
      try optimizer.setLearningRate(0.25)
      return try path(optimizer, [0])[0]
    }
    let before = DecayForm.before
    let cases: [(Optimizer<Double>, Double)] = [
      (
        try Optimizer(
          .adamw(
            learningRate: 1, beta1: 0.5, beta2: 0.25, weightDecay: 0.5,
            dialect: .standard(.adamw).with(corrected)
          )), 0.25 * root / 0.5
      ),
      (
        try Optimizer(
          .adamw(
            learningRate: 1, beta1: 0.5, beta2: 0.25, weightDecay: 0.5,
            dialect: .standard(.adamw).with(corrected).with(FirstMomentCorrection.off)
          )), 0.25 * root
      ),
      (
        try Optimizer(
          .adamax(
            learningRate: 1, beta1: 0.5, beta2: 0.25, weightDecay: 0.5,
            dialect: .standard(.adamax).with(corrected).with(before)
          )), 0.25 / 0.5
      ),
      (
        try Optimizer(
          .sgd(
            learningRate: 1, weightDecay: 0.5,
            dialect: .standard(.sgd).with(corrected).with(before)
          )), 0.25
      ),
      (
        try Optimizer(
          .adadelta(
            learningRate: 2, weightDecay: 0.5,
            dialect: .standard(.adadelta).with(DecayScale.relative).with(before)
          )), 0.125
      ),
      (
        try Optimizer(
          .adamw(
            learningRate: 0.5, weightDecay: 0.5,
            dialect: .standard(.adamw).with(DecayScale.relative)
          )), 0.5
      ),
    ]
    for (index, (optimizer, kappa)) in cases.enumerated() {
      #expect(try first(optimizer) == 1 - kappa * 0.5, "case \(index)")
    }
  }

  @Test("defaults are PyTorch's")
  func defaults() throws {
    let amsgrad = try Optimizer<Float>(.amsgrad()).rule().hyperparameters
    #expect(amsgrad[.learningRate] == 1e-3 && amsgrad[.beta2] == 0.999)
    #expect(!amsgrad.uses(.initialMaximum) && amsgrad[.epsilon] == 1e-8)
    let nadam = try Optimizer<Float>(.nadam()).rule().hyperparameters
    #expect(nadam[.learningRate] == 2e-3 && nadam[.momentumDecay] == 4e-3)
    let adamax = try Optimizer<Float>(.adamax()).rule().hyperparameters
    #expect(adamax[.learningRate] == 2e-3 && adamax[.epsilon] == 1e-8)
    let radam = try Optimizer<Float>(.radam()).rule().hyperparameters
    #expect(radam[.learningRate] == 1e-3 && radam[.beta1] == 0.9)
    let adadelta = try Optimizer<Float>(.adadelta()).rule().hyperparameters
    #expect(adadelta[.learningRate] == 1 && adadelta[.epsilonRoot] == 1e-6)
    #expect(adadelta[.decay] == 0.9)
  }
}
