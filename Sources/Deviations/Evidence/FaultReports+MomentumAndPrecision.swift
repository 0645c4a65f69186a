extension FaultReports {
  /// Momentum (E), NAdam and RAdam (F), formats (G).
  static let momentumAndPrecision: [String: [String]] = [
    "E01": [
      "github.com/paiml/aprender/pull/2190",
      "github.com/pytorch/pytorch/issues/1099",
      "github.com/pytorch/pytorch/issues/32545",
      "github.com/Oneflow-Inc/oneflow/commit/1531b06175",
    ],
    "E03": [
      "github.com/google-deepmind/optax/commit/82326d6f",
      "github.com/google-research/google-research/issues/1711",
    ],
    "E04": [
      "github.com/oysteijo/simd_neuralnet/issues/17"
    ],
    "E05": [
      "github.com/ml-explore/mlx/commit/143e2690d",
      "github.com/pytorch/pytorch/pull/152833",
    ],
    "E06": [
      "github.com/open-lm-engine/accelerated-model-architectures/pull/436"
    ],
    "E10": [
      "github.com/NVIDIA-NeMo/Emerging-Optimizers/pull/261"
    ],
    "F01": [
      "github.com/pytorch/pytorch/pull/92699",
      "github.com/dotnet/TorchSharp/pull/1155",
    ],
    "F02": [
      "github.com/dotnet/TorchSharp/issues/1154"
    ],
    "F03": [
      "github.com/FluxML/Flux.jl/commit/67f18663d",
      "github.com/FluxML/Flux.jl/issues/789",
    ],
    "F05": [
      "github.com/keras-team/keras/issues/15710",
      "github.com/apache/mxnet/pull/6784",
    ],
    "F10": [
      "github.com/LiyuanLucasLiu/RAdam/issues/24",
      "github.com/lessw2020/Ranger-Deep-Learning-Optimizer/pull/9",
      "github.com/jettify/pytorch-optimizer/issues/96",
    ],
    "G01": [
      "github.com/google-deepmind/optax/issues/1754",
      "github.com/google-deepmind/optax/pull/1768",
      "github.com/google-deepmind/optax/issues/1789",
      "github.com/deeplearning4j/deeplearning4j/issues/9972",
      "github.com/chainer/chainer/commit/9e297ba909",
      "github.com/FluxML/Optimisers.jl/commit/4a78a55",
    ],
    "G02": [
      "github.com/chainer/chainer/commit/0d65b03323"
    ],
    "G03": [
      "github.com/warner-benjamin/optimi/pull/15",
      "github.com/keras-team/keras-hub/issues/2629",
    ],
    "G04": [
      "github.com/keras-team/keras/pull/21238",
      "github.com/FluxML/Optimisers.jl/issues/215",
    ],
    "G05": [
      "github.com/tenstorrent/tt-metal/issues/55935"
    ],
    "G07": [
      "github.com/workofart/ml-by-hand/pull/85",
      "github.com/pytorch/ao/pull/1124",
    ],
    "G08": [
      "github.com/ROCm/aiter/issues/5151",
      "github.com/mmastrac/diffgemma/pull/18",
    ],
    "G09": [
      "github.com/karpathy/llm.c/commit/ff14b08"
    ],
    "G10": [
      "github.com/Nerogar/OneTrainer/issues/994"
    ],
    "G11": [
      "github.com/NVIDIA/apex/pull/1731"
    ],
    "G12": [
      "github.com/karpathy/llm.c/commit/b75738c"
    ],
    "G14": [
      "github.com/tinygrad/tinygrad/commit/c91f2c4580"
    ],
    "G16": [
      "github.com/ml-explore/mlx/commit/0eb035b4b"
    ],
    "G19": [
      "github.com/pytorch/pytorch/pull/173901"
    ],
    "G20": [
      "github.com/deepspeedai/DeepSpeed/commit/d56e847ba"
    ],
  ]
}
