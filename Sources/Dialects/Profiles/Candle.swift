extension FrameworkProfile {
  static let candle = FrameworkProfile(
    "candle", title: "Candle", version: "commit 2a13b0f",
    rules: [
      FrameworkRule(
        "candle_nn::AdamW", .adamw, .outside,
        .moments(rate: 1e-3, epsilon: 1e-8, [.weightDecay: 1e-2]),
        source: "candle-nn/src/optim.rs", note: "With weight decay 0 it is its Adam.")
    ])
}
