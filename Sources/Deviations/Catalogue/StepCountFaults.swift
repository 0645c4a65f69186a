import Dialects
import Formats
import Oracle
import Rules

/// Faults of bias correction and of the step number.
enum StepCountFaults {
  static let all = corrections + powers + clocks

  private static func corrects(_ dialect: Dialect, _ name: Hyperparameter) -> Bool {
    switch name {
    case .beta1: dialect.correctsFirstMoment
    case .beta2: dialect.correctsSecondMoment && dialect.optimizer != .rmsprop
    default: dialect.optimizer == .rmsprop && dialect.correctsSecondMoment
    }
  }

  /// One fault for the first moment's correction and one for the second's.
  private static func each(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change:
      @escaping @Sendable (SymbolicScalar, Hyperparameter, ProgramRewriter) ->
      SymbolicScalar
  ) -> [Fault] {
    [
      ("first", [Hyperparameter.beta1]), ("second", [.beta2, .decay]),
    ].map { moment, names in
      .rule(
        "\(moment)-correction-\(id)", .stepCount,
        "In the \(moment) moment's bias correction, \(summary)", evidence,
        where: { dialect in names.contains { corrects(dialect, $0) } }
      ) { edit, _ in
        for name in names { edit.replaceCorrection(name) { change($0, name, edit) } }
      }
    }
  }

  private static let t = StepInteger(countsSteps: true, offset: 0)

  private static let corrections: [Fault] =
    each(
      "missing", "nothing is divided.",
      .seen("bias-correction-missing", "clock-never-advanced")
    ) { _, _, e in e.integer(1)
    }
    + each(
      "constant", "1 − β stands for 1 − β^t.", .seen("bias-correction-without-the-power")
    ) { _, β, e in 1 - e[β] }
    + each("linear", "1 − β·t stands for 1 − β^t.", .slip) { _, β, e in
      1 - e[β] * e.step()
    }
    + each("without-complement", "β^t stands for 1 − β^t.", .slip) { _, β, e in
      e[β].power(t)
    }
    + each(
      "rooted", "a root too many is taken.",
      .likely("of c1 and √c2, the root slips to the other.")
    ) { c, _, _ in c.squareRoot() }
    + each(
      "squared", "it is applied twice.",
      .likely("once in the rate and once in the moment.")
    ) { c, _, _ in c * c }
    + each("inverted", "the moment is multiplied instead of divided.", .slip) { c, _, _ in
      1 / c
    } + [
      .rule(
        "corrections-exchanged", .stepCount,
        "Each moment is corrected with the decay rate of the other.", .slip,
        where: { $0.correctsFirstMoment && $0.correctsSecondMoment }
      ) { edit, _ in
        edit.replaceCorrection(.beta1) { _ in 1 - edit[.beta2].power(t) }
        edit.replaceCorrection(.beta2) { _ in 1 - edit[.beta1].power(t) }
      },
      .rule(
        "correction-in-the-first-step-only", .stepCount,
        "Moments are corrected in a tensor's first step and never again.",
        .likely("a flag that is cleared too early."),
        where: { $0.correctsFirstMoment || $0.correctsSecondMoment }
      ) { edit, context in
        guard !context.isFirst else { return }
        for name in [Hyperparameter.beta1, .beta2, .decay] {
          edit.replaceCorrection(name) { _ in edit.integer(1) }
        }
      },
      .rule(
        "adamax-second-correction", .stepCount,
        "AdaMax has the factor √(1 − β2^t) of Adam.",
        .seen("adamax-with-the-second-correction"),
        where: { $0.optimizer == .adamax }
      ) { edit, _ in
        edit.replaceUpdate { (1 - edit[.beta2].power(t)).squareRoot() * $0 }
      },
    ]

  /// β^t itself computed in another way, wherever it is used.
  private static func power(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change: @escaping @Sendable (SymbolicScalar, StepInteger) -> SymbolicScalar
  ) -> Fault {
    .rule(
      id, .stepCount, summary, evidence,
      where: {
        $0.correctsFirstMoment || $0.correctsSecondMoment
          || $0[MomentumSchedule.self] == .constant
      }
    ) { edit, _ in
      for name in [Hyperparameter.beta1, .beta2, .decay] {
        edit.replacePowers(of: name, change)
      }
    }
  }

