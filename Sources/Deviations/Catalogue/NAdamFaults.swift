import Dialects
import Oracle
import Rules

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Faults of NAdam's look-ahead.
enum NAdamFaults {
  static let all: [Fault] = [
    numerator(
      "next-product-counts-twice", "Π·μ_t·μ_(t+1) though Π contains μ_t already.",
      .seen("look-ahead-product-counts-twice"), where: { $0[LookAhead.self] == .next }
    ) { $0.nextProduct = $0.nextProduct * $0.current },
    .rule(
      "momentum-product-starts-at-zero", .formula, "Π starts at 0 and stays there.",
      .seen("momentum-product-starts-at-zero"), where: { isDecaying($0) }
    ) { edit, _ in edit.replace(.memory(.momentumProduct)) { _ in edit.integer(0) } },
    .rule(
      "momentum-product-forgotten", .formula, "Π is μ_t alone in every step.",
      .seen("powers-never-advanced"), where: { isDecaying($0) }
    ) { edit, _ in edit.replace(.memory(.momentumProduct)) { _ in edit.integer(1) } },
    .rule(
      "momentum-product-in-binary32", .precision, "Π is kept in binary32.",
      .reported("https://github.com/pytorch/pytorch, mu_product of NAdam"),
      where: { isDecaying($0) }, countsSteps: true,
      inexpressible: PrecisionFaults.coarser(than: .binary32)
    ) { edit, context in
      edit.replaceRatio { _, d in
        var parts = LookAheadParts(edit, context.dialect)
        parts.product = edit.constant(
          narrowProduct(of: context.hyperparameters, steps: context.clock))
        parts.nextProduct = parts.product * parts.next
        return parts.numerator / d
      }
    },
    .dialect(
      "momentum-schedule-dropped", .formula, "μ_t = β1 in every step.",
      .seen("momentum-schedule-of-another-step"),
      where: { isDecaying($0) }
    ) { $0.with(MomentumSchedule.constant) },
    .rule(
      "momentum-schedule-behind", .formula, "The momentum schedule is a step behind.",
      .seen("momentum-schedule-of-another-step"), where: { isDecaying($0) }
    ) { edit, _ in
      for offset in [0, 1] {
        edit.replace(.integer(StepInteger(countsSteps: true, offset: offset))) { _ in
          edit.step(offset - 1)
        }
      }
    },
    numerator(
      "this-momentum-for-the-next", "μ_t where μ_(t+1) belongs, and in its divisor.",
      .likely("of the same family as the product that counts twice."),
      where: { isDecaying($0) }
    ) {
      $0.next = $0.current
      $0.nextProduct = $0.product * $0.current
    },
    numerator(
      "look-ahead-exchanged", "The gradient has the moment's weight and the reverse.",
      .slip
    ) { swap(&$0.moment, &$0.gradient) },
    numerator(
      "corrections-of-the-look-ahead-exchanged",
      "The moment is corrected for this step, the gradient for the next.", .slip,
      where: { $0[LookAhead.self] == .next }
    ) { swap(&$0.product, &$0.nextProduct) },
    numerator(
      "one-correction-for-the-look-ahead",
      "Both parts have the correction of the next step.",
      .likely("the text divides both, one line below the other."),
      where: { $0[LookAhead.self] == .next }
    ) { $0.product = $0.nextProduct },
    numerator(
      "look-ahead-corrections-missing", "Neither part is corrected.",
      .seen("bias-correction-missing")
    ) { parts in
      parts.product = parts.edit.integer(0)
      parts.nextProduct = parts.edit.integer(0)
    },
    .rule(
      "look-ahead-dropped", .formula, "n = m/(1 − β1^t): plain Adam.",
      .seen("hyperparameter-accepted-and-ignored"),
      where: { $0.optimizer == .nadam }
    ) { edit, _ in
      let m = edit.new(.firstMoment)
      let c = 1 - edit[.beta1].power(StepInteger(countsSteps: true, offset: 0))
      edit.replaceRatio { _, d in m / c / d }
    },
    constant("momentum-schedule-without-half", 0.5, 1),
    constant("momentum-schedule-of-another-base", 0.96, 0.9),
    .rule(
      "momentum-schedule-exponent-unscaled", .formula, "0.96^t stands for 0.96^(t·ψ).",
      .likely("Keras 3 computes so."), where: { isDecaying($0) }
    ) { edit, _ in edit.replace(.hyperparameter(.momentumDecay)) { _ in edit.integer(1) }
    },
    .dialect(
      "look-ahead-with-one-divisor", .formula,
      "Both parts have the correction of the current step.",
      .likely("TensorFlow's operation computes so."),
      where: { $0[LookAhead.self] == .next && !isDecaying($0) }
    ) { $0.with(LookAhead.current) },
  ]

  private static func isDecaying(_ dialect: Dialect) -> Bool {
    dialect[MomentumSchedule.self] == .decaying
  }

  /// Π after some steps, each product rounded to binary32.
  private static func narrowProduct(of given: Hyperparameters, steps: Int) -> Double {
    var product: Float = 1
    for step in stride(from: 1, through: steps, by: 1) {
      let exponent = Double(step) * given[.momentumDecay]
      product *= Float(given[.beta1] * (1 - 0.5 * pow(0.96, exponent)))
    }
    return Double(product)
  }

  private static func constant(_ id: String, _ right: Double, _ wrong: Double) -> Fault {
    .rule(
      id, .formula, "The momentum schedule has \(wrong) where \(right) belongs.", .slip,
      where: { isDecaying($0) }
    ) { edit, _ in edit.replace(.constant(right)) { _ in edit.constant(wrong) } }
  }

  private static func numerator(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    _ change: @escaping @Sendable (inout LookAheadParts) -> Void
  ) -> Fault {
    .rule(
      id, .formula, summary, evidence,
      where: { $0.optimizer == .nadam && applies($0) }
    ) { edit, context in
      edit.replaceRatio { _, d in
        var parts = LookAheadParts(edit, context.dialect)
        change(&parts)
        return parts.numerator / d
      }
    }
  }
}

/// What NAdam's numerator is made of (SPEC §7).
struct LookAheadParts {
  let edit: ProgramRewriter
  let looksAtNext: Bool
  var current, next, product, nextProduct: SymbolicScalar
  var moment, gradient: SymbolicElement

  init(_ edit: ProgramRewriter, _ dialect: Dialect) {
    self.edit = edit
    looksAtNext = dialect[LookAhead.self] == .next
    moment = edit.new(.firstMoment)
    gradient = edit.effectiveGradient
    let β1 = edit[.beta1]
    guard dialect[MomentumSchedule.self] == .decaying else {
      (current, next) = (β1, β1)
      product = β1.power(StepInteger(countsSteps: true, offset: 0))
      nextProduct = β1.power(StepInteger(countsSteps: true, offset: 1))
      return
    }
    func coefficient(_ offset: Int) -> SymbolicScalar {
      let exponent = edit.step(offset) * edit[.momentumDecay]
      return β1 * (1 - edit.constant(0.5) * edit.constant(0.96).power(exponent))
    }
    (current, next) = (coefficient(0), coefficient(1))
    product = edit.old(.momentumProduct) * current
    nextProduct = product * next
  }

  var numerator: SymbolicElement {
    looksAtNext
      ? (next / (1 - nextProduct)) * moment + ((1 - current) / (1 - product)) * gradient
      : (next * moment + (1 - current) * gradient) / (1 - product)
  }
}
