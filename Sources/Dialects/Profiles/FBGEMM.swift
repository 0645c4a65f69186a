extension FrameworkProfile {
  static let fbgemm = FrameworkProfile(
    "fbgemm", title: "FBGEMM embedding optimizers", version: "commit 71d6f8b",
    note: "Rows that a gradient does not list are left alone.",
    rules: [
      FrameworkRule(
        "adagrad", .adagrad.with(AbsentRows.skip), .outside,
        source: "fbgemm_gpu/codegen/genscript/optimizers.py"),
      FrameworkRule(
        "adam", .adam.with(AbsentRows.skip).with(DecayForm.same), .outside,
        examples: [.weightDecay: 1e-2],
        source: "fbgemm_gpu/codegen/genscript/optimizers.py"),
      FrameworkRule(
        "adam", when: "a counter for each row",
        .adam.with(AbsentRows.skip).with(DecayForm.same).with(StepClock.row), .outside,
        examples: [.weightDecay: 1e-2],
        source: "fbgemm_gpu/codegen/genscript/optimizers.py"),
    ])
}
