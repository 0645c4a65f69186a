extension FrameworkProfile {
  static let optax = FrameworkProfile(
    "optax", title: "Optax", version: "0.2.8",
    rules: [
      FrameworkRule(
        "optax.sgd", .sgd.with(FirstMomentum.zero), examples: [.momentum: 0.9],
        source: "optax/_src/transform.py, trace"),
      FrameworkRule(
        "optax.sgd", when: "nesterov=True",
        .sgd.with(FirstMomentum.zero).with(Nesterov.standard), examples: [.momentum: 0.9],
        source: "optax/_src/transform.py, trace"),
      FrameworkRule(
        "optax.adagrad", .adagrad, .inside,
        [.initialSecondMoment: 0.1, .epsilonRoot: 1e-7],
        source: "optax/_src/transform.py, scale_by_rss",
        note: "Where v = 0 the update is forced to 0."),
      FrameworkRule(
        "optax.adadelta", .adadelta, .inside, [.decay: 0.9, .epsilonRoot: 1e-6],
        source: "optax/_src/alias.py, adadelta: add_decayed_weights comes first",
        note: "The learning rate is optional."),
      FrameworkRule(
        "optax.rmsprop", .rmspropInside, .inside, [.decay: 0.9, .epsilonRoot: 1e-8],
        source: "optax/_src/transform.py, scale_by_rms",
        note: "initial_scale is the initial second moment."),
      FrameworkRule(
        "optax.rmsprop", when: "momentum > 0", .rmspropInside, .inside,
        [.decay: 0.9, .epsilonRoot: 1e-8], examples: [.momentum: 0.9],
        source: "optax/_src/alias.py, rmsprop",
        note: "Steps are scaled by the learning rate before they enter the buffer."),
      FrameworkRule(
        "optax.rmsprop", when: "momentum > 0, nesterov=True",
        .rmspropInside.with(Nesterov.standard), .inside,
        [.decay: 0.9, .epsilonRoot: 1e-8], examples: [.momentum: 0.9],
        source: "optax/_src/alias.py, rmsprop"),
      FrameworkRule(
        "optax.rmsprop", when: "eps_in_sqrt=False", .rmspropInside, .outside,
        [.decay: 0.9, .epsilon: 1e-8], source: "optax/_src/transform.py, scale_by_rms"),
      FrameworkRule(
        "optax.rmsprop", when: "centered=True", .rmspropInside.with(Centered.on), .inside,
        [.decay: 0.9, .epsilonRoot: 1e-8],
        source: "optax/_src/transform.py, scale_by_stddev"),
      FrameworkRule(
        "optax.rmsprop", when: "bias_correction=True",
        .rmspropInside.with(SecondMomentCorrection.on), .inside,
        [.decay: 0.9, .epsilonRoot: 1e-8],
        source: "optax/_src/transform.py, scale_by_rms"),
      FrameworkRule(
        "optax.rmsprop", when: "bias_correction=True, eps_in_sqrt=False",
        .rmspropInside.with(SecondMomentCorrection.on), .outside,
        [.decay: 0.9, .epsilon: 1e-8],
        source: "optax/_src/transform.py, scale_by_rms"),
      FrameworkRule(
        "optax.rmsprop", when: "bias_correction=True, centered=True",
        .rmspropInside.with(SecondMomentCorrection.on).with(Centered.on), .inside,
        [.decay: 0.9, .epsilonRoot: 1e-8],
        source: "optax/_src/transform.py, scale_by_stddev"),
      FrameworkRule(
        "optax.adam", .adam, .outside, .moments(epsilon: 1e-8),
        source: "optax/_src/transform.py, scale_by_adam"),
      FrameworkRule(
        "optax.adam", when: "eps_root > 0", .adam, .both, .moments(epsilon: 1e-8),
        examples: [.epsilonRoot: 1e-8],
        source: "optax/_src/transform.py, scale_by_adam"),
      FrameworkRule(
        "optax.adamw", .adamw.with(DecayForm.same), .outside,
        .moments(epsilon: 1e-8, [.weightDecay: 1e-4]),
        source: "optax/_src/alias.py, adamw"),
      FrameworkRule(
        "optax.amsgrad", .amsgrad.with(MaximumFrame.corrected), .outside,
        .moments(epsilon: 1e-8), source: "optax/_src/transform.py, scale_by_amsgrad",
        note: "The maximum is that of the corrected moment: early spikes stay for ever."),
      FrameworkRule(
        "optax.amsgrad", when: "bias_correction_mu=False, bias_correction_nu=False",
        .amsgrad.with(MaximumFrame.corrected).uncorrected, .outside,
        .moments(epsilon: 1e-8), source: "optax/_src/transform.py, scale_by_amsgrad",
        note: "Each of the two may be dropped by itself."),
      FrameworkRule(
        "optax.adam", when: "nesterov=True",
        .nadam.with(MomentumSchedule.constant), .outside, .moments(epsilon: 1e-8),
        source: "optax/_src/transform.py, scale_by_adam"),
      FrameworkRule(
        "optax.adamw", when: "nesterov=True",
        .nadam.with(MomentumSchedule.constant).with(DecayForm.same), .outside,
        .moments(epsilon: 1e-8, [.weightDecay: 1e-4]),
        source: "optax/_src/alias.py, adamw"),
      FrameworkRule(
        "optax.adamax", .adamax, .outside, .moments(epsilon: 1e-8),
        source: "optax/_src/transform.py, scale_by_adamax"),
      FrameworkRule(
        "optax.adamaxw", .adamax.with(DecayForm.same), .outside,
        .moments(epsilon: 1e-8, [.weightDecay: 1e-4]),
        source: "optax/_src/alias.py, adamaxw"),
      FrameworkRule(
        "optax.radam", .radam.with(EpsilonFrame.corrected), .outside,
        .moments(epsilon: 1e-8), source: "optax/_src/transform.py, scale_by_radam"),
    ])
}
