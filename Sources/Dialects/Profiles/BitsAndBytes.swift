extension FrameworkProfile {
  static let bitsAndBytes = FrameworkProfile(
    "bitsandbytes", title: "bitsandbytes, 32-bit state", version: "commit 95f9af3",
    rules: [
      FrameworkRule(
        "bitsandbytes.optim.SGD32bit", .sgd, examples: [.momentum: 0.9],
        source: "csrc/kernels.cu, kOptimizer32bit1State",
        note: "The first step copies the gradient into the buffer."),
      FrameworkRule(
        "bitsandbytes.optim.Adagrad32bit", .adagrad, .outside,
        source: "csrc/kernels.cu, kOptimizer32bit1State"),
      FrameworkRule(
        "bitsandbytes.optim.RMSprop32bit", .rmsprop, .outside,
        source: "csrc/kernels.cu, kOptimizer32bit1State"),
      FrameworkRule(
        "bitsandbytes.optim.Adam32bit", .adam.with(DecayForm.after), .outside,
        source: "csrc/kernels.cu, kOptimizer32bit2State",
        note: "It shares AdamW's kernel, weight decay included."),
      FrameworkRule(
        "bitsandbytes.optim.AdamW32bit", .adamw.with(DecayForm.after), .outside,
        source: "csrc/kernels.cu, kOptimizer32bit2State"),
    ])
}