  private static let powers: [Fault] = [
    power("power-of-power", "(β^t)^t stands for β^t.", .seen("power-of-a-power")) {
      power, exponent in
      power.power(exponent)
    },
    power(
      "power-frozen", "β^1 stands for β^t in every step.",
      .seen("powers-never-advanced", "bias-correction-missing")
    ) {
      power, exponent in
      power.trace.record(
        .operation(
          .power(
            base(of: power),
            StepInteger(countsSteps: false, offset: 1 + exponent.offset))))
    },
    power(
      "power-one-ahead", "The power accumulators are multiplied before their first use.",
      .seen("power-advanced-before-its-use")
    ) { power, exponent in
      power.trace.record(
        .operation(
          .power(
            base(of: power),
            StepInteger(
              countsSteps: exponent.countsSteps, offset: exponent.offset + 1))))
    },
  ]

  private static func base(of power: SymbolicScalar) -> Int {
    guard case .operation(.power(let base, _)) = power.trace.scalars[power.index] else {
      return power.index
    }
    return base
  }

  private static func clock(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    inexpressible: @escaping @Sendable (FloatFormat) -> String? = { _ in nil },
    _ change: @escaping @Sendable (ClockContext) -> Int
  ) -> Fault {
    .plumbing(
      id, .stepCount, summary, evidence, where: { $0.countsSteps && applies($0) },
      inexpressible: inexpressible
    ) { $0.clock = change }
  }

  /// A counter that stops shows only after many steps.
  private static let tooLate: @Sendable (FloatFormat) -> String? = {
    $0.precision < 24
      ? "after 256 steps the budget of \($0) covers more than a counter changes" : nil
  }

  private static let clocks: [Fault] = [
    clock(
      "clock-one-ahead", "The first step has the number 2.",
      .seen("power-advanced-before-its-use", "step-counted-from-another-number")
    ) {
      $0.specified + 1
    },
    clock(
      "clock-one-behind", "The first step has the number 0.",
      .seen("clock-never-advanced", "step-counted-from-another-number")
    ) {
      $0.specified - 1
    },
    clock(
      "clock-frozen", "Every step is the first.",
      .seen("clock-never-advanced", "powers-never-advanced")
    ) { _ in 1 },
    clock(
      "clock-counts-updates", "One counter for all tensors, advanced by each of them.",
      .seen(
        "clock-advanced-by-each-tensor", "powers-shared-by-all-tensors",
        "clock-advanced-by-each-call")
    ) { $0.updateCount },
    clock(
      "clock-counts-micro-steps", "The counter advances twice a step.",
      .seen("clock-counts-micro-steps", "schedule-advanced-by-micro-steps")
    ) { 2 * $0.specified - 1 },
    clock(
      "clock-counts-threads", "Every thread of a block advances the counter: 32 a step.",
      .seen("power-advanced-by-each-thread")
    ) { 32 * $0.specified },
    clock(
      "clock-of-all-steps", "The counter advances also in steps without a gradient.",
      .likely("one counter is simpler than one for each tensor."),
      where: { $0[StepClock.self] ?? .tensor == .tensor }
    ) { $0.step },
    clock(
      "clock-of-the-tensor", "Each tensor counts its own steps instead of all.",
      .likely("frameworks differ, and a port keeps its own habit."),
      where: { $0[StepClock.self] != .tensor && $0[StepClock.self] != nil }
    ) { $0.tensorCount },
    clock(
      "clock-in-bfloat16", "The counter is kept in bfloat16: it stops at 256.",
      .seen("clock-in-a-narrow-format"), inexpressible: tooLate
    ) { min($0.specified, 256) },
    clock(
      "clock-in-binary16", "The counter is kept in binary16: it stops at 2048.",
      .seen("clock-in-a-narrow-format", "clock-cast-when-restored"),
      inexpressible: tooLate
    ) { min($0.specified, 2048) },
  ]
}
