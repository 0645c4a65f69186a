extension FrameworkProfile {
  static let apex = FrameworkProfile(
    "apex", title: "NVIDIA Apex", version: "commit 6424da3",
    rules: [
      FrameworkRule(
        "apex.optimizers.FusedSGD", .sgd, examples: [.momentum: 0.9],
        source: "csrc/multi_tensor_sgd_kernel.cu, SGDFunctor"),
      FrameworkRule(
        "apex.optimizers.FusedSGD", when: "nesterov=True", .sgd.with(Nesterov.standard),
        examples: [.momentum: 0.9],
        source: "csrc/multi_tensor_sgd_kernel.cu, SGDFunctor"),
      FrameworkRule(
        "apex.optimizers.FusedSGD", when: "wd_after_momentum=True",
        .sgd.with(DecayForm.same), examples: [.momentum: 0.9, .weightDecay: 1e-2],
        source: "csrc/multi_tensor_sgd_kernel.cu, SGDFunctor"),
      FrameworkRule(
        "apex.optimizers.FusedAdagrad", .adagrad, .outside, [.epsilon: 1e-10],
        source: "csrc/multi_tensor_adagrad.cu"),
      FrameworkRule(
        "apex.optimizers.FusedAdagrad", when: "adagrad_w_mode=True",
        .adagrad.with(DecayForm.same), .outside, [.epsilon: 1e-10],
        examples: [.weightDecay: 1e-2], source: "csrc/multi_tensor_adagrad.cu"),
      FrameworkRule(
        "apex.optimizers.FusedAdam", when: "adam_w_mode=False", .adam, .outside,
        source: "csrc/multi_tensor_adam.cu"),
      FrameworkRule(
        "apex.optimizers.FusedAdam", when: "adam_w_mode=False, bias_correction=False",
        .adam.uncorrected, .outside, source: "csrc/multi_tensor_adam.cu"),
      FrameworkRule(
        "apex.optimizers.FusedAdam", when: "adam_w_mode=True",
        .adamw.with(DecayForm.same), .outside, source: "csrc/multi_tensor_adam.cu"),
    ])
}
