import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import _TestSupport

/// The ordinary rules once more, as plain loops that anybody would write.
@Suite struct PlainLoopTests {
  /// A run of one lane in binary32.
  private struct Run {
    let start: Float
    let gradients: [Float]
    let values: [Hyperparameter: Double]

    init(_ random: inout SplitMix64, _ names: [Hyperparameter]) {
      start = random.bool() ? 0 : random.float(exponent: -10...10)
      // From subnormal gradients to squares that overflow.
      let exponents = random.choice([-4...4, -40 ... -20, -126 ... -100, 60...127])
      gradients = (0..<random.integer(in: 1...8)).map { _ in
        random.oneIn(8) ? 0 : random.float(exponent: exponents)
      }
      var values: [Hyperparameter: Double] = [:]
      for name in names {
        switch name {
        case .learningRate: values[name] = random.choice([0.1, 1e-3, 3.7])
        case .epsilon: values[name] = random.choice([1e-8, 1e-3])
        case .momentum: values[name] = random.double(in: 0.1...0.99)
        default: values[name] = random.double(in: 0.5...0.999)
        }
      }
      self.values = values
    }

    func last(
      _ dialect: Dialect, _ scalars: Scenario.ScalarPrecision = .wide
    ) throws -> Float {
      let scenario = try Scenario.single(
        dialect, values, start: [Double(start)],
        gradients: gradients.map { [Double($0)] },
        scalars: scalars)
      let reading = scenario.roundedReading(checkpoints: [gradients.count])
      return Float(bitPattern: UInt32(reading[0].tensors[0].parameter[0]))
    }
  }

  private func check(
    _ names: [Hyperparameter], _ dialect: Dialect, _ loop: (Run) -> Float,
    scalars: Scenario.ScalarPrecision = .wide
  ) throws {
    let failure = try counterexample(in: 300) { random in
      let run = Run(&random, names)
      let (got, expected) = (try run.last(dialect, scalars), loop(run))
      return got.isSame(as: expected)
        ? nil : "\(got), expected \(expected): \(run.values), \(run.gradients)"
    }
    #expect(failure == nil)
  }

  @Test("SGD with momentum is a plain loop over hardware floats")
  func sgd() throws {
    try check([.learningRate, .momentum], .standard(.sgd)) { run in
      let lr = Float(run.values[.learningRate]!)
      let momentum = Float(run.values[.momentum]!)
      var (x, b) = (run.start, Float(0))
      for (index, g) in run.gradients.enumerated() {
        b = index == 0 ? g : momentum * b + g
        x -= lr * b
      }
      return x
    }
  }

  @Test("AdaGrad is a plain loop over hardware floats")
  func adagrad() throws {
    try check([.learningRate, .epsilon], .standard(.adagrad)) { run in
      let lr = Float(run.values[.learningRate]!)
      let epsilon = Float(run.values[.epsilon]!)
      var (x, v) = (run.start, Float(0))
      for g in run.gradients {
        v += g * g
        x -= lr * (g / (v.squareRoot() + epsilon))
      }
      return x
    }
  }

  @Test("RMSprop with wide scalars is a plain loop over hardware floats")
  func rmsprop() throws {
    try check([.learningRate, .decay, .epsilon], .standard(.rmsprop)) { run in
      let lr = Float(run.values[.learningRate]!)
      let rho = run.values[.decay]!
      let epsilon = Float(run.values[.epsilon]!)
      var (x, v) = (run.start, Float(0))
      for g in run.gradients {
        v = Float(rho) * v + Float(1 - rho) * (g * g)
        x -= lr * (g / (v.squareRoot() + epsilon))
      }
      return x
    }
  }

  @Test("RMSprop with working scalars is a plain loop over hardware floats")
  func rmspropWorking() throws {
    try check(
      [.learningRate, .decay, .epsilon], .standard(.rmsprop),
      { run in
        let lr = Float(run.values[.learningRate]!)
        let rho = Float(run.values[.decay]!)
        let epsilon = Float(run.values[.epsilon]!)
        var (x, v) = (run.start, Float(0))
        for g in run.gradients {
          v = rho * v + (1 - rho) * (g * g)
          x -= lr * (g / (v.squareRoot() + epsilon))
        }
        return x
      }, scalars: .working)
  }

  @Test("Adam is a plain loop over hardware floats")
  func adam() throws {
    try check([.learningRate, .beta1, .beta2, .epsilon], .standard(.adam)) { run in
      let lr = Float(run.values[.learningRate]!)
      let (beta1, beta2) = (run.values[.beta1]!, run.values[.beta2]!)
      let epsilon = Float(run.values[.epsilon]!)
      var (x, m, v) = (run.start, Float(0), Float(0))
      for (index, g) in run.gradients.enumerated() {
        m = Float(beta1) * m + Float(1 - beta1) * g
        v = Float(beta2) * v + Float(1 - beta2) * (g * g)
        let n = m / Float(1 - beta1.power(index + 1))
        let root = (v / Float(1 - beta2.power(index + 1))).squareRoot()
        x -= lr * (n / (root + epsilon))
      }
      return x
    }
  }
}
