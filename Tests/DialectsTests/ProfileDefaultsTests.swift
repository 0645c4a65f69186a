import Dialects
import Testing

/// The frameworks' default values.
///
/// The table was typed from the survey of the frameworks, not from the profiles.
struct ProfileDefaultsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let profile: String
    let optimizer: OptimizerName
    /// The rule, by its condition; nil is the first without one.
    var condition: String?
    let defaults: [Hyperparameter: Double]

    var testDescription: String {
      "\(profile) \(optimizer.rawValue) \(condition ?? "")"
    }
  }

  @Test("defaults", arguments: Self.rows)
  func defaults(row: Row) throws {
    let rules = try FrameworkProfile.find(row.profile).rules(of: row.optimizer)
    let rule = try #require(rules.first { $0.condition == row.condition })
    #expect(rule.defaults == row.defaults)
  }

  @Test("no two rules of one function disagree on a default")
  func consistency() {
    for profile in FrameworkProfile.all {
      for rule in profile.rules {
        for other in profile.rules
        where other.function == rule.function
          && other.dialect.optimizer == rule.dialect.optimizer
        {
          for (name, value) in rule.defaults {
            #expect(other.defaults[name] ?? value == value, "\(profile.name), \(rule)")
          }
        }
      }
    }
  }

  private static func moments(
    _ rate: Double?, _ epsilon: Double, decay: Double? = nil, psi: Double? = nil
  ) -> [Hyperparameter: Double] {
    var values: [Hyperparameter: Double] = [
      .beta1: 0.9, .beta2: 0.999, .epsilon: epsilon,
    ]
    if let rate { values[.learningRate] = rate }
    if let decay { values[.weightDecay] = decay }
    if let psi { values[.momentumDecay] = psi }
    return values
  }

  private static func row(
    _ profile: String, _ optimizer: OptimizerName, when condition: String? = nil,
    _ defaults: [Hyperparameter: Double]
  ) -> Row {
    Row(
      profile: profile, optimizer: optimizer, condition: condition, defaults: defaults)
  }

  static let rows: [Row] = [
    row("pytorch", .adam, moments(0.001, 1e-8)),
    row("pytorch", .adamw, moments(0.001, 1e-8, decay: 0.01)),
    row("pytorch", .amsgrad, when: "amsgrad=True", moments(0.001, 1e-8)),
    row("pytorch", .adagrad, [.learningRate: 0.01, .epsilon: 1e-10]),
    row(
      "pytorch", .adadelta, [.learningRate: 1, .decay: 0.9, .epsilonRoot: 1e-6]),
    row("pytorch", .rmsprop, [.learningRate: 0.01, .decay: 0.99, .epsilon: 1e-8]),
    row("pytorch", .nadam, moments(0.002, 1e-8, psi: 0.004)),
    row("pytorch", .adamax, moments(0.002, 1e-8)),
    row("pytorch", .radam, moments(0.001, 1e-8)),
    row("pytorch", .sgd, [.learningRate: 0.001]),

    row("keras3", .adam, moments(0.001, 1e-7)),
    row("keras3", .adamw, moments(0.001, 1e-7, decay: 0.004)),
    row(
      "keras3", .adagrad,
      [.learningRate: 0.001, .initialSecondMoment: 0.1, .epsilonRoot: 1e-7]),
    row(
      "keras3", .adadelta, [.learningRate: 0.001, .decay: 0.95, .epsilonRoot: 1e-7]),
    row(
      "keras3", .rmsprop, [.learningRate: 0.001, .decay: 0.9, .epsilonRoot: 1e-7]),
    row("keras3", .nadam, moments(0.001, 1e-7, psi: 1)),
    row("keras3", .adamax, moments(0.001, 1e-7)),

    row("tf1", .adam, moments(0.001, 1e-8)),
    row("tf1", .adagrad, [.initialSecondMoment: 0.1]),
    row("tf1", .adadelta, [.learningRate: 0.001, .decay: 0.95, .epsilonRoot: 1e-8]),
    row(
      "tf1", .rmsprop, [.decay: 0.9, .epsilonRoot: 1e-10, .initialSecondMoment: 1]),
    row(
      "tf-keras", .adadelta, [.learningRate: 0.001, .decay: 0.95, .epsilonRoot: 1e-7]),
    row("tf-keras", .nadam, moments(0.001, 1e-7, psi: 0.004)),

    row("optax", .adam, moments(nil, 1e-8)),
    row("optax", .adamw, moments(nil, 1e-8, decay: 1e-4)),
    row("optax", .adagrad, [.initialSecondMoment: 0.1, .epsilonRoot: 1e-7]),
    row("optax", .adadelta, [.decay: 0.9, .epsilonRoot: 1e-6]),
    row("optax", .rmsprop, [.decay: 0.9, .epsilonRoot: 1e-8]),
    row("optax", .rmsprop, when: "eps_in_sqrt=False", [.decay: 0.9, .epsilon: 1e-8]),
    row("optax", .adamax, moments(nil, 1e-8)),

    row("paddle", .adam, moments(0.001, 1e-8)),
    row("paddle", .adamw, moments(0.001, 1e-8, decay: 0.01)),
    row("paddle", .adagrad, [.epsilon: 1e-6]),
    row(
      "paddle", .adadelta, [.learningRate: 0.001, .decay: 0.95, .epsilonRoot: 1e-6]),
    row("paddle", .rmsprop, [.decay: 0.95, .epsilonRoot: 1e-6]),
    row("paddle", .nadam, moments(0.002, 1e-8, psi: 0.004)),
    row("paddle", .adamax, moments(0.001, 1e-8)),
    row("paddle", .radam, moments(0.001, 1e-8)),

    row("mxnet", .adam, moments(0.001, 1e-8)),
    row("mxnet", .adamw, when: "fused", moments(0.001, 1e-6)),
    row("mxnet", .adagrad, [.learningRate: 0.01, .epsilon: 1e-6]),
    row("mxnet", .adadelta, [.learningRate: 1, .decay: 0.9, .epsilonRoot: 1e-6]),
    row("mxnet", .rmsprop, [.learningRate: 0.001, .decay: 0.9, .epsilon: 1e-8]),
    row(
      "mxnet", .rmsprop, when: "centered=True",
      [.learningRate: 0.001, .decay: 0.9, .momentum: 0.9, .epsilonRoot: 1e-8]),
    row("mxnet", .nadam, when: "a single tensor", moments(0.001, 1e-8, psi: 0.004)),
    row("mxnet", .adamax, moments(0.002, 1e-8)),

    row("burn", .adam, moments(nil, 1e-5)),
    row("burn", .adamw, moments(nil, 1e-5, decay: 1e-4)),
    row("burn", .adagrad, [.epsilon: 1e-5]),
    row("burn", .rmsprop, [.decay: 0.99, .momentum: 0.9, .epsilon: 1e-5]),

    row("mlx", .adam, moments(nil, 1e-8)),
    row("mlx", .adamw, moments(nil, 1e-8, decay: 0.01)),
    row("mlx", .adagrad, [.epsilon: 1e-8]),
    row("mlx", .adadelta, [.decay: 0.9, .epsilonRoot: 1e-6]),
    row("mlx", .rmsprop, [.decay: 0.99, .epsilon: 1e-8]),

    row("chainer", .adam, moments(0.001, 1e-8)),
    row("chainer", .adamw, moments(0.001, 1e-8)),
    row("chainer", .adagrad, [.learningRate: 0.001, .epsilon: 1e-8]),
    row("chainer", .adadelta, [.decay: 0.95, .epsilonRoot: 1e-6]),
    row("chainer", .rmsprop, [.learningRate: 0.01, .decay: 0.99, .epsilon: 1e-8]),

    row("onnx", .adam, when: "T > 0", moments(nil, 1e-6)),
    row("onnx", .adagrad, [.epsilon: 1e-6]),

    row("optimisers-jl", .adam, moments(0.001, 1e-8)),
    row("optimisers-jl", .adamw, moments(0.001, 1e-8)),
    row(
      "optimisers-jl", .adagrad,
      [.learningRate: 0.1, .epsilon: 1e-8, .initialSecondMoment: 1e-8]),
    row("optimisers-jl", .adadelta, [.decay: 0.9, .epsilonRoot: 1e-8]),
    row(
      "optimisers-jl", .rmsprop, [.learningRate: 0.001, .decay: 0.9, .epsilon: 1e-8]),
    row("optimisers-jl", .nadam, moments(0.001, 1e-8)),
    row("optimisers-jl", .adamax, moments(0.001, 1e-8)),
    row("optimisers-jl", .radam, moments(0.001, 1e-8)),

    row("tinygrad", .adam, moments(0.001, 1e-8)),
    row("tinygrad", .adamw, moments(0.001, 1e-8, decay: 0.01)),
    row("candle", .adamw, moments(0.001, 1e-8, decay: 0.01)),
    row("ggml", .adamw, moments(0.001, 1e-8)),
    row("dlib", .adam, [.epsilon: 1e-8, .weightDecay: 5e-4]),
    row("dynet", .adagrad, [.epsilonRoot: 1e-20]),
    row("lasagne", .rmsprop, [.learningRate: 1, .decay: 0.9, .epsilonRoot: 1e-6]),
  ]
}
