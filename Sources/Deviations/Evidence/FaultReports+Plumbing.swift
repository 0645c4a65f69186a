extension FaultReports {
  /// Indexing (H), hyperparameters (I), schedules (J).
  static let plumbing: [String: [String]] = [
    "H01": [
      "github.com/deepspeedai/DeepSpeed/commit/0cd64bd4c",
      "github.com/hpcaitech/ColossalAI/pull/633",
    ],
    "H02": [
      "github.com/deepspeedai/DeepSpeed/commit/ee1ffe2e8"
    ],
    "H03": [
      "github.com/deepspeedai/DeepSpeed/issues/1643"
    ],
    "H04": [
      "github.com/deepspeedai/DeepSpeed/commit/9b6ef9e1f",
      "github.com/NVIDIA/apex/commit/87c4debd",
      "github.com/NVIDIA/TransformerEngine/pull/3136",
      "github.com/PaddlePaddle/Paddle/pull/62461",
    ],
    "H06": [
      "github.com/NVIDIA/TransformerEngine/issues/3202"
    ],
    "H07": [
      "github.com/bitsandbytes-foundation/bitsandbytes/commit/a3f55cea",
      "github.com/bitsandbytes-foundation/bitsandbytes/issues/1185",
    ],
    "H08": [
      "github.com/pytorch/pytorch/issues/118115",
      "github.com/pytorch/pytorch/issues/118117",
    ],
    "H10": [
      "github.com/pytorch/pytorch/issues/82486"
    ],
    "H11": [
      "github.com/PaddlePaddle/Paddle/issues/53052",
      "github.com/Oneflow-Inc/oneflow/commit/8eb6b4f983",
    ],
    "H14": [
      "github.com/tinygrad/tinygrad/commit/52b7105f87"
    ],
    "H15": [
      "github.com/gorgonia/gorgonia/pull/414"
    ],
    "H17": [
      "github.com/pytorch/pytorch/issues/53354"
    ],
    "I01": [
      "github.com/deepspeedai/DeepSpeed/commit/7d4d742bf",
      "github.com/ooples/AiDotNet/pull/1469",
    ],
    "I02": [
      "github.com/deepspeedai/DeepSpeed/commit/6c58fb75f",
      "github.com/deepspeedai/DeepSpeed/commit/3fd762cf0",
      "github.com/rasbt/LLMs-from-scratch/issues/692",
      "github.com/yu-changqian/TorchSeg/issues/84",
    ],
    "I05": [
      "github.com/dotnet/TorchSharp/commit/178266be",
      "github.com/tinygrad/tinygrad/commit/305b9f2d21",
      "github.com/pluskid/Mocha.jl/issues/104",
    ],
    "I06": [
      "github.com/bitsandbytes-foundation/bitsandbytes/commit/2eb31083"
    ],
    "I07": [
      "github.com/bitsandbytes-foundation/bitsandbytes/commit/f2233a67",
      "github.com/bitsandbytes-foundation/bitsandbytes/pull/2088",
    ],
    "I08": [
      "github.com/bitsandbytes-foundation/bitsandbytes/commit/75ef76b0"
    ],
    "I09": [
      "github.com/google-deepmind/optax/commit/292dcbf7"
    ],
    "I10": [
      "github.com/bitsandbytes-foundation/bitsandbytes/commit/9b656f46",
      "github.com/google-deepmind/optax/commit/723e6bf6",
    ],
    "J01": [
      "github.com/pytorch/pytorch/issues/17913",
      "github.com/pytorch/pytorch/issues/20086",
    ],
    "J04": [
      "github.com/facebookresearch/fairseq/pull/2916"
    ],
    "J05": [
      "github.com/FluxML/Flux.jl/commit/e8433d0ab",
      "github.com/FluxML/Flux.jl/commit/31a50ab16",
    ],
    "J06": [
      "github.com/dotnet/TorchSharp/commit/3fc96277"
    ],
    "J07": [
      "github.com/dotnet/TorchSharp/commit/9a5ac0b1",
      "github.com/ThilinaRajapakse/simpletransformers/issues/997",
    ],
    "J12": [
      "github.com/pytorch/pytorch/issues/185872",
      "github.com/pytorch/pytorch/issues/72874",
    ],
    "J14": [
      "github.com/facebookresearch/fairchem/pull/1967",
      "github.com/facebookresearch/ParlAI/pull/4384",
    ],
    "J16": [
      "github.com/ildoonet/pytorch-gradual-warmup-lr/pull/11"
    ],
    "J18": [
      "github.com/huggingface/accelerate/issues/963"
    ],
    "J19": [
      "github.com/tracel-ai/burn/commit/5f9bcb7c5"
    ],
    "J20": [
      "github.com/google-deepmind/optax/commit/ca3fb6ae"
    ],
    "J21": [
      "github.com/dotnet/TorchSharp/commit/bb32e325"
    ],
    "J22": [
      "github.com/pytorch/pytorch/pull/68579"
    ],
  ]
}
