import Dialects
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Rules that must agree with each other, bit for bit.
@Suite struct RelationTests {
  /// Runs two optimizers on the same gradients and compares the parameters.
  private func agree<Scalar: StorageScalar & BinaryFloatingPoint>(
    _ a: ParameterOptimizer<Scalar>, _ b: ParameterOptimizer<Scalar>,
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
    return x.map { $0.map(\.encoding) } == y.map { $0.map(\.encoding) }
  }

  @Test("AdamW without decay is Adam without decay")
  func adamw() throws {
    let adam = try Adam<Float>(learningRate: 0.01)
    #expect(
      try agree(adam.base, AdamW<Float>(learningRate: 0.01, weightDecay: 0).base))
    #expect(
      try !agree(adam.base, AdamW<Float>(learningRate: 0.01, weightDecay: 0.1).base))
    // The other way round: Adam told to decay as AdamW does.
    let before = Dialect.standard(.adam).with(DecayForm.before)
    #expect(
      try agree(
        Adam<Float>(weightDecay: 0.1, dialect: before).base,
        AdamW<Float>(weightDecay: 0.1).base))
  }

  @Test("Adam with β1 = 0 is corrected RMSprop")
  func adamIsRMSprop() throws {
    let corrected = Dialect.standard(.rmsprop).with(SecondMomentCorrection.on)
    #expect(
      try agree(
        Adam<Float>(learningRate: 0.01, beta1: 0, beta2: 0.95).base,
        RMSprop<Float>(learningRate: 0.01, decay: 0.95, dialect: corrected).base))
  }

  @Test("a learning rate that is a power of two may be inside or outside")
  func insideOutside() throws {
    for nesterov in Nesterov.allCases {
      let outside = Dialect.standard(.sgd).with(nesterov)
      #expect(
        try agree(
          SGD<Double>(learningRate: 0.125, momentum: 0.9, dialect: outside).base,
          SGD<Double>(
            learningRate: 0.125, momentum: 0.9,
            dialect: outside.with(MomentumLearningRate.inside)
          ).base))
    }
  }

  @Test("an undampened first buffer is the gradient in either reading")
  func firstMomentum() throws {
    let zero = Dialect.standard(.sgd).with(FirstMomentum.zero)
    #expect(
      try agree(
        SGD<Float>(momentum: 0.9).base, SGD<Float>(momentum: 0.9, dialect: zero).base))
    #expect(
      try !agree(
        SGD<Float>(momentum: 0.9, dampening: 0.5).base,
        SGD<Float>(momentum: 0.9, dampening: 0.5, dialect: zero).base))
  }

  @Test("maximizing is minimizing the negative", arguments: try Scenario.all())
  func maximize(_ scenario: Scenario) throws {
    var (a, b, c) = (
      try ParameterOptimizer<Float>(dialect: scenario.dialect),
      try ParameterOptimizer<Float>(dialect: scenario.dialect.with(Maximize.gradient)),
      try ParameterOptimizer<Float>(
        dialect: scenario.dialect.with(Maximize.decayedGradient))
    )
    try a.addGroup(scenario.hyperparameters)
    try b.addGroup(scenario.hyperparameters)
    try c.addGroup(scenario.hyperparameters)
    #expect(try agree(a, b, factor: -1))
    let isL2 = scenario.dialect[DecayForm.self] == .l2
    #expect(try agree(b, c) == !isL2)
  }

  @Test("in binary64 wide and working scalars are one", arguments: try Scenario.all())
  func scalars(_ scenario: Scenario) throws {
    var (a, b) = (
      try ParameterOptimizer<Double>(dialect: scenario.dialect, scalars: .wide),
      try ParameterOptimizer<Double>(dialect: scenario.dialect, scalars: .working)
    )
    try a.addGroup(scenario.hyperparameters)
    try b.addGroup(scenario.hyperparameters)
    #expect(try agree(a, b))
  }

  @Test("without ε the scale of the gradients does not matter")
  func scale() throws {
    for factor: Float in [0x1p-20, 0x1p20] {
      let adam = try Adam<Float>(epsilon: 0).base
      #expect(try agree(adam, adam, factor: factor))
      let adagrad = try AdaGrad<Float>(epsilon: 0).base
      #expect(try agree(adagrad, adagrad, factor: factor))
      let centered = Dialect.standard(.rmsprop).with(Centered.on)
      let rmsprop = try RMSprop<Float>(epsilon: 0, dialect: centered).base
      #expect(try agree(rmsprop, rmsprop, factor: factor))
    }
  }

  @Test("where ε is, and how large, matters")
  func epsilon() throws {
    for factor: Float in [1e-6] {
      let raw = Dialect.standard(.adam).with(EpsilonFrame.raw)
      let a = try Adam<Float>(epsilon: 1e-6).base
      var x: [[Float]] = [[1]]
      var y = x
      var z = x
      var optimizers = try [
        a, Adam<Float>(epsilon: 1e-6, dialect: raw).base,
        Adam<Float>(epsilon: 0, epsilonRoot: 1e-6).base,
      ]
      for i in optimizers.indices { try optimizers[i].addTensor(shape: [1]) }
      try optimizers[0].step(&x, gradients: [[factor]])
      try optimizers[1].step(&y, gradients: [[factor]])
      try optimizers[2].step(&z, gradients: [[factor]])
      #expect(x != y && y != z && x != z)
    }
  }
}
