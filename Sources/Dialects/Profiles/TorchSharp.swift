extension FrameworkProfile {
  static let torchSharp = FrameworkProfile(
    "torchsharp", title: "TorchSharp", version: "commit c20b6a1",
    rules: [
      FrameworkRule(
        "torch.optim.SGD", .sgd, examples: [.momentum: 0.9],
        source: "src/TorchSharp/Optimizers/SGD.cs"),
      FrameworkRule(
        "torch.optim.SGD", when: "maximize: true",
        .sgd.with(Maximize.decayedGradient), .none, examples: [.momentum: 0.9],
        source: "src/TorchSharp/Optimizers/SGD.cs",
        note: "The sign is applied last: weight decay grows θ, unlike in PyTorch."),
      FrameworkRule(
        "torch.optim.Adagrad", .adagrad, .outside,
        source: "src/TorchSharp/Optimizers/Adagrad.cs"),
      FrameworkRule(
        "torch.optim.RMSProp", .rmsprop, .outside,
        source: "src/TorchSharp/Optimizers/RMSprop.cs"),
      FrameworkRule(
        "torch.optim.Adam", .adam, .outside,
        source: "src/TorchSharp/Optimizers/Adam.cs"),
      FrameworkRule(
        "torch.optim.AdamW", .adamw, .outside,
        source: "src/TorchSharp/Optimizers/AdamW.cs"),
      FrameworkRule(
        "torch.optim.Adam", when: "amsgrad: true", .amsgrad, .outside,
        source: "src/TorchSharp/Optimizers/Adam.cs"),
      FrameworkRule(
        "torch.optim.NAdam", .nadam, .outside, [.momentumDecay: 4e-3],
        source: "src/TorchSharp/Optimizers/NAdam.cs"),
      FrameworkRule(
        "torch.optim.Adamax", .adamax, .outside,
        source: "src/TorchSharp/Optimizers/Adamax.cs"),
      FrameworkRule(
        "torch.optim.RAdam", .radam.with(RectifiedRate.twice), .outside,
        [.learningRate: 2e-3], source: "src/TorchSharp/Optimizers/RAdam.cs:176,182",
        note: "A rectified step is multiplied by the learning rate twice."),
    ])
}
