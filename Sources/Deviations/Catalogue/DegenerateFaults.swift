import Dialects
import Oracle
import Rules

/// Programs that are no optimizers, or another one than they say.
enum DegenerateFaults {
  static let all: [Fault] = [
    rule("null", "It does nothing.") { edit, _ in
      for slot in StateSlot.allCases { edit.set(slot, edit.old(slot)) }
      edit.setParameter(edit.parameter)
    },
    rule("parameter-never-moves", "State is right, but the parameter stays.") { edit, _ in
      edit.setParameter(edit.parameter)
    },
    rule("constant-one", "Every parameter becomes 1.") { edit, _ in
      edit.setParameter(edit.integer(1).element)
    },
    rule("constant-zero", "Every parameter becomes 0.") { edit, _ in
      edit.setParameter(edit.integer(0).element)
    },
    rule("not-a-number", "Every parameter becomes NaN.") { edit, _ in
      edit.setParameter(edit.constant(.nan).element)
    },
    rule("echo-of-the-gradient", "The parameter becomes the gradient.") { edit, _ in
      edit.setParameter(edit.gradient)
    },
    rule("parameter-negated", "The parameter becomes its own negative.") { edit, _ in
      edit.setParameter(-edit.parameter)
    },
    rule(
      "plain-descent", "θ − ηg, whatever it is called.",
      where: { $0.optimizer != .sgd }
    ) { edit, context in
      let g = context.dialect.maximizes ? -edit.gradient : edit.gradient
      edit.setParameter(edit.parameter - edit[.learningRate] * g)
    },
    rule("sign-descent", "θ − η·sign g, whatever it is called.") { edit, context in
      let g = context.dialect.maximizes ? -edit.gradient : edit.gradient
      let sign = g / g.magnitude().maximum(edit.constant(1e-300))
      edit.setParameter(edit.parameter - edit[.learningRate] * sign)
    },
    rule(
      "moves-once", "The parameter moves in a tensor's first step and never again."
    ) { edit, context in
      if !context.isFirst { edit.setParameter(edit.parameter) }
    },
    rule(
      "never-moves-first", "The first step is left out.", where: \.movesAtOnce
    ) { edit, context in
      if context.isFirst { edit.setParameter(edit.parameter) }
    },
    rule("step-replaces-the-parameter", "θ becomes −s instead of θ − s.") { edit, _ in
      if let update = edit.update { edit.setParameter(-update) }
    },
    rule("state-never-advances", "The parameter moves, but no state is written.") {
      edit, _ in
      for slot in StateSlot.allCases { edit.set(slot, edit.old(slot)) }
    },
  ]

  private static func rule(
    _ id: String, _ summary: String,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    _ edit: @escaping Fault.Edit
  ) -> Fault {
    .rule(
      id, .degenerate, summary,
      .likely("the least that any check must reject."), where: applies, edit: edit)
  }
}
