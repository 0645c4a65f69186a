import Dialects
import Optimizers
import Testing
import _TestSupport

/// Cases in which a rule's result is known without running it.
@Suite struct ClosedFormTests {
  @Test("SGD with dyadic numbers is exact")
  func sgd() throws {
    var plain = try Optimizer<Float>(.sgd(learningRate: 0.25, weightDecay: 0.5))
    try plain.addTensor(shape: [2])
    var theta: [[Float]] = [[1, -2]]
    try plain.step(&theta, gradients: [[0.5, 0.25]])
    // θ − ¼(g + ½θ).
    #expect(theta == [[0.75, -1.8125]])

    var momentum = try Optimizer<Float>(
      .sgd(learningRate: 0.5, momentum: 0.5, dampening: 0.5))
    try momentum.addTensor(shape: [1])
    theta = [[0]]
    var path: [Float] = []
    for _ in 1...3 {
      try momentum.step(&theta, gradients: [[1]])
      path.append(theta[0][0])
    }
    // The first buffer is g undampened; then ½b + ½g keeps it.
    #expect(path == [-0.5, -1, -1.5])
    #expect(momentum.state(.momentumBuffer, ofTensor: 0) == [1])
  }

  @Test("the three look-aheads")
  func nesterov() throws {
    func second(_ dialect: Dialect) throws -> Double {
      var optimizer = try Optimizer<Double>(
        .sgd(learningRate: 0.5, momentum: 0.5, dialect: dialect))
      try optimizer.addTensor(shape: [1])
      var theta: [[Double]] = [[0]]
      try optimizer.step(&theta, gradients: [[1]])
      try optimizer.step(&theta, gradients: [[4]])
      return theta[0][0]
    }
    // Buffers 1 and 4.5; the steps are ½u.
    let sgd = Dialect.standard(.sgd)
    #expect(try second(sgd) == -(0.5 + 2.25))
    #expect(try second(sgd.with(Nesterov.standard)) == -(0.75 + 3.125))
    #expect(try second(sgd.with(Nesterov.chainer)) == -(0.875 + 3.5625))
  }

  @Test("AdaGrad divides by the root of the number of steps")
  func adagrad() throws {
    var optimizer = try Optimizer<Double>(
      .adagrad(
        learningRate: 0.1, learningRateDecay: 0.5, epsilon: 0))
    try optimizer.addTensor(shape: [1])
    var theta: [[Double]] = [[3]]
    var expected = 3.0
    for t in 1...9 {
      try optimizer.step(&theta, gradients: [[-1]])
      expected -= 0.1 / (1 + Double(t - 1) * 0.5) * (-1 / Double(t).squareRoot())
      #expect(theta == [[expected]])
      #expect(optimizer.state(.squareSum, ofTensor: 0) == [Double(t)])
    }
  }

  @Test("AdaGrad's other decay clock counts the step itself")
  func adagradClock() throws {
    var optimizer = try Optimizer<Double>(
      .adagrad(
        learningRate: 1, learningRateDecay: 1, epsilon: 0,
        dialect: .standard(.adagrad).with(LearningRateDecayClock.current)))
    try optimizer.addTensor(shape: [1])
    var theta: [[Double]] = [[0]]
    try optimizer.step(&theta, gradients: [[1]])
    #expect(theta == [[-0.5]])
  }

  @Test("RMSprop of a constant gradient")
  func rmsprop() throws {
    var plain = try Optimizer<Double>(.rmsprop(learningRate: 0.1, decay: 0.5, epsilon: 0))
    var corrected = try Optimizer<Double>(
      .rmsprop(
        learningRate: 0.125, decay: 0.5, epsilon: 0,
        dialect: .standard(.rmsprop).with(SecondMomentCorrection.on)))
    try plain.addTensor(shape: [1])
    try corrected.addTensor(shape: [1])
    var (theta, eta): ([[Double]], [[Double]]) = ([[0]], [[0]])
    var expected = 0.0
    for t in 1...20 {
      try plain.step(&theta, gradients: [[1]])
      try corrected.step(&eta, gradients: [[1]])
      let v = 1 - Double(sign: .plus, exponent: -t, significand: 1)
      expected -= 0.1 * (1 / v.squareRoot())
      #expect(plain.state(.squareAverage, ofTensor: 0) == [v])
      #expect(theta == [[expected]])
      // v divided by 1 − ½^t is 1, whatever t is.
      #expect(eta == [[-0.125 * Double(t)]])
    }
  }

