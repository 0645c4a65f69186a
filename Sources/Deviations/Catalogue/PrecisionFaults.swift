import Dialects
import Formats
import Oracle
import Rules
import Scenarios

/// Faults of rounding, of formats, and of the precision of scalars.
enum PrecisionFaults {
  static let all = hyperparameters + powers + formats + stores

  /// No vector of a format whose budget covers errors of another's size.
  static func coarser(
    than format: FloatFormat
  ) -> @Sendable (FloatFormat) -> String? {
    {
      // An error of half a unit in the last place, against 4 unit roundoffs for
      // each operation: three bits more and it stands out.
      $0.precision <= format.precision + 3
        ? "errors of \(format) are within the budget of \($0), but for luck" : nil
    }
  }

  static func rounded(
    _ id: String, _ summary: String, _ evidence: Evidence, _ format: FloatFormat,
    _ direction: RoundingDirection = .nearestEven
  ) -> Fault {
    .plumbing(id, .precision, summary, evidence, inexpressible: coarser(than: format)) {
      $0.rounding.hyperparameters = (format, direction)
    }
  }

  /// The decay rates, given other values in the averages but not in the corrections.
  static func averaged(
    _ id: String, _ summary: String, _ evidence: Evidence, _ format: FloatFormat,
    _ value: @escaping @Sendable (Double) -> Double,
    complementOnly: Bool = false
  ) -> Fault {
    .rule(
      id, .precision, summary, evidence, where: { !$0.averages.isEmpty },
      inexpressible: coarser(than: format)
    ) { edit, context in
      for slot in context.dialect.averages {
        let name: Hyperparameter =
          slot == .firstMoment ? .beta1 : slot == .secondMoment ? .beta2 : .decay
        let β = context.hyperparameters[name]
        edit.replaceAverage(slot) {
          let decay = complementOnly ? $0.decay : edit.constant(value(β)).element
          let weight = complementOnly ? value(β) : 1 - value(β)
          return decay * $0.old + edit.constant(weight).element * $0.input
        }
      }
    }
  }

  static let hyperparameters: [Fault] = [
    rounded(
      "hyperparameters-in-binary32", "Hyperparameters are rounded to binary32 first.",
      .seen("complement-in-binary32"), .binary32),
    rounded(
      "hyperparameters-in-bfloat16", "Hyperparameters are rounded to bfloat16 first.",
      .seen("beta2-rounds-to-one"), .bfloat16),
    rounded(
      "hyperparameters-in-binary16", "Hyperparameters are rounded to binary16 first.",
      .seen("epsilon-vanishes-in-binary16"), .binary16),
    rounded(
      "hyperparameters-cut-to-bfloat16", "Hyperparameters are truncated to bfloat16.",
      .seen("hyperparameters-truncated"), .bfloat16, .towardZero),
    averaged(
      "decay-rates-cut-in-averages",
      "Decay rates are truncated to bfloat16 in the averages, but exact in corrections.",
      .seen("hyperparameters-truncated"), .bfloat16,
      { FloatFormat.bfloat16.round($0, .towardZero) }),
    averaged(
      "complement-in-binary32", "1 − β is formed in binary32.",
      .seen("complement-in-binary32"), .binary32,
      { Double(1 - Float($0)) }, complementOnly: true),
    .rule(
      "epsilon-vanishes-in-binary16", .precision,
      "Epsilon is rounded to binary16, where 1e-8 is 0.",
      .seen("epsilon-vanishes-in-binary16"),
      where: \.hasEpsilon, epsilons: .used
    ) { edit, context in
      for name in [Hyperparameter.epsilon, .epsilonRoot] {
        let value = FloatFormat.binary16.round(context.hyperparameters[name])
        edit.replace(.hyperparameter(name)) { _ in edit.constant(value) }
      }
    },
    .plumbing(
      "rate-in-bfloat16", .precision, "The learning rate is kept in bfloat16.",
      .seen("hyperparameters-truncated"), inexpressible: coarser(than: .bfloat16)
    ) {
      $0.learningRate = { $0.given[$0.group].map { FloatFormat.bfloat16.round($0) } }
    },
  ]

