import Dialects
import Multiprecision
import Optimizers
import Oracle
import Rules

/// The rule that a law is tried on: one of SPEC.md's, or a faulty one.
struct Subject: Sendable, CustomStringConvertible {
  let name: String
  let dialect: Dialect
  /// What is wrong with it: how its program is rewritten.
  var fault: (@Sendable (ProgramRewriter) -> Void)?
  /// Whether the weight decay of a tuning is not for it.
  var ignoresDecay = false

  var description: String { name }

  init(_ name: String, _ dialect: Dialect) {
    self.name = name
    self.dialect = dialect
  }

  /// The same rule with a fault.
  func with(_ fault: Fault) -> Subject {
    var subject = Subject("\(name), \(fault.name)", fault.dialect(dialect))
    subject.fault = fault.edit
    return subject
  }

  /// The hyperparameters that the optimizer has, from all that a tuning has.
  func hyperparameters(_ tuning: Tuning) throws -> Hyperparameters {
    let known = dialect.optimizer.definition.hyperparameters
    return try Hyperparameters(
      dialect.optimizer,
      tuning.values.filter {
        known.contains($0.key) && !(ignoresDecay && $0.key == .weightDecay)
      })
  }

  /// The rule of the library, with ε where the tuning has it.
  func rule(_ tuning: Tuning) throws -> OptimizerRule {
    let hyperparameters = try hyperparameters(tuning)
    return try OptimizerRule(
      hyperparameters, dialect: dialect.placingEpsilon(of: hyperparameters))
  }

  /// The rule in a closed loop.
  func loop(
    _ tuning: Tuning, _ objective: Objective, enclosedStart start: [Enclosure]
  ) throws -> ClosedLoop {
    var loop = ClosedLoop(
      dialect: dialect, hyperparameters: try hyperparameters(tuning),
      objective: objective, enclosedStart: start)
    if let fault {
      loop.procedure.program = { program, _ in program.rewritten(fault) }
    }
    return loop
  }

  /// The rule in a closed loop.
  func loop(_ tuning: Tuning, _ objective: Objective, start: [Double]) throws
    -> ClosedLoop
  {
    try loop(tuning, objective, enclosedStart: start.map { Enclosure($0) })
  }

  /// Feeds the rule with one coordinate's gradients, from θ = 0, and calls
  /// `observe` after each step.
  func feed(
    _ gradients: [Double], _ tuning: Tuning, precision: Int,
    observe: (LoopPoint) throws -> Void
  ) throws {
    let loop = try loop(
      tuning, .stream(gradients: gradients.map { [$0] }), start: [0.0])
    try loop.run(steps: gradients.count, precision: precision) { point in
      if point.step > 0 { try observe(point) }
    }
  }
}

extension Subject {
  static let rmsprop = Subject("RMSprop", .standard(.rmsprop))
  static let momentum = Subject(
    "RMSprop with momentum",
    Dialect.standard(.rmsprop).with(MomentumLearningRate.inside))
  static let momentumOutside = Subject(
    "RMSprop with momentum, η outside", .standard(.rmsprop))
  static let adagrad = Subject("AdaGrad", .standard(.adagrad))
  static let sgd = Subject("SGD", .standard(.sgd))
  static let adam = Subject("Adam", .standard(.adam))
  static let adamw = Subject("AdamW", .standard(.adamw))
  static let amsgrad = Subject("AMSGrad", .standard(.amsgrad))
  static let adamRaw = Subject(
    "Adam with ε-hat", Dialect.standard(.adam).with(EpsilonFrame.raw))
  static let plainAdam = Subject(
    "Adam without correction",
    Dialect.standard(.adam).with(FirstMomentCorrection.off).with(
      SecondMomentCorrection.off))
  static let plainAMSGrad = Subject(
    "AMSGrad without correction",
    Dialect.standard(.amsgrad).with(FirstMomentCorrection.off)
      .with(SecondMomentCorrection.off))
  static let centered = Subject(
    "centered RMSprop", Dialect.standard(.rmsprop).with(Centered.on))
  static let clamped = Subject(
    "centered RMSprop with a clamp",
    Dialect.standard(.rmsprop).with(Centered.on).with(VarianceClamp.zero))
}