  @Test("a constant gradient has no variance")
  func centered() throws {
    var optimizer = try Optimizer<Double>(
      .rmsprop(
        learningRate: 1, decay: 0.5, epsilon: 0.25,
        dialect: .standard(.rmsprop).with(Centered.on).with(SecondMomentCorrection.on)))
    try optimizer.addTensor(shape: [1])
    var theta: [[Double]] = [[0]]
    for t in 1...10 {
      try optimizer.step(&theta, gradients: [[2]])
      #expect(theta == [[-8 * Double(t)]])
    }
  }

  @Test("Adam's first step is −η·g/(|g| + ε)")
  func adamFirstStep() throws {
    // With these rates both corrections divide exactly, and √(g²) = |g|.
    var optimizer = try Optimizer<Double>(
      .adam(
        learningRate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 1e-3))
    var generator = seeded(31)
    let count = 300
    try optimizer.addTensor(shape: [count])
    let start: [Double] = generator.values(count)
    let gradient: [Double] = generator.values(count)
    var theta = [start]
    try optimizer.step(&theta, gradients: [gradient])
    for i in 0..<count {
      let g = gradient[i]
      #expect(theta[0][i] == start[i] - 0.1 * (g / (g.magnitude + 1e-3)))
    }
  }

  @Test("Adam of a constant gradient steps by η", arguments: EpsilonFrame.allCases)
  func adamConstant(_ frame: EpsilonFrame) throws {
    var optimizer = try Optimizer<Float>(
      .adam(
        learningRate: 0.25, beta1: 0.5, beta2: 0.75, epsilon: 0,
        dialect: .standard(.adam).with(frame)))
    try optimizer.addTensor(shape: [])
    var theta: [[Float]] = [[0]]
    for t in 1...2 {
      try optimizer.step(&theta, gradients: [[-4]])
      #expect(abs(theta[0][0] - 0.25 * Float(t)) < 1e-6)
    }
  }

  @Test("decoupled decay of a parameter at rest")
  func decoupled() throws {
    for (form, scale, expected) in [
      (DecayForm.before, DecayScale.learningRate, 2 * 0.875),
      (.after, .learningRate, 2 * 0.875), (.same, .learningRate, 2 * 0.875),
      (.before, .one, 1.0), (.after, .one, 1.0), (.same, .one, 1.0),
    ] {
      var optimizer = try Optimizer<Double>(
        .adamw(
          learningRate: 0.25, weightDecay: 0.5,
          dialect: .standard(.adamw).with(form).with(scale)))
      try optimizer.addTensor(shape: [1])
      var theta: [[Double]] = [[2]]
      try optimizer.step(&theta, gradients: [[0]])
      #expect(theta == [[expected]])
      #expect(optimizer.state(.firstMoment, ofTensor: 0) == [0])
    }
  }

  @Test("defaults are PyTorch's")
  func defaults() throws {
    let sgd = try Optimizer<Float>(.sgd()).rule().hyperparameters
    #expect(sgd[.learningRate] == 1e-3 && !sgd.uses(.momentum) && !sgd.uses(.weightDecay))
    let adagrad = try Optimizer<Float>(.adagrad()).rule().hyperparameters
    #expect(adagrad[.learningRate] == 1e-2 && adagrad[.epsilon] == 1e-10)
    let rmsprop = try Optimizer<Float>(.rmsprop()).rule().hyperparameters
    #expect(rmsprop[.learningRate] == 1e-2 && rmsprop[.decay] == 0.99)
    #expect(rmsprop[.epsilon] == 1e-8 && !rmsprop.uses(.epsilonRoot))
    let adam = try Optimizer<Float>(.adam()).rule().hyperparameters
    #expect(adam[.learningRate] == 1e-3 && adam[.beta1] == 0.9 && adam[.beta2] == 0.999)
    #expect(adam[.epsilon] == 1e-8 && !adam.uses(.weightDecay))
    let adamw = try Optimizer<Float>(.adamw()).rule().hyperparameters
    #expect(adamw[.weightDecay] == 0.01 && adamw[.beta2] == 0.999)
  }
}
