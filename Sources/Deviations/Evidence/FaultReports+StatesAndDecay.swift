extension FaultReports {
  /// Moments and other state, weight decay.
  static let statesAndDecay: [String: [String]] = [
    "second-moment-of-the-first": [
      "github.com/tensorflow/swift-apis/commit/3084fa67"
    ],
    "remainder-loop-multiplies-in-place": [
      "github.com/deepspeedai/DeepSpeed/commit/7d4d742bf"
    ],
    "state-never-written": [
      "github.com/pytorch/pytorch/issues/78807",
      "github.com/pytorch/pytorch/pull/4034",
      "github.com/chainer/chainer/commit/5a117bfde2",
    ],
    "root-too-many": [
      "github.com/FluxML/Flux.jl/pull/119"
    ],
    "state-read-under-another-key": [
      "github.com/ml-explore/mlx/commit/601c6d6aa"
    ],
    "moments-zeroed-when-rebound": [
      "github.com/NVIDIA/warp/issues/1593"
    ],
    "moment-decays-by-the-other-rate": [
      "github.com/NVIDIA/recsys-examples/issues/419"
    ],
    "denominator-aliases-the-state": [
      "github.com/UselessToys/Ecosystem_WebUI/pull/383"
    ],
    "accumulator-overwritten": [
      "github.com/tensorflow/swift-apis/commit/3ebd1765"
    ],
    "accumulator-of-the-first-tensor": [
      "github.com/PennyLaneAI/pennylane/pull/1929"
    ],
    "gradient-left-over": [
      "github.com/cbovar/ConvNetSharp/issues/29"
    ],
    "update-average-advanced-too-early": [
      "github.com/yacineMahdid/artificial-intelligence-and-machine-learning/issues/43"
    ],
    "accumulator-of-another-tensor": [
      "github.com/lyst/lightfm/pull/32"
    ],
    "learning-rate-ignored": [
      "github.com/ooples/AiDotNet/pull/739"
    ],
    "learning-rate-applied-twice": [
      "github.com/FluxML/Optimisers.jl/commit/f77c807"
    ],
    "decay-counted-twice": [
      "github.com/apache/mxnet/commit/93146890e7"
    ],
    "decay-missing-in-the-look-ahead": [
      "github.com/apache/mxnet/commit/85fe0b439a"
    ],
    "decay-decoupled-under-the-name-of-adam": [
      "github.com/flagos-ai/FlagGems/pull/4989",
      "github.com/Oneflow-Inc/oneflow/commit/1d5f743d67",
      "github.com/Oneflow-Inc/oneflow/commit/bf618bacb2",
    ],
    "decay-without-the-learning-rate": [
      "github.com/chainer/chainer/commit/2407d34d25",
      "github.com/apache/mxnet/commit/9ab7d32e93",
      "github.com/FluxML/Flux.jl/commit/e1a4bbc8b",
      "github.com/flashlight/flashlight/issues/143",
      "github.com/deeplearning4j/deeplearning4j/issues/7079",
      "github.com/modern-fortran/neural-fortran/issues/152",
    ],
    "decay-by-another-learning-rate": [
      "github.com/NVIDIA/apex/issues/1849",
      "github.com/google-deepmind/optax/issues/292",
      "github.com/FluxML/Flux.jl/commit/a92606b8f",
    ],
    "decay-of-the-wrong-sign": [
      "github.com/egg-west/AdamW-pytorch/issues/1"
    ],
    "decay-skipped-without-momentum": [
      "github.com/ml-explore/mlx/commit/143e2690d",
      "github.com/kozistr/pytorch_optimizer/issues/517",
    ],
    "decay-divided-by-the-loss-scale": [
      "github.com/chainer/chainer/issues/7335"
    ],
    "decay-in-the-moments-or-the-step-alone": [
      "github.com/pytorch/FBGEMM/pull/5908"
    ],
    "decay-and-epsilon-exchanged": [
      "github.com/FluxML/Optimisers.jl/commit/669798c"
    ],
    "decay-by-another-norm": [
      "github.com/OverLordGoldDragon/keras-adamw/issues/39"
    ],
    "decay-after-the-scaling": [
      "github.com/PaddlePaddle/Paddle/issues/5899",
      "github.com/nntrainer/nntrainer/pull/1844",
    ],
    "decay-dropped-or-from-another-slot": [
      "github.com/flagos-ai/FlagGems/pull/4989",
      "github.com/dotnet/TorchSharp/commit/3760ba3e",
    ],
  ]
}
