/// AdaBelief (Zhuang et al. 2020): Adam divided by how far gradients are from their
/// average.
extension OptimizerDefinition {
  static let adabelief = OptimizerDefinition(
    title: "AdaBelief", section: "5.1",
    axes: [
      EpsilonPlace.both.entry, EpsilonFrame.corrected.entry,
      FirstMomentCorrection.on.entry, SecondMomentCorrection.on.entry,
    ] + OptimizerDefinition.commonAxes(.l2),
    hyperparameters: OptimizerDefinition.momentHyperparameters,
    // The authors' package gives the same ε to both places.
    defaults: [
      .learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-16,
      .epsilonRoot: 1e-16,
    ],
    slots: [.firstMoment, .secondMoment],
    published: {
      let standard = Dialect.standard(.adabelief)
      return [
        .main(standard),
        .variant(standard.with(DecayForm.before)),
        .variant(standard.with(DecayForm.before).with(DecayScale.one)),
      ]
    },
    keepsEpsilonRoot: true,
    profiled: {
      let standard = Dialect.standard(.adabelief)
      let moments: [Hyperparameter: Double] = [
        .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-16, .epsilonRoot: 1e-16,
      ]
      let rated = moments.merging([.learningRate: 1e-3]) { $1 }
      return [
        "optax": [
          FrameworkRule(
            "optax.adabelief", standard, .both, moments,
            source: "optax/_src/transform.py, scale_by_belief",
            note: "It has no weight decay of its own. eps_root is added to nu.")
        ],
        "pytorch-optimizer": [
          FrameworkRule(
            "pytorch_optimizer.AdaBelief", standard.with(DecayForm.before), .both, rated,
            source: "pytorch_optimizer/optimizer/adabelief.py, step",
            note: "One argument eps is added in both places."),
          FrameworkRule(
            "pytorch_optimizer.AdaBelief", when: "weight_decouple=False",
            standard, .both, rated, examples: [.weightDecay: 0.01],
            source: "pytorch_optimizer/optimizer/adabelief.py, step"),
          FrameworkRule(
            "pytorch_optimizer.AdaBelief", when: "fixed_decay=True",
            standard.with(DecayForm.before).with(DecayScale.one), .both, rated,
            examples: [.weightDecay: 0.01],
            source: "pytorch_optimizer/optimizer/adabelief.py, step"),
        ],
      ]
    })
}
