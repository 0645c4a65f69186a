extension FaultReports {
  /// Epsilon, bias correction and step counting.
  static let formulas: [String: [String]] = [
    "epsilon-scaled-by-the-correction": [
      "github.com/tensorflow/tensorflow/issues/9047",
      "github.com/pytorch/pytorch/pull/22628",
      "github.com/aiqm/torchani/pull/261",
      "github.com/huggingface/transformers/issues/35504",
      "github.com/geoopt/geoopt/issues/164",
      "github.com/mlpack/mlpack/pull/887",
    ],
    "adamax-without-a-floor": [
      "github.com/apache/mxnet/commit/e4c93e3e3a",
      "github.com/mlpack/mlpack/pull/887",
      "github.com/torch/optim/pull/76",
    ],
    "adadelta-numerator-without-epsilon": [
      "github.com/FluxML/Flux.jl/commit/22812e957"
    ],
    "epsilon-outside-the-quotient": [
      "github.com/apache/mxnet/commit/9ab7d32e93"
    ],
    "epsilon-in-two-places": [
      "github.com/kozistr/pytorch_optimizer/commit/74db1eb8"
    ],
    "adagrad-without-epsilon": [
      "github.com/benfred/implicit/pull/383",
      "github.com/davharris/mistnet/issues/94",
    ],
    "epsilon-on-the-other-side-of-the-root": [
      "github.com/tensorflow/tensorflow/issues/58412",
      "github.com/pytorch/pytorch/issues/23796",
      "github.com/apache/mxnet/pull/6235",
    ],
    "bias-correction-missing": [
      "github.com/ml-explore/mlx/commit/fd3377dd1",
      "github.com/google-research/bert/issues/153",
    ],
    "bias-correction-without-the-power": [
      "github.com/eriklindernoren/ML-From-Scratch/issues/35",
      "github.com/PennyLaneAI/pennylane/pull/1929",
    ],
    "power-advanced-before-its-use": [
      "github.com/tiny-dnn/tiny-dnn/pull/824"
    ],
    "power-of-a-power": [
      "github.com/tensorflow/swift-apis/commit/288fdf4d"
    ],
    "clock-advanced-by-each-tensor": [
      "github.com/DiffSharp/DiffSharp/issues/292",
      "github.com/flashlight/flashlight/issues/143",
      "github.com/tensorflow/swift-apis/commit/3084fa67",
    ],
    "clock-never-advanced": [
      "github.com/allenai/OLMo-core/pull/317"
    ],
    "powers-shared-by-all-tensors": [
      "github.com/PaddlePaddle/Paddle/issues/12068"
    ],
    "power-advanced-by-each-thread": [
      "github.com/PaddlePaddle/Paddle/pull/48297",
      "github.com/PaddlePaddle/Paddle/pull/38518",
      "github.com/PaddlePaddle/Paddle/pull/62251",
    ],
    "adamax-with-the-second-correction": [
      "github.com/tensorflow/swift-apis/commit/4afb6e7b"
    ],
    "clock-in-a-narrow-format": [
      "github.com/pytorch/ao/pull/4915"
    ],
    "clock-cast-when-restored": [
      "github.com/pytorch/pytorch/pull/75214",
      "github.com/pytorch/pytorch/issues/75224",
      "github.com/pytorch/pytorch/pull/102619",
      "github.com/pytorch/torchtitan/pull/4615",
    ],
    "powers-computed-in-two-ways": [
      "github.com/deepspeedai/DeepSpeed/commit/44c51e342"
    ],
    "undo-uses-the-step-before": [
      "github.com/deepspeedai/DeepSpeed/commit/729df6cab"
    ],
    "clock-advanced-by-each-call": [
      "github.com/deepspeedai/DeepSpeed/commit/de8871850"
    ],
    "clock-counts-micro-steps": [
      "github.com/keras-team/keras/commit/0ed820f564"
    ],
  ]
}
