extension FrameworkProfile {
  static let onnx = FrameworkProfile(
    "onnx", title: "ONNX training operators", version: "1.23.2",
    note: "The learning rate and the update count T are inputs. Attributes are binary32.",
    rules: [
      FrameworkRule(
        "ai.onnx.preview.training.Momentum", when: "mode standard, V = 0 at T = 0", .sgd,
        examples: [.momentum: 0.9],
        source: "onnx/reference/ops/aionnx_preview_training/op_momentum.py"),
      FrameworkRule(
        "ai.onnx.preview.training.Momentum", when: "mode nesterov, V = 0 at T = 0",
        .sgd.with(Nesterov.standard), examples: [.momentum: 0.9],
        source: "onnx/reference/ops/aionnx_preview_training/op_momentum.py"),
      FrameworkRule(
        "ai.onnx.preview.training.Adagrad", .adagrad, .outside, [.epsilon: 1e-6],
        source: "onnx/reference/ops/aionnx_preview_training/op_adagrad.py",
        note: "decay_factor counts T, which starts at 0."),
      FrameworkRule(
        "ai.onnx.preview.training.Adam", when: "T > 0", .adamRaw, .outside,
        .moments(epsilon: 1e-6),
        source: "onnx/reference/ops/aionnx_preview_training/op_adam.py",
        note: "norm_coefficient is λ."),
      FrameworkRule(
        "ai.onnx.preview.training.Adam", when: "T = 0", .adamRaw.uncorrected, .outside,
        .moments(epsilon: 1e-6),
        source: "onnx/reference/ops/aionnx_preview_training/op_adam.py"),
      FrameworkRule(
        "ai.onnx.preview.training.Adam", when: "T > 0, norm_coefficient_post > 0",
        .adamw.with(EpsilonFrame.raw).with(DecayForm.after).with(DecayScale.one),
        .outside, .moments(epsilon: 1e-6), examples: [.weightDecay: 1e-2],
        source: "onnx/reference/ops/aionnx_preview_training/op_adam.py",
        note: "It may be combined with norm_coefficient, which no dialect says."),
    ])
}
