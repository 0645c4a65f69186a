extension FrameworkProfile {
  static let deepSpeed = FrameworkProfile(
    "deepspeed", title: "DeepSpeed", version: "commit edaa722",
    rules: [
      FrameworkRule(
        "DeepSpeedCPUAdagrad", .adagrad.with(DecayedNumerator.off), .outside,
        examples: [.weightDecay: 1e-2],
        source: "csrc/adagrad/cpu_adagrad.cpp:40-48, Adagrad_Optimizer::Step_1",
        note: "Only the sum of squares sees the decayed gradient."),
      FrameworkRule(
        "DeepSpeedCPUAdam", when: "adamw_mode=False", .adam, .outside,
        source: "csrc/adam/cpu_adam_impl.cpp"),
      FrameworkRule(
        "DeepSpeedCPUAdam", when: "adamw_mode=False, bias_correction=False",
        .adam.uncorrected, .outside, source: "csrc/adam/cpu_adam_impl.cpp"),
      FrameworkRule(
        "FusedAdam", when: "adam_w_mode=False", .adam, .outside,
        source: "csrc/adam/multi_tensor_adam.cu"),
      FrameworkRule(
        "DeepSpeedCPUAdam", when: "adamw_mode=True", .adamw, .outside,
        source: "csrc/adam/cpu_adam_impl.cpp"),
      FrameworkRule(
        "FusedAdam", when: "adam_w_mode=True", .adamw.with(DecayForm.same), .outside,
        source: "csrc/adam/multi_tensor_adam.cu"),
    ])
}
