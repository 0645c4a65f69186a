extension FrameworkProfile {
  static let tensorFlowAddons = FrameworkProfile(
    "tensorflow-addons", title: "TensorFlow Addons", version: "commit d208d752",
    rules: [
      FrameworkRule(
        "tfa.optimizers.LazyAdam", when: "sparse gradient",
        .adamRaw.with(AbsentRows.skip).with(StepClock.global), .outside,
        source: "tensorflow_addons/optimizers/lazy_adam.py"),
      FrameworkRule(
        "tfa.optimizers.AdamW",
        .adamw.with(EpsilonFrame.raw).with(DecayScale.one).with(StepClock.global),
        .outside, source: "tensorflow_addons/optimizers/weight_decay_optimizers.py",
        note: """
          The decay does not depend on the learning rate; it may have a schedule of \
          its own.
          """),
      FrameworkRule(
        "tfa.optimizers.RectifiedAdam",
        .radam.with(EpsilonFrame.corrected).with(DecayForm.same).with(StepClock.global),
        .outside, source: "tensorflow_addons/optimizers/rectified_adam.py"),
    ])
}
