extension FrameworkProfile {
  static let cntk = FrameworkProfile(
    "cntk", title: "CNTK", version: "excerpts",
    rules: [
      FrameworkRule(
        "cntk.learners.adam", when: "unit_gain=True", .adamRaw, .outside,
        [.epsilon: 1e-8], source: "Source/Math/CPUMatrix",
        note: "The correction reaches the elements as one factor, adaMul.")
    ])
}
