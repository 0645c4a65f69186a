extension FaultReports {
  /// Moments and other state (C), weight decay (D).
  static let statesAndDecay: [String: [String]] = [
    "C01": [
      "github.com/tensorflow/swift-apis/commit/3084fa67"
    ],
    "C02": [
      "github.com/deepspeedai/DeepSpeed/commit/7d4d742bf"
    ],
    "C03": [
      "github.com/pytorch/pytorch/issues/78807",
      "github.com/pytorch/pytorch/pull/4034",
      "github.com/chainer/chainer/commit/5a117bfde2",
    ],
    "C05": [
      "github.com/FluxML/Flux.jl/pull/119"
    ],
    "C06": [
      "github.com/ml-explore/mlx/commit/601c6d6aa"
    ],
    "C09": [
      "github.com/NVIDIA/warp/issues/1593"
    ],
    "C10": [
      "github.com/NVIDIA/recsys-examples/issues/419"
    ],
    "C11": [
      "github.com/UselessToys/Ecosystem_WebUI/pull/383"
    ],
    "C13": [
      "github.com/tensorflow/swift-apis/commit/3ebd1765"
    ],
    "C14": [
      "github.com/PennyLaneAI/pennylane/pull/1929"
    ],
    "C15": [
      "github.com/cbovar/ConvNetSharp/issues/29"
    ],
    "C17": [
      "github.com/yacineMahdid/artificial-intelligence-and-machine-learning/issues/43"
    ],
    "C18": [
      "github.com/lyst/lightfm/pull/32"
    ],
    "C19": [
      "github.com/ooples/AiDotNet/pull/739"
    ],
    "C22": [
      "github.com/FluxML/Optimisers.jl/commit/f77c807"
    ],
    "D03": [
      "github.com/apache/mxnet/commit/93146890e7"
    ],
    "D04": [
      "github.com/apache/mxnet/commit/85fe0b439a"
    ],
    "D05": [
      "github.com/flagos-ai/FlagGems/pull/4989",
      "github.com/Oneflow-Inc/oneflow/commit/1d5f743d67",
      "github.com/Oneflow-Inc/oneflow/commit/bf618bacb2",
    ],
    "D07": [
      "github.com/chainer/chainer/commit/2407d34d25",
      "github.com/apache/mxnet/commit/9ab7d32e93",
      "github.com/FluxML/Flux.jl/commit/e1a4bbc8b",
      "github.com/flashlight/flashlight/issues/143",
      "github.com/deeplearning4j/deeplearning4j/issues/7079",
      "github.com/modern-fortran/neural-fortran/issues/152",
    ],
    "D08": [
      "github.com/NVIDIA/apex/issues/1849",
      "github.com/google-deepmind/optax/issues/292",
      "github.com/FluxML/Flux.jl/commit/a92606b8f",
    ],
    "D11": [
      "github.com/egg-west/AdamW-pytorch/issues/1"
    ],
    "D12": [
      "github.com/ml-explore/mlx/commit/143e2690d",
      "github.com/kozistr/pytorch_optimizer/issues/517",
    ],
    "D13": [
      "github.com/chainer/chainer/issues/7335"
    ],
    "D15": [
      "github.com/pytorch/FBGEMM/pull/5908"
    ],
    "D17": [
      "github.com/FluxML/Optimisers.jl/commit/669798c"
    ],
    "D19": [
      "github.com/OverLordGoldDragon/keras-adamw/issues/39"
    ],
    "D20": [
      "github.com/PaddlePaddle/Paddle/issues/5899",
      "github.com/nntrainer/nntrainer/pull/1844",
    ],
    "D21": [
      "github.com/flagos-ai/FlagGems/pull/4989",
      "github.com/dotnet/TorchSharp/commit/3760ba3e",
    ],
  ]
}
