extension FaultReports {
  /// Indexing, hyperparameters, schedules.
  static let plumbing: [String: [String]] = [
    "first-extent-only": [
      "github.com/deepspeedai/DeepSpeed/commit/0cd64bd4c",
      "github.com/hpcaitech/ColossalAI/pull/633",
    ],
    "tail-staged-wrongly": [
      "github.com/deepspeedai/DeepSpeed/commit/ee1ffe2e8"
    ],
    "double-buffer-exchanged": [
      "github.com/deepspeedai/DeepSpeed/issues/1643"
    ],
    "element-index-overflows": [
      "github.com/deepspeedai/DeepSpeed/commit/9b6ef9e1f",
      "github.com/NVIDIA/apex/commit/87c4debd",
      "github.com/NVIDIA/TransformerEngine/pull/3136",
      "github.com/PaddlePaddle/Paddle/pull/62461",
    ],
    "empty-tensor-in-the-last-slot": [
      "github.com/NVIDIA/TransformerEngine/issues/3202"
    ],
    "strides-ignored": [
      "github.com/bitsandbytes-foundation/bitsandbytes/commit/a3f55cea",
      "github.com/bitsandbytes-foundation/bitsandbytes/issues/1185",
    ],
    "strided-output-not-written": [
      "github.com/pytorch/pytorch/issues/118115",
      "github.com/pytorch/pytorch/issues/118117",
    ],
    "empty-sparse-gradient": [
      "github.com/pytorch/pytorch/issues/82486"
    ],
    "sparse-kernel-differs": [
      "github.com/PaddlePaddle/Paddle/issues/53052",
      "github.com/Oneflow-Inc/oneflow/commit/8eb6b4f983",
    ],
    "tensor-listed-twice": [
      "github.com/tinygrad/tinygrad/commit/52b7105f87"
    ],
    "product-ignores-its-target": [
      "github.com/gorgonia/gorgonia/pull/414"
    ],
    "decay-rates-bound-in-the-loop": [
      "github.com/pytorch/pytorch/issues/53354"
    ],
    "learning-rate-frozen-at-construction": [
      "github.com/deepspeedai/DeepSpeed/commit/7d4d742bf",
      "github.com/ooples/AiDotNet/pull/1469",
    ],
    "learning-rate-of-one-group-alone": [
      "github.com/deepspeedai/DeepSpeed/commit/6c58fb75f",
      "github.com/deepspeedai/DeepSpeed/commit/3fd762cf0",
      "github.com/rasbt/LLMs-from-scratch/issues/692",
      "github.com/yu-changqian/TorchSeg/issues/84",
    ],
    "default-of-another-framework": [
      "github.com/dotnet/TorchSharp/commit/178266be",
      "github.com/tinygrad/tinygrad/commit/305b9f2d21",
      "github.com/pluskid/Mocha.jl/issues/104",
    ],
    "literal-in-the-place-of-beta2": [
      "github.com/bitsandbytes-foundation/bitsandbytes/commit/2eb31083"
    ],
    "hyperparameter-accepted-and-ignored": [
      "github.com/bitsandbytes-foundation/bitsandbytes/commit/f2233a67",
      "github.com/bitsandbytes-foundation/bitsandbytes/pull/2088",
    ],
    "override-read-from-another-table": [
      "github.com/bitsandbytes-foundation/bitsandbytes/commit/75ef76b0"
    ],
    "arguments-in-another-order": [
      "github.com/google-deepmind/optax/commit/292dcbf7"
    ],
    "momentum-advanced-before-its-use": [
      "github.com/bitsandbytes-foundation/bitsandbytes/commit/9b656f46",
      "github.com/google-deepmind/optax/commit/723e6bf6",
    ],
    "cosine-recursion-divides-by-zero": [
      "github.com/pytorch/pytorch/issues/17913",
      "github.com/pytorch/pytorch/issues/20086",
    ],
    "cosine-ends-exchanged": [
      "github.com/facebookresearch/fairseq/pull/2916"
    ],
    "exponential-decay-of-a-fraction": [
      "github.com/FluxML/Flux.jl/commit/e8433d0ab",
      "github.com/FluxML/Flux.jl/commit/31a50ab16",
    ],
    "milestone-in-the-exponent": [
      "github.com/dotnet/TorchSharp/commit/3fc96277"
    ],
    "polynomial-in-integers": [
      "github.com/dotnet/TorchSharp/commit/9a5ac0b1",
      "github.com/ThilinaRajapakse/simpletransformers/issues/997",
    ],
    "schedules-in-sequence-overwrite": [
      "github.com/pytorch/pytorch/issues/185872",
      "github.com/pytorch/pytorch/issues/72874",
    ],
    "decay-runs-in-the-warm-up": [
      "github.com/facebookresearch/fairchem/pull/1967",
      "github.com/facebookresearch/ParlAI/pull/4384",
    ],
    "decay-skipped-after-the-warm-up": [
      "github.com/ildoonet/pytorch-gradual-warmup-lr/pull/11"
    ],
    "schedule-advanced-by-micro-steps": [
      "github.com/huggingface/accelerate/issues/963"
    ],
    "schedule-restored-as-another": [
      "github.com/tracel-ai/burn/commit/5f9bcb7c5"
    ],
    "schedule-overflows": [
      "github.com/google-deepmind/optax/commit/ca3fb6ae"
    ],
    "schedule-never-applied": [
      "github.com/dotnet/TorchSharp/commit/bb32e325"
    ],
    "step-counted-from-another-number": [
      "github.com/pytorch/pytorch/pull/68579"
    ],
  ]
}
