import Dialects
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Rules that must agree with each other, bit for bit.
@Suite struct RelationTests {
  /// Runs two optimizers on the same gradients and compares the parameters.
  private func agree<Scalar: StorageScalar & BinaryFloatingPoint>(
    _ a: Optimizer<Scalar>, _ b: Optimizer<Scalar>,
    factor: Scalar = 1, steps: Int = 12
  ) throws -> Bool {
    var (a, b) = (a, b)
    var generator = seeded(41)
    try a.addTensor(shape: [64])
    try b.addTensor(shape: [64])
    let start: [Scalar] = generator.values(64)
    var (x, y) = ([start], [start])
    for _ in 1...steps {
      let gradient: [Scalar] = generator.values(64)
      try a.step(&x, gradients: [gradient])
      try b.step(&y, gradients: [gradient.map { factor * $0 }])
    }
    return x.map { Scalar.encodings(of: $0) } == y.map { Scalar.encodings(of: $0) }
  }

  @Test("AdamW without decay is Adam without decay")
  func adamw() throws {
    let adam = try Optimizer<Float>(.adam(learningRate: 0.01))
    #expect(
      try agree(adam, Optimizer<Float>(.adamw(learningRate: 0.01, weightDecay: 0))))
    #expect(
      try !agree(adam, Optimizer<Float>(.adamw(learningRate: 0.01, weightDecay: 0.1))))
    // The other way round: Adam told to decay as AdamW does.
    let before = Dialect.standard(.adam).with(DecayForm.before)
    #expect(
      try agree(
        Optimizer<Float>(.adam(weightDecay: 0.1, dialect: before)),
        Optimizer<Float>(.adamw(weightDecay: 0.1))))
  }

  @Test("Adam with β1 = 0 is corrected RMSprop")
  func adamIsRMSprop() throws {
    let corrected = Dialect.standard(.rmsprop).with(SecondMomentCorrection.on)
    #expect(
      try agree(
        Optimizer<Float>(.adam(learningRate: 0.01, beta1: 0, beta2: 0.95)),
        Optimizer<Float>(.rmsprop(learningRate: 0.01, decay: 0.95, dialect: corrected))))
  }

  @Test("a learning rate that is a power of two may be inside or outside")
  func insideOutside() throws {
    for nesterov in Nesterov.allCases {
      let outside = Dialect.standard(.sgd).with(nesterov)
      #expect(
        try agree(
          Optimizer<Double>(.sgd(learningRate: 0.125, momentum: 0.9, dialect: outside)),
          Optimizer<Double>(
            .sgd(
              learningRate: 0.125, momentum: 0.9,
              dialect: outside.with(MomentumLearningRate.inside)
            ))))
    }
  }

  @Test("an undampened first buffer is the gradient in either reading")
  func firstMomentum() throws {
    let zero = Dialect.standard(.sgd).with(FirstMomentum.zero)
    #expect(
      try agree(
        Optimizer<Float>(.sgd(momentum: 0.9)),
        Optimizer<Float>(.sgd(momentum: 0.9, dialect: zero))))
    #expect(
      try !agree(
        Optimizer<Float>(.sgd(momentum: 0.9, dampening: 0.5)),
        Optimizer<Float>(.sgd(momentum: 0.9, dampening: 0.5, dialect: zero))))
  }

  @Test("maximizing is minimizing the negative", arguments: try Scenario.all())
  func maximize(_ scenario: Scenario) throws {
    let (a, b, c) = (
      try Optimizer<Float>(scenario.rule),
      try Optimizer<Float>(scenario.rule(with: Maximize.gradient)),
      try Optimizer<Float>(scenario.rule(with: Maximize.decayedGradient))
    )
    #expect(try agree(a, b, factor: -1))
    let isL2 = scenario.dialect[DecayForm.self] == .l2
    #expect(try agree(b, c) == !isL2)
  }

  @Test("in binary64 wide and working scalars are one", arguments: try Scenario.all())
  func scalars(_ scenario: Scenario) throws {
    let (a, b) = (
      try Optimizer<Double>(scenario.rule, scalars: .wide),
      try Optimizer<Double>(scenario.rule, scalars: .working)
    )
    #expect(try agree(a, b))
  }

  @Test("without ε the scale of the gradients does not matter")
  func scale() throws {
    for factor: Float in [0x1p-20, 0x1p20] {
      let adam = try Optimizer<Float>(.adam(epsilon: 0))
      #expect(try agree(adam, adam, factor: factor))
      let adagrad = try Optimizer<Float>(.adagrad(epsilon: 0))
      #expect(try agree(adagrad, adagrad, factor: factor))
      let centered = Dialect.standard(.rmsprop).with(Centered.on)
      let rmsprop = try Optimizer<Float>(.rmsprop(epsilon: 0, dialect: centered))
      #expect(try agree(rmsprop, rmsprop, factor: factor))
    }
  }

  @Test("where ε is, and how large, matters")
  func epsilon() throws {
    for factor: Float in [1e-6] {
      let raw = Dialect.standard(.adam).with(EpsilonFrame.raw)
      let a = try Optimizer<Float>(.adam(epsilon: 1e-6))
      var x: [[Float]] = [[1]]
      var y = x
      var z = x
      var optimizers = try [
        a, Optimizer<Float>(.adam(epsilon: 1e-6, dialect: raw)),
        Optimizer<Float>(.adam(epsilon: 0, epsilonRoot: 1e-6)),
      ]
      for i in optimizers.indices { try optimizers[i].addTensor(shape: [1]) }
      try optimizers[0].step(&x, gradients: [[factor]])
      try optimizers[1].step(&y, gradients: [[factor]])
      try optimizers[2].step(&z, gradients: [[factor]])
      #expect(x != y && y != z && x != z)
    }
  }
}
