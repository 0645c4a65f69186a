import Dialects
import Oracle
import Rules

/// Faults of epsilon: its place, its frame, its size.
enum EpsilonFaults {
  static let all = sizes + places + frames

  private static let sizes: [Fault] = [
    resized(
      "epsilon-missing", "No epsilon is added at all.",
      .seen("adagrad-without-epsilon", "adamax-without-a-floor")
    ) {
      _, e in
      e.integer(0)
    },
    resized(
      "epsilon-ten-times", "Epsilon is ten times too large.",
      .likely("1e-7 and 1e-8 are both common defaults.")
    ) { ε, e in e.integer(10) * ε },
    resized(
      "epsilon-squared", "Epsilon is squared.",
      .likely("inside the root some texts write ε².")
    ) { ε, _ in ε * ε },
    resized(
      "epsilon-rooted", "The root of epsilon is added.",
      .likely("the counterpart of ε² inside the root.")
    ) { ε, _ in ε.squareRoot() },
    resized(
      "epsilon-doubled", "Epsilon is added twice.", .seen("epsilon-in-two-places")
    ) { ε, _ in ε + ε },
    resized(
      "epsilon-subtracted", "Epsilon is subtracted.",
      .reported(
        "https://github.com/tensorflow/tensorflow, NonFusedAdam in adam.py of 2.21")
    ) { ε, _ in 0 - ε },
    resized(
      "epsilon-constant", "Epsilon is always 1e-8, whatever was asked for.",
      .seen("hyperparameter-accepted-and-ignored", "epsilon-in-two-places")
    ) { _, e in e.constant(1e-8) },
  ]

  /// ε replaced by another number wherever it is used.
  private static func resized(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change: @escaping @Sendable (SymbolicScalar, ProgramRewriter) -> SymbolicScalar
  ) -> Fault {
    .rule(id, .epsilon, summary, evidence, where: \.hasEpsilon, epsilons: .used) {
      edit, _ in
      edit.replace(.hyperparameter(.epsilon)) { change($0, edit) }
      edit.replace(.hyperparameter(.epsilonRoot)) { change($0, edit) }
    }
  }

  private static let places: [Fault] = [
    moved(
      "epsilon-inside-the-root", "Epsilon is inside the root, not outside.",
      .seen("epsilon-on-the-other-side-of-the-root"), epsilons: .outside
    ) { q, ε, _ in ε.map { (q + $0).squareRoot() } },
    moved(
      "epsilon-outside-the-root", "Epsilon is outside the root, not inside.",
      .seen("epsilon-on-the-other-side-of-the-root"), epsilons: .inside
    ) { q, _, ε in ε.map { q.squareRoot() + $0 } },
    moved(
      "epsilon-inside-squared", "ε² is inside the root instead of ε outside.",
      .likely("the two agree where the root is 0."), epsilons: .outside
    ) { q, ε, _ in ε.map { (q + $0 * $0).squareRoot() } },
    moved(
      "epsilon-in-two-places", "Epsilon is added inside the root and outside.",
      .seen("epsilon-in-two-places"), epsilons: [.outside, .inside]
    ) { q, outside, inside in
      (outside ?? inside).map { (q + $0).squareRoot() + $0 }
    },
    moved(
      "epsilon-as-floor", "The denominator is max(√q, ε) instead of √q + ε.",
      .likely("a floor keeps it from 0 as well."), epsilons: .outside
    ) { q, ε, _ in ε.map { q.squareRoot().maximum($0) } },
    moved(
      "epsilon-as-floor-inside", "The radicand is max(q, ε) instead of q + ε.",
      .likely("a floor keeps it from 0 as well."), epsilons: .inside
    ) { q, _, ε in ε.map { q.maximum($0).squareRoot() } },
    .rule(
      "epsilon-added-to-the-reciprocal", .epsilon,
      "1/√q + ε is multiplied, where 1/(√q + ε) is meant.",
      .likely("a reciprocal root is one instruction."),
      where: { $0.hasRoot && $0.has(.epsilon) }, epsilons: .outside
    ) { edit, context in
      guard context.hyperparameters.uses(.epsilon) else { return }
      let one = edit.integer(1).element
      edit.replaceDenominators { q, outside, inside in
        let root = (inside.map { q + $0 } ?? q).squareRoot()
        return outside.map { one / (one / root + $0) } ?? root
      }
    },
    .rule(
      "epsilon-after-the-division", .epsilon,
      "g/√q + ε is computed for g/(√q + ε): the precedence is wrong.",
      .seen("epsilon-outside-the-quotient"),
      where: { $0.hasRoot && $0.has(.epsilon) }, epsilons: .outside
    ) { edit, context in
      guard context.hyperparameters.uses(.epsilon) else { return }
      edit.keepState()
      edit.replaceDenominators { q, _, inside in
        (inside.map { q + $0 } ?? q).squareRoot()
      }
      edit.replaceUpdate { $0 + edit[.learningRate] * edit[.epsilon] }
    },
    .rule(
      "epsilon-in-the-average", .epsilon,
      "Epsilon is added to the squared gradient before it is averaged.",
      .likely("some codes keep v > 0 that way."),
      where: { $0.squareAverage != nil }, epsilons: .used
    ) { edit, context in
      guard let slot = context.dialect.squareAverage else { return }
      let name: Hyperparameter =
        context.hyperparameters.uses(.epsilon) ? .epsilon : .epsilonRoot
      guard context.hyperparameters.uses(name) else { return }
      edit.replaceAverage(slot) {
        $0.decay * $0.old + $0.weight * ($0.input + edit[name])
      }
    },
    .rule(
      "adadelta-numerator-without-epsilon", .epsilon,
      "√E[Δ²] without ε: the accumulator starts at 0, and nothing ever moves.",
      .seen("adadelta-numerator-without-epsilon"), where: { $0.optimizer == .adadelta },
      epsilons: .inside
    ) { edit, _ in
      let old = edit.old(.updateAverage)
      let d = edit.original.elements.firstIndex(of: .state(.updateAverage))
      edit.replaceDenominators { q, _, ε in
        q.index == d.map(edit.element)?.index
          ? old.squareRoot() : (ε.map { q + $0 } ?? q).squareRoot()
      }
    },
    .rule(
      "adamax-epsilon-kept", .epsilon,
      "AdaMax adds ε to the norm that it keeps, which so grows every step.",
      .reported("https://github.com/deeplearning4j/deeplearning4j, updaterAdaMax"),
      where: { $0.optimizer == .adamax && $0[InfinityFloor.self] != .state },
      epsilons: .outside
    ) { edit, context in
      guard context.hyperparameters.uses(.epsilon) else { return }
      edit.set(.infinityNorm, edit.new(.infinityNorm) + edit[.epsilon])
    },
  ]

