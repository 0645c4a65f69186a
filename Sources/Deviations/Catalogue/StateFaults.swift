import Dialects
import Oracle
import Rules

/// Faults of what moments and other state hold.
enum StateFaults {
  static let all = averages + squares + slots

  /// One fault for each kind of average.
  static func each(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ edit: @escaping @Sendable (ProgramRewriter, StateSlot) -> Void
  ) -> [Fault] {
    [
      ("first-moment", "the average of gradients", [StateSlot.firstMoment]),
      (
        "second-moment", "the average of squared gradients",
        [.secondMoment, .squareAverage]
      ),
      ("mean", "the mean of centered RMSprop", [.gradientAverage]),
      ("update-average", "the average of squared updates", [.updateAverage]),
    ].map { name, words, slots in
      .rule(
        "\(name)-\(id)", .state, "In \(words), \(summary)", evidence,
        where: { dialect in slots.contains { dialect.averages.contains($0) } }
      ) { rewriter, context in
        for slot in slots where context.dialect.keeps(slot) { edit(rewriter, slot) }
      }
    }
  }

  static let averages: [Fault] =
    each("weights-swapped", "the old value has the weight of the new.", .slip) {
      e, slot in
      e.replaceAverage(slot) { $0.weight * $0.old + $0.decay * $0.input }
    }
    + each(
      "undamped", "the new value has the weight 1 instead of 1 − β.",
      .likely("SGD's buffer is formed like that.")
    ) { e, slot in
      e.replaceAverage(slot) { $0.decay * $0.old + $0.input }
    }
    + each("undecayed", "the old value is kept whole.", .slip) { e, slot in
      e.replaceAverage(slot) { $0.old + $0.weight * $0.input }
    }
    + each(
      "forgotten", "the old value is read as 0.",
      .seen("state-read-under-another-key", "moments-zeroed-when-rebound")
    ) { e, slot in
      e.replaceAverage(slot) { $0.weight * $0.input }
    }
    + each(
      "never-written", "the new value is used and then lost.",
      .seen("state-never-written", "buffer-not-written-for-zero-decay")
    ) {
      e, slot in
      e.set(slot, e.old(slot))
    }
    + each(
      "of-the-gradient-alone", "the old value is multiplied by the input.",
      .seen("remainder-loop-multiplies-in-place")
    ) { e, slot in
      e.replaceAverage(slot) { $0.decay * $0.old * $0.input + $0.weight * $0.input }
    }
    + each(
      "updated-twice", "a step averages its gradient in twice.",
      .seen("tensor-listed-twice", "learning-rate-applied-twice")
    ) { e, slot in
      e.replaceAverage(slot) {
        $0.decay * ($0.decay * $0.old + $0.weight * $0.input) + $0.weight * $0.input
      }
    }

  static let used: [(name: String, slot: [StateSlot])] = [
    ("first-moment", [.firstMoment]), ("second-moment", [.secondMoment, .squareAverage]),
    ("mean", [.gradientAverage]), ("square-sum", [.squareSum]),
    ("infinity-norm", [.infinityNorm]), ("momentum-buffer", [.momentumBuffer]),
  ]

  static let slots: [Fault] =
    used.map { name, slots in
      .rule(
        "\(name)-used-before-it-advances", .state,
        "The step uses the state from before it where the new one is meant.",
        .seen("momentum-advanced-before-its-use"),
        where: { dialect in slots.contains { dialect.keeps($0) } }
      ) { edit, context in
        edit.keepState()
        for slot in slots { edit.replaceNew(slot) { _ in edit.old(slot) } }
      }
    } + [
      .rule(
        "adadelta-average-advances-first", .state,
        "E[Δ²] advances before Δ is formed from it.",
        .seen("update-average-advanced-too-early"),
        where: { $0.optimizer == .adadelta }
      ) { edit, context in
        edit.keepState()
        let new = edit.unchanged(edit.original.anatomy.newState[.updateAverage] ?? 0)
        edit.replace(.state(.updateAverage)) { _ in new }
      },
      .rule(
        "square-sum-overwritten", .state, "S ← g² instead of S + g².",
        .seen("accumulator-overwritten"),
        where: { $0.optimizer == .adagrad }
      ) { edit, _ in
        let g = edit.effectiveGradient
        edit.replaceNew(.squareSum) { _ in g * g }
      },
      .rule(
        "square-sum-never-written", .state, "The sum of squares is used and then lost.",
        .seen("state-never-written", "buffer-not-written-for-zero-decay"),
        where: { $0.optimizer == .adagrad }
      ) { edit, _ in edit.set(.squareSum, edit.old(.squareSum)) },
      .rule(
        "corrected-first-moment-kept", .state,
        "The corrected first moment is written back.",
        .likely("the correction is done in place."), where: \.correctsFirstMoment
      ) { edit, _ in
        edit.set(
          .firstMoment,
          edit.new(.firstMoment)
            / (1 - edit[.beta1].power(StepInteger(countsSteps: true, offset: 0))))
      },
      .rule(
        "corrected-second-moment-kept", .state,
        "The corrected second moment is written back.",
        .likely("the correction is done in place."), where: \.correctsSecondMoment
      ) { edit, context in
        guard let slot = context.dialect.squareAverage else { return }
        let β = edit[slot == .secondMoment ? .beta2 : .decay]
        edit.set(
          slot, edit.new(slot) / (1 - β.power(StepInteger(countsSteps: true, offset: 0))))
      },
      .rule(
        "centered-variance-kept", .state, "v ← v − m² stays in the state.",
        .seen("denominator-aliases-the-state"), where: \.isCentered
      ) { edit, _ in
        let m = edit.new(.gradientAverage)
        edit.set(.squareAverage, edit.new(.squareAverage) - m * m)
      },
      .plumbing(
        "initial-state-ignored", .state, "State starts at 0 whatever was asked for.",
        .likely("zeros_like is at hand."),
        where: { $0.has(.initialSecondMoment) }
      ) { $0.initialState = { _, _ in 0 } },
      .plumbing(
        "state-starts-at-one", .state, "Second moments start at 1.",
        .likely("TensorFlow 1 starts RMSprop's at 1."), where: \.hasRoot
      ) {
        $0.initialState = { slot, value in
          [.squareSum, .squareAverage, .secondMoment].contains(slot) ? 1 : value
        }
      },
    ]
}
