import Dialects

/// Profiles that differ in their gradients.
enum GradientProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "ordinary",
      "Gradients and parameters of ordinary size, zero parameters among them.",
      flags: ["Formula"], suitsTinyFormats: true, checkpoints: lasting([1, 2, 6])
    ) { context in
      let start = [0] + context.spread(3, from: 0x1p-4, to: 1)
      return context.scenario(
        initial: start,
        gradients: context.lasting(6).map { _ in
          context.spread(4, from: 0x1p-5, to: 1)
        })
    },
    InputProfile(
      "from-zero", "Parameters that start at 0 keep every bit of the update.",
      flags: ["Formula", "BiasCorrection", "ScalarPrecision"],
      coverage: .bothScalars.alsoInVariants(), applies: { _ in true },
      checkpoints: { _ in [1, 2, 3, 6] }
    ) { context in
      context.scenario(
        initial: [0, 0],
        gradients: (0..<6).map { _ in context.spread(2, from: 0x1p-3, to: 2) })
    },
    InputProfile(
      "epsilon-scale", "Gradients around epsilon show where and how it is added.",
      flags: ["EpsilonPlacement"],
      coverage: .bothScalars.alsoInVariants(inNarrowFormats: false),
      applies: { $0.epsilonPlace != .none },
      onlyIf: { $0.epsilonPlace != .none }, checkpoints: delayed([1, 2, 3, 8])
    ) { context in
      let scale = context.epsilonScale
      return context.scenario(
        initial: [0, 0, 0],
        gradients: context.lasting(8).map { step in
          context.spread(1, at: step, from: scale / 64, to: scale / 16)
            + context.spread(1, at: step, from: scale / 4, to: scale)
            + context.spread(1, at: step, from: scale * 2, to: scale * 16)
        }, context.epsilon(scale))
    },
    InputProfile(
      "zero-gradients",
      "Gradients that are 0 in the first step, in the first three, for ever, and -0.",
      flags: ["ZeroGradient"], suitsTinyFormats: true, applies: { _ in true },
      checkpoints: lasting([1, 2, 4, 5])
    ) { context in
      let other = context.spread(context.lasting(5).count, from: 0x1p-3, to: 1)
      return context.scenario(
        initial: [0.25, 0, -0.5, 0.75],
        gradients: context.lasting(5).map { step in
          [step < 1 ? 0 : other[step], step < 3 ? 0 : other[step], 0, -0.0]
        })
    },
    InputProfile(
      "sign-changing", "Gradients that change sign every step, not symmetrically.",
      flags: ["SignChange"], checkpoints: { _ in [1, 2, 3, 6] }
    ) { context in
      context.scenario(
        initial: [0, 1, -0.125],
        gradients: (0..<6).map { step in
          context.spread(3, from: 0x1p-3, to: 1).map {
            step % 2 == 0 ? $0.magnitude : -$0.magnitude / 3
          }
        })
    },
    InputProfile(
      "burst-then-quiet", "A burst of large gradients, then small ones: who forgets?",
      flags: ["Forgetting"], applies: { _ in true },
      checkpoints: delayed([1, 2, 3, 5, 8])
    ) { context in
      let burst = InputContext.delay(context.published)
      return context.scenario(
        initial: [0, 0.5],
        gradients: context.lasting(8).map { step in
          step <= burst
            ? context.spread(2, at: step, from: 4, to: 16)
            : context.spread(2, from: 0x1p-5, to: 0x1p-3)
        }, [.beta2: 0.5, .decay: 0.5])
    },
    InputProfile(
      "constant", "A constant gradient: the variance of centered rules cancels.",
      flags: ["Cancellation", "BiasCorrection"],
      applies: { $0.dialect[Centered.self] == .on },
      checkpoints: {
        $0.dialect[Centered.self] == .on ? [1, 2, 3, 6, 20, 60, 160] : [1, 2, 3, 12]
      }
    ) { context in
      let count = context.published.dialect[Centered.self] == .on ? 160 : 12
      return context.scenario(
        initial: [0, 1],
        gradients: Array(repeating: [0.1, 3.3], count: count))
    },
    InputProfile(
      "dyadic",
      "Hyperparameters and gradients that every format holds exactly.",
      flags: ["Formula", "EpsilonPlacement"], suitsTinyFormats: true,
      applies: { _ in true },
      checkpoints: lasting([1, 2, 3])
    ) { context in
      let dyadic: [Hyperparameter: Double] = [
        .learningRate: 0.125, .momentum: 0.5, .decay: 0.75, .beta1: 0.5, .beta2: 0.75,
        .weightDecay: 0.5,
      ]
      let given = context.hyperparameters().given
      var changes = dyadic.filter { given[$0.key] != nil }
      // Large enough to show in a format of 8 bits, and unequal inside and outside.
      changes.merge(context.epsilon(0.375)) { $1 }
      let gradients = [[0.5, -0.25, 1], [-1, 0.75, 0.125], [0.25, 1.5, -2]]
      return context.scenario(
        initial: [0, 0.5, -1.25],
        gradients: context.lasting(3).map { gradients[$0 % 3] }, changes)
    },
  ]
}
