import Deviations
import Dialects
import Formats
import HonestOrders
import Oracle
import Scenarios

@testable import Identification
@testable import Verdicts

/// An implementation that computes one thing, whatever it claims and is told.
struct Impostor: Implementation {
  /// What it computes.
  var dialect: Dialect
  /// What it does with what it takes for ε.
  var epsilon = EpsilonUse.asGiven
  /// How it evaluates scalars.
  var scalars = Scenario.ScalarPrecision.wide
  /// The hyperparameters that it rounds to binary32 as it reads them.
  var rounded: Set<Hyperparameter> = []
  /// The order in which it evaluates.
  var order: HonestOrder?
  /// What it says of itself.
  var claim: Claim
  /// Whether it takes gradients that list rows, and no others.
  var takesRowsOnly = false

  /// An implementation of `dialect` that claims the standard one.
  init(_ dialect: Dialect, formats: [FloatFormat] = [.binary64]) {
    self.dialect = dialect
    claim = Claim(
      optimizer: dialect.optimizer.rawValue, formats: formats.map(\.name),
      features: [.groups, .restore, .state, .absentGradients, .sparse])
  }

  var concurrency: Int { .max }

  func introduce() async throws -> ImplementationDescription {
    ImplementationDescription(
      name: "impostor", version: "1", language: "swift", implements: [claim])
  }

  func answer(_ request: CaseRequest) async throws -> CaseAnswer {
    if takesRowsOnly, case .listed(let steps) = request.scenario.steps,
      steps.contains(where: { $0.gradients.contains { !($0?.isSparse ?? true) } })
    {
      return .skip(reason: "sparse gradients only")
    }
    var real = request.scenario.carriedOut(
      as: dialect, scalars: scalars,
      groups: request.scenario.groups.map { $0.using(epsilon) })
    if !rounded.isEmpty { real = try real.rounding(rounded) }
    let procedure = order?.procedure(for: dialect, in: real.arithmetic) ?? .specified
    return .result(
      Execution(of: real, by: procedure).roundedReading(checkpoints: request.checkpoints))
  }

  /// The findings about it.
  func findings() async throws -> [Finding] {
    try await Identification(of: self).run().findings
  }

  /// What it is identified as, in the format that is tried first.
  func identity() async throws -> Identity? {
    guard case .identified(let identity) = try await findings().first?.outcome else {
      return nil
    }
    return identity
  }
}

extension Scenario {
  /// The same run with some of the hyperparameters representable in binary32.
  fileprivate func rounding(_ names: Set<Hyperparameter>) throws -> Scenario {
    func rounded(_ values: [Hyperparameter: Double]) -> [Hyperparameter: Double] {
      Dictionary(
        uniqueKeysWithValues: values.map { name, value in
          (name, names.contains(name) ? Double(Float(value)) : value)
        })
    }
    func rounded(_ rates: [Double?]) -> [Double?] {
      rates.map { rate in
        names.contains(.learningRate) ? rate.map { Double(Float($0)) } : rate
      }
    }
    let steps: StepSequence =
      switch steps {
      case .listed(let listed):
        .listed(
          listed.map { step in
            ScenarioStep(
              gradients: step.gradients, learningRates: rounded(step.learningRates),
              before: step.before, changes: step.changes.map(rounded),
              repeatsGradients: step.repeatsGradients)
          })
      case .generated(let count, let rates, let gradients):
        .generated(count: count, learningRates: rounded(rates), gradients: gradients)
      }
    return with(
      groups: try groups.map {
        Group(
          hyperparameters: try Hyperparameters(
            $0.hyperparameters.optimizer, rounded($0.hyperparameters.given)),
          tensors: $0.tensors, schedule: $0.schedule)
      }, steps: steps)
  }
}
