/// What a framework does that no combination of axis values says.
public struct UnreachedBehaviour: Hashable, Sendable {
  /// The name of the framework's profile.
  public let framework: String
  /// The framework's name for what does it.
  public let function: String
  /// What it does, in a sentence.
  public let behaviour: String
  /// Why no axis reaches it, in a sentence.
  public let reason: String

  private init(
    _ framework: String, _ function: String, _ behaviour: String, because reason: String
  ) {
    self.framework = framework
    self.function = function
    self.behaviour = behaviour
    self.reason = reason
  }

  /// Everything that was found.
  public static let all: [UnreachedBehaviour] = rules + rows + guards + wrappers

  /// Other rules.
  private static let rules = [
    UnreachedBehaviour(
      "torch7", "optim.nag", "Moves the parameter before the gradient is evaluated.",
      because: "A dialect maps θ and g; here g depends on where the rule moved θ."),
    UnreachedBehaviour(
      "dynet", "weight decay",
      "Stores parameters divided by a running decay factor, and divides updates by it.",
      because: "The factor is state that all tensors share."),
    UnreachedBehaviour(
      "mxnet", "Nadam, several tensors",
      "Multiplies one momentum schedule once for each tensor in every step.",
      because: "The result depends on the number and order of the tensors."),
    UnreachedBehaviour(
      "optax", "radam, nesterov=True", "Looks ahead in the rectified step.",
      because: "Only NAdam has the axis lookAhead."),
    UnreachedBehaviour(
      "tensorflow-addons", "RectifiedAdam, amsgrad=True",
      "Divides a rectified step by the greatest second moment.",
      because: "Only AMSGrad keeps the maximum, and it does not rectify."),
    UnreachedBehaviour(
      "ensmallen", "OptimisticAdam", "Steps twice along the update, less the last one.",
      because: "The last update is state that no optimizer here keeps."),
    UnreachedBehaviour(
      "cntk", "adam, unit_gain=False", "Adds the gradient to m with weight 1.",
      because: "The weight of the gradient in m is no axis."),
    UnreachedBehaviour(
      "cntk", "RMSProp",
      """
      Keeps a multiplier for each element, adapted to the gradient's sign and clamped, \
      and starts from the first gradient.
      """,
      because: "It is another algorithm, close to Rprop."),
    UnreachedBehaviour(
      "cntk", "AdaGrad, FSAdaGrad",
      "Puts a floor of 1e-16 into the root, averages the multipliers, and clamps at 10.",
      because: "The average runs over the elements of a tensor."),
    UnreachedBehaviour(
      "burn", "cautious weight decay",
      "Decays only the elements whose update has the sign of the parameter.",
      because: "No axis selects elements by sign."),
    UnreachedBehaviour(
      "tf1", "SparseApplyAdadelta, old releases",
      "Computes θ from the new average of squared updates.",
      because: "It is a fault, since mended: an expression was evaluated late."),
    UnreachedBehaviour(
      "libtorch", "step(), releases of 2019",
      "Writes g + λθ back into the gradient's tensor.",
      because: "A rule gives a new θ and state; it changes no input."),
    UnreachedBehaviour(
      "pytorch", "SGD, foreach, nesterov=True",
      "Overwrites the gradient's tensor where there is no weight decay.",
      because: "A rule gives a new θ and state; it changes no input."),
    UnreachedBehaviour(
      "pytorch", "RAdam, foreach, eps=0",
      "Gives NaN for a zero gradient before rectification, which one tensor does not.",
      because: "It comes of the order of operations; the formulas agree."),
    UnreachedBehaviour(
      "onnx", "Adam, norm_coefficient and norm_coefficient_post",
      "Decays twice: in the gradient, and after the step.",
      because: "A dialect has one form of weight decay, and λ one value."),
    UnreachedBehaviour(
      "onnx", "Momentum, V ≠ 0 at T = 0",
      "Starts from a buffer that is given, to which it adds the first gradient.",
      because: "The momentum buffer has no initial value."),
    UnreachedBehaviour(
      "swift-apis", "RMSProp, AdaDelta, SGD and others, decay",
      "Divides the learning rate by 1 + decay·t.",
      because: "Only AdaGrad has it; elsewhere give a learning rate for each step."),
    UnreachedBehaviour(
      "keras1", "decay", "Divides the learning rate by 1 + decay·(t − 1) everywhere.",
      because: "Only AdaGrad has it; elsewhere give a learning rate for each step."),
  ]

