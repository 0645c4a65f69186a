import Dialects
import Oracle
import Rules

extension StateFaults {
  static func entering(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    _ change: @escaping @Sendable (Average, ProgramRewriter) -> SymbolicElement
  ) -> Fault {
    .rule(
      id, .state, summary, evidence, where: { $0.squareAverage != nil && applies($0) }
    ) { edit, context in
      guard let slot = context.dialect.squareAverage else { return }
      edit.replaceAverage(slot) { change($0, edit) }
    }
  }

  static let squares: [Fault] = [
    entering("magnitude-for-square", "|g| is averaged instead of g².", .slip) { v, e in
      v.decay * v.old + v.weight * e.effectiveGradient.magnitude()
    },
    entering(
      "square-of-the-weighted", "((1 − β)·g)² is averaged instead of (1 − β)·g².", .slip
    ) { v, _ in v.decay * v.old + v.weight * v.weight * v.input },
    entering("gradient-for-square", "g is averaged instead of g².", .slip) { v, e in
      v.decay * v.old + v.weight * e.effectiveGradient
    },
    entering(
      "square-of-the-first-moment", "m² is averaged instead of g².", .slip,
      where: \.hasFirstMoment
    ) { v, e in
      let m = e.new(.firstMoment)
      return v.decay * v.old + v.weight * (m * m)
    },
    entering(
      "second-moment-of-the-first", "v ← β2·m + (1 − β2)·g².",
      .seen("second-moment-of-the-first"),
      where: \.hasFirstMoment
    ) { v, e in v.decay * e.old(.firstMoment) + v.weight * v.input },
    entering(
      "second-moment-decays-as-the-first", "v decays by β1 as if it were m.",
      .seen("moment-decays-by-the-other-rate"), where: \.hasFirstMoment
    ) { v, e in e[.beta1] * v.old + (1 - e[.beta1]) * v.input },
    entering(
      "second-moment-with-the-firsts-weight", "v ← β2·v + (1 − β1)·g².", .slip,
      where: \.hasFirstMoment
    ) { v, e in v.decay * v.old + (1 - e[.beta1]) * v.input },
    .rule(
      "first-moment-decays-as-the-second", .state, "m decays by β2 as if it were v.",
      .seen("moment-decays-by-the-other-rate"), where: \.hasFirstMoment
    ) { edit, _ in
      edit.replaceAverage(.firstMoment) {
        edit[.beta2] * $0.old + (1 - edit[.beta2]) * $0.input
      }
    },
    .rule(
      "first-moment-with-the-seconds-weight", .state, "m ← β1·m + (1 − β2)·g.", .slip,
      where: \.hasFirstMoment
    ) { edit, _ in
      edit.replaceAverage(.firstMoment) {
        $0.decay * $0.old + (1 - edit[.beta2]) * $0.input
      }
    },
  ]
}
