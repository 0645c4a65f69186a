import Dialects
import Testing

/// Rules that are equal in real arithmetic, and the frameworks that have them.
///
/// The table was typed from the survey of the frameworks, not from the profiles.
struct EquivalenceClassTests {
  struct Class: Sendable, CustomTestStringConvertible {
    let name: String
    /// The optimizers that may have it; none means any.
    let optimizers: [OptimizerName]
    /// The values on axes that make the class.
    let values: [Axis: String]
    var epsilon: EpsilonPlace?
    /// Defaults that make the class, such as an initial state.
    var defaults: [Hyperparameter: Double] = [:]
    let members: [String]

    var testDescription: String { name }

    func contains(_ rule: FrameworkRule) -> Bool {
      (optimizers.isEmpty || optimizers.contains(rule.dialect.optimizer))
        && values.allSatisfy { rule.dialect.values[$0] == $1 }
        && (epsilon.map { $0 == rule.dialect.epsilonPlace } ?? true)
        && defaults.allSatisfy { rule.defaults[$0] == $1 }
    }
  }

  @Test("every member has a rule of the class", arguments: Self.classes)
  func members(row: Class) throws {
    #expect(!row.members.isEmpty)
    for (axis, value) in row.values { #expect(axis.values.contains(value)) }
    for member in row.members {
      let profile = try FrameworkProfile.find(member)
      #expect(profile.rules.contains(where: row.contains), "\(member)")
    }
  }

  @Test("nobody else has one", arguments: Self.classes.filter(isExclusive))
  func strangers(row: Class) {
    let found = FrameworkProfile.all.filter { $0.rules.contains(where: row.contains) }
    #expect(Set(found.map(\.name)) == Set(row.members))
  }

  /// Classes whose members the survey lists completely.
  private static func isExclusive(_ row: Class) -> Bool {
    [
      "S4", "G3", "G4", "R3", "R5", "A-minus", "W2", "M-hat", "N1'", "N1''", "N2'", "N3",
      "N4", "RAdam twice", "RAdam four", "X1", "X3", "X4",
    ].contains(row.name)
  }

  private static func row(
    _ name: String, _ optimizers: [OptimizerName], _ values: [Axis: String],
    _ epsilon: EpsilonPlace? = nil,
    defaults: [Hyperparameter: Double] = [:], in members: String
  ) -> Class {
    Class(
      name: name, optimizers: optimizers, values: values, epsilon: epsilon,
      defaults: defaults, members: members.split(separator: " ").map(String.init))
  }

  private static let sgd: [Class] = [
    row(
      "S1", [.sgd],
      [.firstMomentum: "gradient", .momentumLearningRate: "outside", .nesterov: "off"],
      in: "pytorch libtorch torchsharp burn apex torch7 onnx bitsandbytes"),
    row(
      "S1 nesterov", [.sgd],
      [
        .firstMomentum: "gradient", .momentumLearningRate: "outside",
        .nesterov: "standard",
      ], in: "pytorch burn onnx"),
    row(
      "S2", [.sgd],
      [.firstMomentum: "zero", .momentumLearningRate: "outside", .nesterov: "off"],
      in: "mlx tf1 optax paddle tinygrad"),
    row(
      "S2 nesterov", [.sgd],
      [.firstMomentum: "zero", .momentumLearningRate: "outside", .nesterov: "standard"],
      in: "mlx tf1 optax paddle tinygrad"),
    row(
      "S3", [.sgd],
      [.firstMomentum: "zero", .momentumLearningRate: "inside", .nesterov: "off"],
      in: """
        keras3 tf-keras keras1 mxnet chainer lasagne caffe caffe2 dlib dynet nnabla \
        ensmallen swift-apis optimisers-jl tinygrad
        """),
    row(
      "S3 nesterov", [.sgd],
      [.firstMomentum: "zero", .momentumLearningRate: "inside", .nesterov: "standard"],
      in: "keras3 mxnet caffe caffe2 nnabla dl4j optimisers-jl"),
    row(
      "S4", [.sgd], [.momentumLearningRate: "inside", .nesterov: "chainer"], in: "chainer"
    ),
    row("S1, δ = 0.1", [.sgd], [:], defaults: [.dampening: 0.1], in: "burn"),
    row("S3, μ = 0.5", [.sgd], [:], defaults: [.momentum: 0.5], in: "ensmallen"),
    row(
      "maximize, decay after the sign", [.sgd], [.maximize: "gradient"], in: "pytorch"),
    row(
      "maximize, decay before the sign", [.sgd], [.maximize: "decayedGradient"],
      in: "torchsharp"),
  ]

  private static let adagrad: [Class] = [
    row(
      "G1", [.adagrad], [.decayedNumerator: "on"], .outside,
      in: """
        pytorch torchsharp libtorch burn onnx mxnet caffe chainer mlx paddle apex fbgemm \
        bitsandbytes ensmallen nnabla dl4j swift-apis tf1 tf-keras keras1 torch7 \
        optimisers-jl caffe2
        """),
    row(
      "G1, v0 = 0.1", [.adagrad], [:], .outside, defaults: [.initialSecondMoment: 0.1],
      in: "swift-apis tf-keras"),
    row(
      "G1, v0 = ε", [.adagrad], [:], .outside,
      defaults: [.initialSecondMoment: 1e-8, .epsilon: 1e-8], in: "optimisers-jl"),
    row(
      "G2", [.adagrad], [:], .inside, in: "keras3 keras2 optax lasagne dynet"),
    row(
      "G3", [.adagrad], [:], EpsilonPlace.none,
      defaults: [.initialSecondMoment: 0.1], in: "tf1"),
    row("G4", [.adagrad], [.decayedNumerator: "off"], .outside, in: "deepspeed"),
    row(
      "decay counts t", [.adagrad], [.learningRateDecayClock: "current"], in: "swift-apis"
    ),
    row("same decay", [.adagrad], [.decayForm: "same"], in: "apex"),
    row(
      "sequential", [.adagrad], [.duplicateRows: "sequential", .absentRows: "skip"],
      in: "tf1"),
    row("lazy", [.adagrad], [.absentRows: "skip", .duplicateRows: "sum"], in: "pytorch"),
  ]

  private static let adadelta: [Class] = [
    row(
      "with η", [.adadelta], [:], .inside,
      in: """
        pytorch mxnet mlx lasagne tf1 tf-keras keras3 keras1 paddle caffe caffe2 nnabla \
        ensmallen swift-apis optax
        """),
    row(
      "without η", [.adadelta], [:], .inside,
      in: "chainer dl4j dynet optimisers-jl torch7"),
  ]

  private static let rmsprop: [Class] = [
    row(
      "R1", [.rmsprop], [.momentumLearningRate: "outside", .centered: "off"], .outside,
      in: "pytorch torchsharp libtorch burn"),
    row(
      "R2", [.rmsprop], [.centered: "off", .secondMomentCorrection: "off"], .outside,
      in: """
        tf-keras keras1 mxnet caffe chainer mlx ensmallen dl4j swift-apis nnabla \
        bitsandbytes optimisers-jl torch7
        """),
    row(
      "R2 centered", [.rmsprop], [.centered: "on"], .outside, in: "tf-keras optimisers-jl"
    ),
    row(
      "R3", [.rmsprop], [.momentumLearningRate: "inside"], .inside,
      defaults: [.initialSecondMoment: 1], in: "tf1"),
    row(
      "R4", [.rmsprop], [.momentumLearningRate: "inside"], .inside,
      in: "keras3 keras2 tf-keras paddle caffe2 optax mxnet chainer nnabla"),
    row(
      "R4 without momentum", [.rmsprop], [:], .inside, in: "lasagne dynet"),
    row(
      "R4 centered", [.rmsprop], [.momentumLearningRate: "inside", .centered: "on"],
      .inside, in: "mxnet chainer nnabla tf-keras keras3"),
    row("R5", [.rmsprop], [.secondMomentCorrection: "on"], in: "optax"),
    row(
      "lazy parameter", [.rmsprop], [.absentRows: "freezeParameter"], .outside,
      in: "tf-keras"),
    row("lazy", [.rmsprop], [.absentRows: "skip"], .inside, in: "tf-keras"),
  ]

  private static let corrected: [Axis: String] = [
    .epsilonFrame: "corrected", .firstMomentCorrection: "on",
    .secondMomentCorrection: "on",
  ]
  private static let raw: [Axis: String] = [
    .epsilonFrame: "raw", .firstMomentCorrection: "on", .secondMomentCorrection: "on",
  ]
  private static let uncorrected: [Axis: String] = [
    .firstMomentCorrection: "off", .secondMomentCorrection: "off",
  ]

  private static let adam: [Class] = [
    row(
      "A-hat", [.adam, .adamw], corrected, .outside,
      in: """
        pytorch torchsharp optax paddle apex deepspeed mlx tinygrad burn candle ggml \
        optimisers-jl fbgemm bitsandbytes
        """),
    row(
      "A-raw", [.adam, .adamw], raw, .outside,
      in: """
        tf1 tf-keras keras3 keras2 keras1 mxnet caffe caffe2 chainer lasagne dlib dynet \
        nnabla ensmallen swift-apis onnx dl4j pytorch torch7 libtorch huggingface \
        tensorflow-addons radam-authors cntk
        """),
    row("A-root", [.adam], corrected, .both, in: "optax"),
    row(
      "A-nobc", [.adam, .adamw], uncorrected, .outside,
      in: "mlx huggingface apex deepspeed onnx"),
    row("A-minus", [.adam], raw, .outside, defaults: [.epsilon: -1e-7], in: "tf-keras"),
    row(
      "lazy", [.adam], [.absentRows: "skip", .duplicateRows: "sum"],
      in: "pytorch tensorflow-addons mxnet paddle fbgemm"),
    row(
      "lazy, sequential", [.adam], [.absentRows: "skip", .duplicateRows: "sequential"],
      in: "caffe2"),
    row("a clock for each row", [.adam], [.stepClock: "row"], in: "fbgemm"),
    row(
      "W1 before", [], [.decayForm: "before", .decayScale: "learningRate"],
      in: "pytorch keras3 paddle deepspeed mlx burn candle ggml torchsharp"),
    row(
      "W1 same", [], [.decayForm: "same", .decayScale: "learningRate"],
      in: "optax apex deepspeed fbgemm tinygrad optimisers-jl tensorflow-addons"),
    row(
      "W2", [], [.decayForm: "after", .decayScale: "learningRate"],
      in: "bitsandbytes huggingface"),
    row(
      "W3 before", [], [.decayForm: "before", .decayScale: "one"],
      in: "tensorflow-addons pytorch-optimizer"),
    row(
      "W3 same", [.adamw], [.decayForm: "same", .decayScale: "one"],
      in: "optimisers-jl chainer"),
    row("W3 after", [.adamw], [.decayForm: "after", .decayScale: "one"], in: "onnx"),
    row(
      "W3 relative", [.adamw], [.decayForm: "same", .decayScale: "relative"], in: "nnabla"
    ),
    row(
      "W4 fused", [.adamw], [.decayForm: "same", .decayScale: "corrected"], in: "mxnet"),
    row(
      "W4 not fused", [.adamw], [.decayForm: "after", .decayScale: "corrected"],
      in: "mxnet"),
    row(
      "L2", [.adam], [.decayForm: "l2"], in: "pytorch mxnet caffe dlib onnx apex"),
  ]

  private static let variants: [Class] = [
    row(
      "M-raw, corrected frame", [.amsgrad],
      [.maximumFrame: "raw", .epsilonFrame: "corrected", .secondMomentCorrection: "on"],
      in: "pytorch torchsharp paddle burn"),
    row(
      "M-raw, raw frame", [.amsgrad],
      [.maximumFrame: "raw", .epsilonFrame: "raw", .secondMomentCorrection: "on"],
      in: """
        tf1 tf-keras keras3 keras1 chainer lasagne ensmallen swift-apis dynet nnabla dl4j \
        libtorch
        """),
    row(
      "M-hat", [.amsgrad],
      [
        .maximumFrame: "corrected", .epsilonFrame: "corrected",
        .secondMomentCorrection: "on",
      ], in: "optax"),
    row(
      "M from ε", [.amsgrad], uncorrected,
      defaults: [
        .initialFirstMoment: 1e-8, .initialSecondMoment: 1e-8, .initialMaximum: 1e-8,
      ], in: "optimisers-jl"),
    row(
      "N1", [.nadam],
      [
        .lookAhead: "next", .momentumSchedule: "decaying", .epsilonFrame: "corrected",
        .secondMomentScale: "one",
      ], defaults: [.momentumDecay: 0.004],
      in: "pytorch torchsharp paddle tf-keras keras1 mxnet"),
    row(
      "N1'", [.nadam],
      [.lookAhead: "next", .momentumSchedule: "decaying", .epsilonFrame: "corrected"],
      defaults: [.momentumDecay: 1], in: "keras3 keras2"),
    row(
      "N1''", [.nadam],
      [.lookAhead: "next", .momentumSchedule: "decaying", .epsilonFrame: "raw"],
      defaults: [.momentumDecay: 0.004], in: "ensmallen"),
    row(
      "N2", [.nadam],
      [
        .lookAhead: "next", .momentumSchedule: "constant", .epsilonFrame: "corrected",
        .secondMomentScale: "one",
      ], in: "optax"),
    row(
      "N2'", [.nadam],
      [
        .lookAhead: "next", .momentumSchedule: "constant", .epsilonFrame: "corrected",
        .secondMomentScale: "beta2",
      ], in: "optimisers-jl"),
    row(
      "N3", [.nadam],
      [
        .lookAhead: "current", .momentumSchedule: "constant", .epsilonFrame: "raw",
        .secondMomentCorrection: "on",
      ], in: "tf1"),
    row(
      "N4", [.nadam],
      [
        .lookAhead: "current", .momentumSchedule: "constant",
        .secondMomentCorrection: "off",
      ], in: "dl4j"),
    row(
      "RAdam five, raw", [.radam],
      [
        .rectificationThreshold: "five", .epsilonFrame: "raw",
        .belowThreshold: "moment", .rectifiedRate: "once",
      ], in: "pytorch paddle swift-apis"),
    row(
      "RAdam five, corrected", [.radam],
      [
        .rectificationThreshold: "five", .epsilonFrame: "corrected",
        .belowThreshold: "moment",
      ], in: "optax tensorflow-addons"),
    row(
      "RAdam twice", [.radam], [.rectifiedRate: "twice", .epsilonFrame: "raw"],
      defaults: [.learningRate: 0.002], in: "torchsharp"),
    row(
      "RAdam skip", [.radam],
      [
        .rectificationThreshold: "five", .epsilonFrame: "raw",
        .belowThreshold: "skipAll", .decayForm: "before",
      ], in: "radam-authors pytorch-optimizer"),
    row(
      "RAdam four", [.radam],
      [
        .rectificationThreshold: "four", .epsilonFrame: "corrected",
        .belowThreshold: "moment",
      ], in: "optimisers-jl"),
    row(
      "X1", [.adamax], [.infinityFloor: "gradient"], in: "pytorch torchsharp optax torch7"
    ),
    row(
      "X2", [.adamax], [.infinityFloor: "denominator"],
      in: """
        tf1 tf-keras keras3 keras1 mxnet lasagne ensmallen swift-apis nnabla \
        optimisers-jl mlx
        """),
    row(
      "X2 uncorrected", [.adamax],
      [.infinityFloor: "denominator", .firstMomentCorrection: "off"], in: "mlx"),
    row("X3", [.adamax], [.infinityFloor: "norm"], in: "paddle"),
    row(
      "X4", [.adamax], [.infinityFloor: "state"], defaults: [.epsilon: 1e-32], in: "dl4j"),
  ]

  static let classes = sgd + adagrad + adadelta + rmsprop + adam + variants

  @Test("a class is told by its optimizer and name")
  func names() {
    let names = Self.classes.map { "\($0.optimizers) \($0.name)" }
    #expect(Set(names).count == names.count)
  }

  @Test("what is said of RMSprop in OptimizerV2 depends on the momentum")
  func momentumMovesEpsilon() throws {
    let rules = try FrameworkProfile.find("tf-keras").rules(of: .rmsprop)
    for rule in rules {
      let condition = try #require(rule.condition)
      if condition.hasPrefix("momentum = 0") {
        #expect(rule.dialect.epsilonPlace == .outside)
        #expect(rule.examples[.momentum] == nil)
      } else {
        #expect(condition.hasPrefix("momentum > 0"))
        #expect(rule.dialect.epsilonPlace == .inside)
        #expect(rule.examples[.momentum] ?? 0 > 0)
      }
    }
  }
}
