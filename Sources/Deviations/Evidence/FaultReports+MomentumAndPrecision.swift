extension FaultReports {
  /// Momentum, NAdam and RAdam, formats.
  static let momentumAndPrecision: [String: [String]] = [
    "learning-rate-inside-the-buffer": [
      "github.com/paiml/aprender/pull/2190",
      "github.com/pytorch/pytorch/issues/1099",
      "github.com/pytorch/pytorch/issues/32545",
      "github.com/Oneflow-Inc/oneflow/commit/1531b06175",
    ],
    "look-ahead-written-to-the-buffer": [
      "github.com/google-deepmind/optax/commit/82326d6f",
      "github.com/google-research/google-research/issues/1711",
    ],
    "look-ahead-applied-twice": [
      "github.com/oysteijo/simd_neuralnet/issues/17"
    ],
    "first-buffer-dampened": [
      "github.com/ml-explore/mlx/commit/143e2690d",
      "github.com/pytorch/pytorch/pull/152833",
    ],
    "dampening-never-applied": [
      "github.com/open-lm-engine/accelerated-model-architectures/pull/436"
    ],
    "buffer-not-written-for-zero-decay": [
      "github.com/NVIDIA-NeMo/Emerging-Optimizers/pull/261"
    ],
    "look-ahead-product-counts-twice": [
      "github.com/pytorch/pytorch/pull/92699",
      "github.com/dotnet/TorchSharp/pull/1155",
    ],
    "momentum-product-starts-at-zero": [
      "github.com/dotnet/TorchSharp/issues/1154"
    ],
    "powers-never-advanced": [
      "github.com/FluxML/Flux.jl/commit/67f18663d",
      "github.com/FluxML/Flux.jl/issues/789",
    ],
    "momentum-schedule-of-another-step": [
      "github.com/keras-team/keras/issues/15710",
      "github.com/apache/mxnet/pull/6784",
    ],
    "rectification-shared-by-groups": [
      "github.com/LiyuanLucasLiu/RAdam/issues/24",
      "github.com/lessw2020/Ranger-Deep-Learning-Optimizer/pull/9",
      "github.com/jettify/pytorch-optimizer/issues/96",
    ],
    "epsilon-vanishes-in-binary16": [
      "github.com/google-deepmind/optax/issues/1754",
      "github.com/google-deepmind/optax/pull/1768",
      "github.com/google-deepmind/optax/issues/1789",
      "github.com/deeplearning4j/deeplearning4j/issues/9972",
      "github.com/chainer/chainer/commit/9e297ba909",
      "github.com/FluxML/Optimisers.jl/commit/4a78a55",
    ],
    "square-overflows-in-binary16": [
      "github.com/chainer/chainer/commit/0d65b03323"
    ],
    "square-underflows-in-binary16": [
      "github.com/warner-benjamin/optimi/pull/15",
      "github.com/keras-team/keras-hub/issues/2629",
    ],
    "beta2-rounds-to-one": [
      "github.com/keras-team/keras/pull/21238",
      "github.com/FluxML/Optimisers.jl/issues/215",
    ],
    "hyperparameters-truncated": [
      "github.com/tenstorrent/tt-metal/issues/55935"
    ],
    "update-swallowed": [
      "github.com/workofart/ml-by-hand/pull/85",
      "github.com/pytorch/ao/pull/1124",
    ],
    "store-truncates": [
      "github.com/ROCm/aiter/issues/5151",
      "github.com/mmastrac/diffgemma/pull/18",
    ],
    "random-bits-repeat": [
      "github.com/karpathy/llm.c/commit/ff14b08"
    ],
    "stochastic-rounding-overwritten": [
      "github.com/Nerogar/OneTrainer/issues/994"
    ],
    "master-copy-ignored": [
      "github.com/NVIDIA/apex/pull/1731"
    ],
    "master-copy-stale-after-restoring": [
      "github.com/karpathy/llm.c/commit/b75738c"
    ],
    "buffer-in-half-precision": [
      "github.com/tinygrad/tinygrad/commit/c91f2c4580"
    ],
    "result-in-a-wider-format": [
      "github.com/ml-explore/mlx/commit/0eb035b4b"
    ],
    "complement-in-binary32": [
      "github.com/pytorch/pytorch/pull/173901"
    ],
    "step-skipped-by-the-loss-scaler": [
      "github.com/deepspeedai/DeepSpeed/commit/d56e847ba"
    ],
  ]
}
