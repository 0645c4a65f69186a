extension FrameworkProfile {
  static let radamAuthors = FrameworkProfile(
    "radam-authors", title: "The RAdam authors' code", version: "commit 5fad7b1",
    rules: [
      FrameworkRule(
        "AdamW", .adamw.with(EpsilonFrame.raw), .outside, source: "radam/radam.py"),
      FrameworkRule(
        "RAdam", when: "degenerated_to_sgd=False",
        .radam.with(BelowThreshold.skipAll).with(DecayForm.before), .outside,
        examples: [.weightDecay: 1e-2], source: "radam/radam.py",
        note: "A step that is not rectified does not decay the weights either."),
      FrameworkRule(
        "RAdam", when: "degenerated_to_sgd=True", .radam.with(DecayForm.before), .outside,
        examples: [.weightDecay: 1e-2], source: "radam/radam.py"),
    ])
}