  /// β^t as a product that is multiplied each step.
  static func product(
    _ id: String, _ summary: String, _ evidence: Evidence, _ format: FloatFormat
  ) -> Fault {
    .rule(
      id, .precision, summary, evidence,
      where: { $0.correctsFirstMoment || $0.correctsSecondMoment }, countsSteps: true,
      inexpressible: coarser(than: format)
    ) { edit, context in
      for name in [Hyperparameter.beta1, .beta2, .decay] {
        let β = format.round(context.hyperparameters[name])
        edit.replacePowers(of: name) { _, exponent in
          var power = 1.0
          for _ in 0..<max(0, exponent.value(step: context.clock)) {
            power = format.round(power * β)
          }
          return edit.constant(power)
        }
      }
    }
  }

  static let powers: [Fault] = [
    product(
      "running-product-in-binary32", "β^t is a running product in binary32.",
      .seen("powers-computed-in-two-ways", "complement-in-binary32"), .binary32),
    product(
      "running-product-in-bfloat16", "β^t is a running product in bfloat16.",
      .seen("beta2-rounds-to-one"), .bfloat16),
  ]

  static let formats: [Fault] = [
    .plumbing(
      "scalars-in-binary32", .precision, "The scalar part is evaluated in binary32.",
      .seen("complement-in-binary32"), inexpressible: coarser(than: .binary32)
    ) { $0.rounding.scalarFormat = .binary32 },
    .plumbing(
      "scalars-in-bfloat16", .precision, "The scalar part is evaluated in bfloat16.",
      .seen("beta2-rounds-to-one"), inexpressible: coarser(than: .bfloat16)
    ) { $0.rounding.scalarFormat = .bfloat16 },
    .plumbing(
      "elements-in-binary32", .precision,
      "Elements are computed in binary32 whatever their format.",
      .reported("https://github.com/BVLC/caffe, float locals in adam_solver.cu"),
      inexpressible: coarser(than: .binary32)
    ) { $0.rounding.elementFormat = .binary32 },
    .adapting(
      "arithmetic-in-storage", .precision,
      "Elements are computed in the storage format where a wider one is asked for.",
      .seen("square-overflows-in-binary16", "square-underflows-in-binary16"),
      inexpressible: {
        $0.precision >= 24 ? "no wider arithmetic is used with \($0)" : nil
      }
    ) { $0.procedure.rounding.elementFormat = $0.scenario.storage },
    .adapting(
      "overflow-saturates", .precision,
      "What overflows becomes the greatest number instead of an infinity.",
      .likely("hardware has modes for it."), where: \.hasRoot
    ) {
      $0.procedure.rounding.elementFormat =
        $0.scenario.arithmetic.overflowing(to: .saturate)
    },
    state("state-in-binary32", "State is kept in binary32.", .binary32),
    state("state-in-binary16", "State is kept in binary16.", .binary16),
    state("state-in-bfloat16", "State is kept in bfloat16.", .bfloat16),
  ]

  static func state(_ id: String, _ summary: String, _ format: FloatFormat)
    -> Fault
  {
    .plumbing(
      id, .precision, summary, .seen("buffer-in-half-precision"),
      inexpressible: coarser(than: format)
    ) { $0.rounding.stateFormat = format }
  }
}

extension Scenario {
  /// The same with other random bits.
  func with(stochastic: StochasticSource?) -> Scenario {
    Scenario(
      dialect: dialect, scalars: scalars, storage: storage, arithmetic: arithmetic,
      groups: groups, steps: steps, stepsBefore: stepsBefore, hasMaster: hasMaster,
      stochastic: stochastic)
  }
}
