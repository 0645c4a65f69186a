import Dialects
import Oracle
import Scenarios

/// Profiles about what a step does that comes after others.
enum LongMemoryProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "zero-steps",
      "Two steps whose gradients are all 0, after steps that were not: averages go on.",
      flags: ["ZeroGradient"], coverage: .everyMode, checkpoints: delayed([2, 4, 5])
    ) { context in
      let first = InputContext.delay(context.published)
      return context.scenario(
        initial: [0, 0.5],
        gradients: context.lasting(5).map { step in
          step == first + 2 || step == first + 3
            ? [0, 0] : context.spread(2, at: step, from: 0x1p-3, to: 1)
        })
    },
    InputProfile(
      "zero-steps-learning-rate-decay",
      "Steps whose gradients are all 0 count: the learning rate goes on decaying.",
      flags: ["ZeroGradient", "StepCounter"], coverage: .wideAlone,
      // Elsewhere weight decay shows whether the step was taken.
      applies: { $0.dialect[DecayedNumerator.self] == .off },
      onlyIf: { $0.dialect.optimizer == .adagrad }, checkpoints: { _ in [2, 4] }
    ) { context in
      context.scenario(
        initial: [0, 0.5],
        gradients: (0..<4).map { step in
          step == 1 || step == 2 ? [0, 0] : context.spread(2, from: 0x1p-3, to: 1)
        }, [.learningRateDecay: 0.75])
    },
    InputProfile(
      "sparse-rows-alone", "Rows that are listed in turn, and no option besides.",
      flags: ["SparseRows"], coverage: .everyMode, applies: hasRows, onlyIf: hasRows,
      checkpoints: { _ in [1, 2, 3] }
    ) { $0.rows([[1, 0], [2, 1], [0, 2]]) },
    InputProfile(
      "sparse-rows-of-zeros",
      "A row that is listed with zeros, after it had a gradient; it decays.",
      flags: ["SparseRows", "ZeroGradient", "WeightDecay"],
      coverage: .everyMode.alsoInVariants(),
      applies: hasRows, onlyIf: hasRows, checkpoints: { _ in [2, 4] }
    ) {
      // Some rules do nothing to such a row, unless it decays.
      $0.rows([[1, 0], [0, 1], [1], [0, 1]], zeroRow: 1, [.weightDecay: 1])
    },
    InputProfile(
      "sparse-rows-many", "A row that is listed five times in one step.",
      flags: ["SparseRows"], coverage: .wideBinary64AndBinary32, applies: hasRows,
      onlyIf: hasRows, checkpoints: { _ in [1, 2] }
    ) { $0.rows([[2, 2, 0, 2, 2, 2], [2, 1]]) },
    InputProfile(
      "sparse-rows-restored", "Rows with their own histories, saved and restored.",
      flags: ["SparseRows", "SaveRestore"], coverage: .wideBinary64AndBinary32,
      applies: hasRows, onlyIf: hasRows, checkpoints: { _ in [3, 4] }
    ) { $0.rows([[1, 0], [1], [2, 1], [0, 2]], restoredBefore: 2) },
    InputProfile(
      "slow-averages",
      "Averages with a long memory: 1 − β^t is small at first, and an error of β^t great "
        + "beside it.",
      flags: ["ScalarPrecision", "BiasCorrection"],
      coverage: .everyModeBinary64AndBinary32.alsoInVariants(),
      applies: { _ in true }, onlyIf: { $0.dialect.hasPowersOfRates },
      checkpoints: lasting([1, 4])
    ) { context in
      context.scenario(
        initial: [0, 0],
        gradients: context.lasting(4).map { _ in context.spread(2, from: 0x1p-3, to: 2) },
        [.beta1: 0.99, .beta2: 0.9999])
    },
    InputProfile(
      "running-powers",
      "Twelve hundred steps, after which a power and a product of as many factors differ.",
      flags: ["StepCounter"], coverage: .everyModeBinary64AndBinary32,
      onlyIf: { $0.dialect.hasPowersOfRates }, checkpoints: { _ in [1200] }
    ) { $0.generatedRun(steps: 1200, seed: 20_264, [.beta1: 0.999, .beta2: 0.99997]) },
    InputProfile(
      "resumed-powers",
      "One step after 299: its scalars alone have the errors of all steps before.",
      flags: ["StepCounter", "InitialState"], coverage: .everyModeBinary64AndBinary32,
      onlyIf: { $0.dialect.hasPowersOfRates }, checkpoints: { _ in [1] }
    ) {
      // In binary32 the product of 300 factors 0.99997 is off by 8 units in the last place
      // of 1, beside which 1 − β^t is small.
      $0.resumed(clocks: [299], steps: 1, [.beta1: 0.75, .beta2: 0.99997])
    },
    InputProfile(
      "sixteen-bit-counter",
      "More steps than 16 bits count. It may be left out: --skip sixteen-bit-counter.",
      flags: ["StepCounter"], coverage: .binary32,
      onlyIf: { $0.dialect == .standard(.adam) }, checkpoints: { _ in [1000, 66_000] }
    ) { $0.generatedRun(steps: 66_000, seed: 20_263, [.beta1: 0.75, .beta2: 0.99998]) },
    InputProfile(
      "late-extremes",
      "Five steps of zeros, and in the sixth a square that overflows, infinities, and a "
        + "NaN: each in a lane of its own.",
      flags: ["Extremes", "SpecialValues"], coverage: .wideAlone,
      applies: showsExtremesLate, onlyIf: showsExtremesLate, checkpoints: { _ in [6] }
    ) { context in
      // The square overflows even where its weight comes first. Adadelta's ε divided by
      // it must not underflow.
      let changes = context.optimizer == .adadelta ? context.epsilon(1024) : [:]
      let given = context.hyperparameters().given
      let weight = 1 - (given[.beta2] ?? given[.decay] ?? 0)
      let great =
        context.storage.greatestFinite.squareRoot() / weight.squareRoot() * 1.25
      return context.scenario(
        initial: [0, 0, 0.5, 0.5, 0.5],
        gradients: Array(repeating: [0, 0, 0, 0, 0], count: 5)
          + [[great, -great, .infinity, -.infinity, .nan]], changes)
    },
    InputProfile(
      "extremes-without-epsilon", "Squares that underflow under a root without epsilon.",
      flags: ["Extremes"], coverage: .wideAlone,
      onlyIf: { $0.dialect.optimizer == .nadam || $0.dialect.optimizer == .adam },
      checkpoints: { _ in [1, 2] }
    ) { context in
      let normal = Double(
        sign: .plus, exponent: context.storage.minimumExponent, significand: 1)
      let root = normal.squareRoot()
      return context.scenario(
        initial: [0, 0, 0.5, 0],
        gradients: [[root / 16, root, 0, 1], [-root / 4, 2 * root, root / 64, 0]],
        [.epsilon: 0])
    },
  ]

  /// Whether a rule shows in a late step only what it does with extremes.
  private static let showsExtremesLate: @Sendable (PublishedDialect) -> Bool = {
    switch $0.dialect.optimizer {
    case .radam, .adadelta: true
    case .rmsprop:
      $0.dialect[Centered.self] == .on && $0.dialect[SecondMomentCorrection.self] == .on
    default: false
    }
  }

  private static let hasRows: @Sendable (PublishedDialect) -> Bool = {
    $0.dialect[AbsentRows.self] != nil
  }
}

extension InputContext {
  /// A table of four rows whose gradients list rows.
  ///
  /// - Parameters:
  ///   - rows: For each step the rows.
  ///   - zeroRow: A row whose gradients are 0 from the third step on.
  ///   - restoredBefore: The step, from 0, before which the optimizer is restored.
  ///   - changes: Hyperparameters that differ from the usual ones.
  fileprivate mutating func rows(
    _ rows: [[Int]], zeroRow: Int? = nil, restoredBefore: Int? = nil,
    _ changes: [Hyperparameter: Double] = [:]
  ) -> Scenario {
    let group = Scenario.Group(
      hyperparameters: hyperparameters(changes),
      tensors: [tensor("table", [4, 2], [0, 0.5] + spread(6, from: 0x1p-3, to: 1))])
    return scenario(
      groups: [group],
      steps: rows.enumerated().map { step, rows in
        let values = rows.flatMap { row in
          spread(2, from: 0x1p-3, to: 1).map { row == zeroRow && step >= 2 ? 0 : $0 }
        }
        return ScenarioStep(
          gradients: [.rows(rows, values: values.map(bits))],
          learningRates: [group.hyperparameters[.learningRate]],
          before: .init(restores: step == restoredBefore))
      })
  }
}