  /// Rows, and state that is not elementwise.
  private static let rows = [
    UnreachedBehaviour(
      "fbgemm", "rowwise_adagrad and partial row-wise rules",
      "Keeps one second moment for a row: the mean of its squared gradients.",
      because: "Elements never mix in a rule."),
    UnreachedBehaviour(
      "caffe2", "RowWiseSparseAdagrad, RowWiseSparseAdam",
      "Keeps one second moment for a row: the mean of its squared gradients.",
      because: "Elements never mix in a rule."),
    UnreachedBehaviour(
      "tf-keras", "Nadam, sparse gradient",
      "Decays the state everywhere and moves only the rows that are listed.",
      because: "Only AdaGrad, RMSprop and Adam have the axis absentRows."),
    UnreachedBehaviour(
      "tf-keras", "Adamax, sparse gradient", "Leaves rows that are not listed alone.",
      because: "Only AdaGrad, RMSprop and Adam have the axis absentRows."),
    UnreachedBehaviour(
      "keras3", "Nadam", "Counts the steps of the optimizer, not those of the tensor.",
      because: "NAdam does not have the axis stepClock."),
    UnreachedBehaviour(
      "bitsandbytes", "skip_zeros",
      "Leaves elements with a zero gradient alone, their state and decay included.",
      because: "Laziness here goes by rows, not by elements."),
    UnreachedBehaviour(
      "bitsandbytes", "max_unorm, percentile_clipping",
      "Scales the update by norms of the tensor and of gradients past.",
      because: "Elements never mix in a rule."),
    UnreachedBehaviour(
      "bitsandbytes", "8-bit state", "Quantizes state in blocks with a common scale.",
      because: "Elements never mix in a rule; the formats here have no blocks."),
  ]

  /// Guards.
  private static let guards = [
    UnreachedBehaviour(
      "optax", "adagrad", "Forces the update to 0 where v = 0.",
      because: "A rule has no guards; it shows only where v0 = 0 and ε = 0."),
    UnreachedBehaviour(
      "dl4j", "updaterAdam and others",
      """
      Replaces a corrected rate of 0, NaN or infinity by ε, so that η = 0 still moves, \
      and ε = 0 by 1e-7.
      """,
      because: "A rule has no guards: no value is replaced."),
    UnreachedBehaviour(
      "optimisers-jl", "Float16", "Raises ε to 1e-7, but not in AdamW.",
      because: "A rule does not depend on the format."),
    UnreachedBehaviour(
      "ensmallen", "low precision", "Raises ε to ten times the machine epsilon.",
      because: "A rule does not depend on the format."),
    UnreachedBehaviour(
      "chainer", "AdaBound", "Clips the rate of every element to bounds that close in.",
      because: "No optimizer here clips its rates."),
  ]

  /// What happens around a rule.
  private static let wrappers = [
    UnreachedBehaviour(
      "keras3", "use_ema, gradient accumulation",
      "Averages parameters over steps; sums gradients before a step.",
      because: "It wraps the rule, and is left out on purpose."),
    UnreachedBehaviour(
      "mxnet", "clip_weights", "Clips the new parameters.",
      because: "It wraps the rule, and is left out on purpose."),
    UnreachedBehaviour(
      "tensorflow-addons", "RectifiedAdam, warmup_proportion",
      "Warms the learning rate up and decays it.",
      because: "It is a schedule: give a learning rate for each step."),
    UnreachedBehaviour(
      "tensorflow-addons", "DecoupledWeightDecayExtension, scheduled decay",
      "Changes λ from step to step by a schedule of its own.",
      because: "Of the hyperparameters only η may change between steps."),
  ]
}