  private static func moved(
    _ id: String, _ summary: String, _ evidence: Evidence, epsilons: Epsilons,
    _ change:
      @escaping @Sendable (
        SymbolicElement, _ outside: SymbolicScalar?, _ inside: SymbolicScalar?
      ) -> SymbolicElement?
  ) -> Fault {
    .rule(
      id, .epsilon, summary, evidence,
      where: {
        let isMoved = epsilons.contains(.inside) ? !$0.keepsEpsilonRoot : $0.has(.epsilon)
        return $0.hasRoot && isMoved
      },
      epsilons: epsilons
    ) { edit, _ in
      edit.replaceDenominators { q, outside, inside in
        if let changed = change(q, outside, inside) { return changed }
        let root = (inside.map { q + $0 } ?? q).squareRoot()
        return outside.map { root + $0 } ?? root
      }
    }
  }

  private static let frames: [Fault] = [
    .dialect(
      "epsilon-unscaled", .epsilon,
      "ε-hat: epsilon meets the uncorrected second moment, so the correction scales it.",
      .seen("epsilon-scaled-by-the-correction"),
      where: {
        $0[EpsilonFrame.self] == .corrected && $0.framesEpsilon && $0.correctsSecondMoment
      },
      epsilons: .used
    ) { $0.with(EpsilonFrame.raw) },
    .dialect(
      "epsilon-of-the-corrected-moment", .epsilon,
      "Epsilon meets the corrected second moment where the uncorrected one is meant.",
      .seen("epsilon-scaled-by-the-correction"),
      where: {
        $0[EpsilonFrame.self] == .raw && $0.framesEpsilon && $0.correctsSecondMoment
      },
      epsilons: .used
    ) { $0.with(EpsilonFrame.corrected) },
    .rule(
      "epsilon-scaled-the-wrong-way", .epsilon,
      "Epsilon is multiplied by √(1 − β2^t) where it would have to be divided.",
      .seen("epsilon-scaled-by-the-correction"),
      where: { $0.framesEpsilon && $0.correctsSecondMoment },
      epsilons: .outside
    ) { edit, _ in
      edit.replace(.hyperparameter(.epsilon)) {
        $0
          * (1 - edit[.beta2].power(StepInteger(countsSteps: true, offset: 0)))
          .squareRoot()
      }
    },
  ]
}
