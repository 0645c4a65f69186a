import Dialects
import Oracle
import Rules

extension WeightDecayFaults {
  /// λ × θ in another form, coupled or not.
  static func place(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change: @escaping @Sendable (SymbolicElement, ProgramRewriter) -> SymbolicElement
  ) -> Fault {
    .rule(id, .weightDecay, summary, evidence, where: { !$0.isDecoupled }) { edit, _ in
      guard let node = decayTerm(edit.original),
        case .operation(.product(let λ, _)) = edit.original.elements[node]
      else { return }
      edit.replace(element: node) { _ in edit.element(λ) * change(edit.parameter, edit) }
    }
  }

  /// λ × θ of a coupled decay.
  static func decayTerm(_ program: Program) -> Int? {
    program.elements.firstIndex {
      guard case .operation(.product(let a, let b)) = $0,
        case .scalar(let scalar) = program.elements[a]
      else { return false }
      return program.scalars[scalar] == .hyperparameter(.weightDecay)
        && program.elements[b] == .parameter
    }
  }

  static let places: [Fault] = [
    place(
      "decay-of-the-sign", "λ·sign θ is added instead of λθ.",
      .seen("decay-by-another-norm")
    ) { θ, e in
      θ / (θ.magnitude() + e.constant(1e-30))
    },
    place("decay-of-the-magnitude", "λ·|θ| is added instead of λθ.", .slip) { θ, _ in
      θ.magnitude()
    },
    place("decay-of-the-gradient", "λg is added instead of λθ.", .slip) { _, e in
      e.gradient
    },
    .rule(
      "decay-in-the-moments-only", .weightDecay,
      "Moments come from g + λθ, but the step from g.",
      .seen("decay-in-the-moments-or-the-step-alone", "decay-missing-in-the-look-ahead"),
      where: {
        !$0.isDecoupled && $0.isOne(of: .adagrad, .rmsprop)
          && $0[DecayedNumerator.self] != .off
      }
    ) { edit, context in
      let g = context.dialect.maximizes ? -edit.gradient : edit.gradient
      edit.replaceRatio { _, d in g / d }
    },
    .rule(
      "decay-in-the-step-only", .weightDecay,
      "Squares come from g, but the step from g + λθ.",
      .seen("decay-in-the-moments-or-the-step-alone"),
      where: {
        let averages = $0.squareAverage != nil || $0.optimizer == .adagrad
        return !$0.isDecoupled && averages && $0.squaresGradients
      }
    ) { edit, _ in
      guard let node = edit.original.anatomy.effectiveGradient else { return }
      let g = edit.gradient
      edit.replace(.operation(.product(node, node))) { _ in g * g }
    },
    .rule(
      "decay-in-the-look-ahead-twice", .weightDecay,
      "The decay enters the buffer and the look-ahead gradient.",
      .seen("decay-counted-twice"),
      where: {
        !$0.isDecoupled && $0.optimizer == .sgd && $0[Nesterov.self] != .off
      }
    ) { edit, context in
      guard context.hyperparameters.uses(.weightDecay),
        context.hyperparameters.uses(.momentum)
      else { return }
      edit.replaceUpdate {
        $0 + edit[.learningRate] * (edit[.weightDecay] * edit.parameter)
      }
    },
    .rule(
      "decay-missing-in-the-look-ahead", .weightDecay,
      "The decay enters the buffer, but not the look-ahead.",
      .seen("decay-missing-in-the-look-ahead"),
      where: {
        !$0.isDecoupled && $0.optimizer == .sgd && $0[Nesterov.self] != .off
      }
    ) { edit, context in
      guard context.hyperparameters.uses(.weightDecay),
        context.hyperparameters.uses(.momentum)
      else { return }
      edit.replaceUpdate {
        $0 - edit[.learningRate] * (edit[.weightDecay] * edit.parameter)
      }
    },
    .rule(
      "decay-twice", .weightDecay,
      "A coupled decay is applied to the parameter as well.",
      .seen("decay-counted-twice", "decay-after-the-scaling"),
      where: { !$0.isDecoupled }
    ) { edit, context in
      guard context.hyperparameters.uses(.weightDecay) else { return }
      edit.replaceUpdate {
        $0 + edit[.learningRate] * (edit[.weightDecay] * edit.parameter)
      }
    },
  ]
}
