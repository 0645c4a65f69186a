extension FrameworkProfile {
  static let ggml = FrameworkProfile(
    "ggml", title: "ggml", version: "commit d99724f",
    rules: [
      FrameworkRule(
        "ggml_opt_step_adamw", .adamw, .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        examples: [.weightDecay: 1e-2], source: "src/ggml-cpu/ops.cpp, src/ggml-opt.cpp",
        note: "The weight decay is 0 by default.")
    ])
}
