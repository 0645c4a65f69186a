import Dialects
import Oracle
import Rules

/// Faults of AMSGrad's maximum.
enum AMSGradFaults {
  static let all: [Fault] = [
    rule(
      "maximum-never-written",
      "The running maximum goes into a temporary; the state is "
        + "never written.", .seen("state-never-written")
    ) { edit in edit.set(.maximumSecondMoment, edit.old(.maximumSecondMoment)) },
    rule(
      "maximum-dropped", "The maximum is kept, but the step divides by v.",
      .seen("state-never-written")
    ) { edit in
      edit.keepState()
      edit.replaceNew(.maximumSecondMoment) { _ in entering(edit) }
    },
    rule("minimum-for-maximum", "The minimum is kept instead of the maximum.", .slip) {
      edit in
      edit.replaceNew(.maximumSecondMoment) { _ in
        -(-edit.old(.maximumSecondMoment)).maximum(-entering(edit))
      }
    },
    rule("sum-for-maximum", "Second moments are added up.", .slip) { edit in
      edit.replaceNew(.maximumSecondMoment) { _ in
        edit.old(.maximumSecondMoment) + entering(edit)
      }
    },
    rule(
      "maximum-of-the-square", "The maximum is that of g² instead of v.", .slip
    ) { edit in
      let g = edit.effectiveGradient
      edit.replaceNew(.maximumSecondMoment) { _ in
        edit.old(.maximumSecondMoment).maximum(g * g)
      }
    },
    rule(
      "maximum-written-to-the-moment", "The maximum replaces the second moment itself.",
      .likely("torch.maximum(v, x, out=v) is one word away.")
    ) { edit in edit.set(.secondMoment, edit.new(.maximumSecondMoment)) },
    .dialect(
      "maximum-of-the-corrected", .state,
      "The maximum is that of the corrected moment, which remembers early steps for ever.",
      .reported("https://github.com/google-deepmind/optax/issues/1389"),
      where: {
        $0.optimizer == .amsgrad && $0[MaximumFrame.self] == .raw
          && $0.correctsSecondMoment
      }
    ) { $0.with(MaximumFrame.corrected) },
  ]

  private static func rule(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ edit: @escaping @Sendable (ProgramRewriter) -> Void
  ) -> Fault {
    .rule(id, .state, summary, evidence, where: { $0.optimizer == .amsgrad }) {
      rewriter, _ in edit(rewriter)
    }
  }

  /// What enters the maximum: v, or v / c2.
  private static func entering(_ edit: ProgramRewriter) -> SymbolicElement {
    guard let node = edit.original.anatomy.newState[.maximumSecondMoment],
      case .operation(.maximum(_, let entering)) = edit.original.elements[node]
    else { return edit.new(.secondMoment) }
    return edit.element(entering)
  }
}
