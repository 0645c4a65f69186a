extension FaultReports {
  /// Epsilon (A), bias correction and step counting (B).
  static let formulas: [String: [String]] = [
    "A02": [
      "github.com/tensorflow/tensorflow/issues/9047",
      "github.com/pytorch/pytorch/pull/22628",
      "github.com/aiqm/torchani/pull/261",
      "github.com/huggingface/transformers/issues/35504",
      "github.com/geoopt/geoopt/issues/164",
      "github.com/mlpack/mlpack/pull/887",
    ],
    "A04": [
      "github.com/apache/mxnet/commit/e4c93e3e3a",
      "github.com/mlpack/mlpack/pull/887",
      "github.com/torch/optim/pull/76",
    ],
    "A05": [
      "github.com/FluxML/Flux.jl/commit/22812e957"
    ],
    "A06": [
      "github.com/apache/mxnet/commit/9ab7d32e93"
    ],
    "A09": [
      "github.com/kozistr/pytorch_optimizer/commit/74db1eb8"
    ],
    "A11": [
      "github.com/benfred/implicit/pull/383",
      "github.com/davharris/mistnet/issues/94",
    ],
    "A13": [
      "github.com/tensorflow/tensorflow/issues/58412",
      "github.com/pytorch/pytorch/issues/23796",
      "github.com/apache/mxnet/pull/6235",
    ],
    "B01": [
      "github.com/ml-explore/mlx/commit/fd3377dd1",
      "github.com/google-research/bert/issues/153",
    ],
    "B03": [
      "github.com/eriklindernoren/ML-From-Scratch/issues/35",
      "github.com/PennyLaneAI/pennylane/pull/1929",
    ],
    "B04": [
      "github.com/tiny-dnn/tiny-dnn/pull/824"
    ],
    "B05": [
      "github.com/tensorflow/swift-apis/commit/288fdf4d"
    ],
    "B07": [
      "github.com/DiffSharp/DiffSharp/issues/292",
      "github.com/flashlight/flashlight/issues/143",
      "github.com/tensorflow/swift-apis/commit/3084fa67",
    ],
    "B09": [
      "github.com/allenai/OLMo-core/pull/317"
    ],
    "B10": [
      "github.com/PaddlePaddle/Paddle/issues/12068"
    ],
    "B11": [
      "github.com/PaddlePaddle/Paddle/pull/48297",
      "github.com/PaddlePaddle/Paddle/pull/38518",
      "github.com/PaddlePaddle/Paddle/pull/62251",
    ],
    "B14": [
      "github.com/tensorflow/swift-apis/commit/4afb6e7b"
    ],
    "B16": [
      "github.com/pytorch/ao/pull/4915"
    ],
    "B17": [
      "github.com/pytorch/pytorch/pull/75214",
      "github.com/pytorch/pytorch/issues/75224",
      "github.com/pytorch/pytorch/pull/102619",
      "github.com/pytorch/torchtitan/pull/4615",
    ],
    "B20": [
      "github.com/deepspeedai/DeepSpeed/commit/44c51e342"
    ],
    "B21": [
      "github.com/deepspeedai/DeepSpeed/commit/729df6cab"
    ],
    "B22": [
      "github.com/deepspeedai/DeepSpeed/commit/de8871850"
    ],
    "B27": [
      "github.com/keras-team/keras/commit/0ed820f564"
    ],
  ]
}
