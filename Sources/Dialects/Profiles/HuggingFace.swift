extension FrameworkProfile {
  static let huggingFace = FrameworkProfile(
    "huggingface", title: "Hugging Face Transformers' AdamW",
    version: "a copy of it; the original was not read",
    rules: [
      FrameworkRule(
        "transformers.AdamW", .adamw.with(EpsilonFrame.raw).with(DecayForm.after),
        .outside, source: "AdamW.step"),
      FrameworkRule(
        "transformers.AdamW", when: "correct_bias=False",
        .adamw.with(DecayForm.after).uncorrected, .outside, source: "AdamW.step"),
    ])
}
