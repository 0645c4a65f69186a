import Vectors

/// What each flag of a case means: the class of mistake that the case is for.
enum VectorNotes {
  static let all: [String: VectorNote] = [
    "Formula": note(
      "Formula", "A wrong operation, operand or order of assignments changes the result."),
    "BiasCorrection": note(
      "Formula",
      "A missing, frozen, doubled or shifted bias correction shows in the first steps.",
      "https://github.com/google-research/bert/issues/153",
      "https://github.com/ml-explore/mlx/commit/fd3377dd1"),
    "ScalarPrecision": note(
      "Precision",
      "Scalars formed in a narrower format than stated are off by far more than rounding.",
      "https://github.com/tenstorrent/tt-metal/issues/55935"),
    "EpsilonPlacement": note(
      "Dialect", "Epsilon inside or outside the root, or scaled by the bias correction.",
      "https://github.com/tensorflow/tensorflow/issues/9047",
      "https://github.com/pytorch/pytorch/issues/23796"),
    "ZeroGradient": note(
      "EdgeCase", "0/0 where the denominator has no floor, or decay that is skipped.",
      "https://github.com/google-deepmind/optax/issues/1754"),
    "SignChange": note(
      "Formula", "A magnitude, a square or a sign in the wrong place.",
      "https://github.com/tensorflow/swift-apis/commit/3084fa67"),
    "Forgetting": note(
      "Formula", "An average that forgets too fast, too slowly or not at all."),
    "Cancellation": note(
      "Stability", "A variance that rounds below zero and becomes NaN under the root."),
    "LearningRateSchedule": note(
      "Plumbing",
      "A learning rate frozen at construction, or applied on the wrong side of the buffer.",
      "https://github.com/deepspeedai/DeepSpeed/commit/7d4d742bf"),
    "WeightDecay": note(
      "Dialect", "Decay in the wrong place, of the wrong sign or scale, or dropped.",
      "https://github.com/apache/mxnet/commit/9ab7d32e93"),
    "ParameterGroups": note(
      "Plumbing", "One group's hyperparameters used for another.",
      "https://github.com/LiyuanLucasLiu/RAdam/issues/24"),
    "Momentum": note(
      "Formula", "A buffer that is not kept, kept twice, or updated after its use."),
    "Dampening": note(
      "Dialect", "Dampening applied to the first step, or never.",
      "https://github.com/ml-explore/mlx/commit/143e2690d"),
    "InitialState": note("Dialect", "State that starts elsewhere."),
    "Shapes": note(
      "Plumbing",
      "Elements beyond the first axis, in a scalar tail, or after an empty tensor.",
      "https://github.com/deepspeedai/DeepSpeed/commit/0cd64bd4c"),
    "StepClock": note(
      "Plumbing", "A step counter shared between tensors, or advanced once per tensor.",
      "https://github.com/DiffSharp/DiffSharp/issues/292"),
    "AbsentGradient": note(
      "Plumbing", "A tensor without a gradient that moves, decays or loses its clock.",
      "https://github.com/pytorch/pytorch/issues/53354"),
    "SaveRestore": note(
      "Plumbing", "State, or the step counter, lost or rounded when restored.",
      "https://github.com/pytorch/pytorch/pull/75214"),
    "Fork": note(
      "Plumbing", "Saved state that shares memory with the optimizer that goes on."),
    "ChangingHyperparameters": note(
      "Plumbing", "A hyperparameter that is read once, when the optimizer is made."),
    "CallersGradient": note(
      "Plumbing", "A gradient that the optimizer has written into."),
    "SmallestClaim": note(
      "Formula", "A program that computes nothing, or hardly anything."),
    "StepCounter": note(
      "Precision", "A counter that saturates in a narrow format, or a power that drifts.",
      "https://github.com/pytorch/ao/pull/4915"),
    "SparseRows": note(
      "Plumbing",
      "Rows that are absent, repeated or out of order, or a clock that misses a step.",
      "https://github.com/pytorch/pytorch/issues/82486"),
    "MomentumSchedule": note(
      "Formula", "A momentum coefficient, or its product, of another step.",
      "https://github.com/pytorch/pytorch/pull/92699"),
    "Rectification": note(
      "Formula", "A step rectified too early, too late or by another factor.",
      "https://github.com/LiyuanLucasLiu/RAdam/issues/24"),
    "StochasticRounding": note(
      "Precision", "Random bits that repeat, or a store to nearest after all.",
      "https://github.com/karpathy/llm.c/commit/ff14b08"),
    "MixedPrecision": note(
      "Precision", "State rounded too often, too seldom, or truncated."),
    "Extremes": note(
      "EdgeCase", "Underflow or overflow of intermediate results.",
      "https://github.com/chainer/chainer/commit/0d65b03323"),
    "SpecialValues": note(
      "EdgeCase", "An infinity or a NaN that leaves its lane or vanishes."),
  ]

  private static func note(_ kind: String, _ effect: String, _ links: String...)
    -> VectorNote
  {
    VectorNote(kind: kind, effect: effect, links: links)
  }
}
