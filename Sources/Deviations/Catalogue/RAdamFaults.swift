import Dialects
import Oracle
import Rules

/// Faults of RAdam's rectification.
enum RAdamFaults {
  static let all: [Fault] = [
    rectification("rectification-missing", "A rectified step has no factor.", .slip) {
      _, e in e.integer(1)
    },
    rectification("rectification-squared", "The root of the factor is missing.", .slip) {
      r, _ in r * r
    },
    rectification("rectification-inverted", "The step is divided by the factor.", .slip) {
      r, _ in 1 / r
    },
    .rule(
      "length-limit-one-ahead", .formula, "ρ∞ = 2/(1 − β2), without − 1.", .slip,
      where: { $0.optimizer == .radam }
    ) { edit, _ in
      let scalars = edit.original.scalars
      for (node, scalar) in scalars.enumerated() {
        guard case .operation(.difference(let a, let one)) = scalar,
          scalars[one] == number(1), case .operation(.quotient(let two, _)) = scalars[a],
          scalars[two] == number(2)
        else { continue }
        edit.replace(scalar: node) { _ in edit.scalar(a) }
      }
    },
    .rule(
      "length-without-factor", .formula, "ρ_t has t·β2^t where 2·t·β2^t belongs.", .slip,
      where: { $0.optimizer == .radam }
    ) { edit, _ in
      let scalars = edit.original.scalars
      for (node, scalar) in scalars.enumerated() {
        guard case .operation(.product(let two, let t)) = scalar,
          scalars[two] == number(2)
        else { continue }
        edit.replace(scalar: node) { _ in edit.scalar(t) }
      }
    },
    situation("always-rectified", "Every step is rectified.", .slip) { _ in true },
    situation("never-rectified", "No step is rectified.", .slip) { _ in false },
    situation(
      "another-rectification-threshold", "Rectification begins at another length.",
      .likely("the paper says 4, the authors' code 5."), countsSteps: true
    ) { context in
      let other: RectificationThreshold =
        context.dialect[RectificationThreshold.self] == .five ? .four : .five
      return context.clock < 1
        || other.rectifies(step: context.clock, beta2: context.hyperparameters[.beta2])
    },
    .dialect(
      "rectified-rate-twice", .formula, "A rectified step is multiplied by η twice.",
      .reported("https://github.com/dotnet/TorchSharp, RAdam.cs"),
      where: { $0[RectifiedRate.self] == .once }
    ) { $0.with(RectifiedRate.twice) },
    .dialect(
      "unrectified-step-skipped", .formula, "No step is taken below the threshold.",
      .likely("the authors' code does so unless told otherwise."),
      where: { $0[BelowThreshold.self] == .moment }
    ) { $0.with(BelowThreshold.skip) },
    .dialect(
      "unrectified-step-taken", .formula,
      "A step along the moment is taken below the threshold.",
      .likely("most frameworks do so."),
      where: { ($0[BelowThreshold.self] ?? .moment) != .moment }
    ) { $0.with(BelowThreshold.moment) },
    .rule(
      "unrectified-step-uncorrected", .formula,
      "Below the threshold the moment is not corrected.",
      .likely("the branch has a line of its own."),
      where: { $0[BelowThreshold.self] == .moment }
    ) { edit, context in
      guard !context.isRectified else { return }
      edit.replaceCorrection(.beta1) { _ in edit.integer(1) }
    },
  ]

  private static func number(_ value: Int) -> ScalarNode {
    .integer(StepInteger(countsSteps: false, offset: value))
  }

  private static func rectification(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change: @escaping @Sendable (SymbolicScalar, ProgramRewriter) -> SymbolicScalar
  ) -> Fault {
    .rule(id, .formula, summary, evidence, where: { $0.optimizer == .radam }) { edit, _ in
      let scalars = edit.original.scalars
      for (node, scalar) in scalars.enumerated() {
        guard case .operation(.squareRoot(let inner)) = scalar,
          case .operation(.quotient) = scalars[inner]
        else { continue }
        edit.replace(scalar: node) { change($0, edit) }
      }
    }
  }

  private static func situation(
    _ id: String, _ summary: String, _ evidence: Evidence, countsSteps: Bool = false,
    _ isRectified: @escaping @Sendable (ProgramContext) -> Bool
  ) -> Fault {
    .program(
      id, .formula, summary, evidence, where: { $0.optimizer == .radam },
      countsSteps: countsSteps
    ) {
      Program(
        dialect: $1.dialect, hyperparameters: $1.hyperparameters, isFirst: $1.isFirst,
        isRectified: isRectified($1))
    }
  }
}
