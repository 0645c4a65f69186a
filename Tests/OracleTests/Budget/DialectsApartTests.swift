import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import _TestSupport

/// Each published dialect is a fault of every other: its reference falls outside
/// of the other's budget.
@Suite struct DialectsApartTests {
  private let checkpoints = Array(1...8)

  /// A run in which every axis matters: all terms are present, a gradient is
  /// absent, others list rows, one of them twice, gradients are as small as ε, the
  /// learning rate jumps, and there are steps enough for RAdam to rectify.
  private func scenario(_ published: PublishedDialect) throws -> Scenario {
    let format = FloatFormat.binary32
    let optimizer = published.dialect.optimizer
    var values: [Hyperparameter: Double] = [
      .learningRate: 0.05, .momentum: 0.8, .dampening: 0.25, .decay: 0.9, .beta1: 0.85,
      .beta2: 0.95, .weightDecay: 0.1, .learningRateDecay: 0.2, .momentumDecay: 0.1,
      .accumulatorDecay: 0.9, .initialFirstMoment: 0, .initialSecondMoment: 0,
    ]
    if [.outside, .both].contains(published.epsilonPlace) { values[.epsilon] = 1e-4 }
    if [.inside, .both].contains(published.epsilonPlace) { values[.epsilonRoot] = 1e-6 }
    values = values.filter { optimizer.definition.hyperparameters.contains($0.key) }
    let start = [0, 0.5, -0.25, 3]
    let gradients: [StepGradient<Double>?] = [
      .dense([1e-4, 0.5, -2, 1]), .dense([-3e-5, 0.25, 1, 1]), nil,
      .dense([2e-4, -0.75, 0.5, 1]), .rows([3, 0, 3], values: [0.5, 2e-4, 1]),
      .dense([1e-5, 0.1, 0.3, 1]), .rows([1], values: [0.75]),
      .dense([1e-5, -0.1, 0.3, -1]),
    ]
    let rates = [0.05, 0.05, 0.05, 0.02, 0.02, 0.02, 0.02, 0.02]
    return Scenario(
      dialect: published.dialect, scalars: .wide, storage: format, arithmetic: format,
      groups: [
        Scenario.Group(
          hyperparameters: try Hyperparameters(optimizer, values),
          tensors: [
            Scenario.Tensor(
              name: "w", shape: [4], initial: start.map { format.encode($0) })
          ])
      ],
      steps: .listed(
        zip(gradients, rates).map { gradient, rate in
          ScenarioStep(
            gradients: [gradient?.map { format.encode($0) }], learningRates: [rate])
        }))
  }

  /// Forms that differ in their rounding only, such as weight decay before the step and in
  /// it, have the same exact values and are one rule to a budget; there is a law for each.
  @Test("published dialects are apart", arguments: OptimizerName.allCases)
  func apart(optimizer: OptimizerName) throws {
    struct Run {
      let published: PublishedDialect
      let exact: [[String]]
      let reference: [[UInt64]]
      let bounds: [[BudgetEnclosure]]
    }
    func parameters<Value>(_ checkpoints: [Checkpoint<Value>]) -> [[Value]] {
      checkpoints.map { $0.tensors[0].parameter }
    }
    let own = PublishedDialect.all.filter { $0.dialect.optimizer == optimizer }
    let runs = try own.map { published in
      let scenario = try scenario(published)
      return Run(
        published: published,
        exact: parameters(try scenario.exactReading(checkpoints: checkpoints)).map {
          $0.map(\.decimal)
        },
        reference: parameters(scenario.roundedReading(checkpoints: checkpoints)),
        bounds: parameters(scenario.budgetReading(budget: 4, checkpoints: checkpoints)))
    }
    for run in runs {
      for other in runs {
        let isInside = zip(run.bounds, other.reference).allSatisfy { bounds, values in
          zip(bounds, values).allSatisfy { $0.admits($1, in: .binary32) }
        }
        let names = [run, other].map(\.published.name)
        #expect(isInside == (run.exact == other.exact), "\(names)")
        let areOne = form(run.published.dialect) == form(other.published.dialect)
        #expect(isInside == areOne, "\(names)")
      }
    }
  }

  /// One dialect for all that have the same exact values in the run.
  private func form(_ dialect: Dialect) -> Dialect {
    var form = dialect.realForm
    // v ≥ m² in real arithmetic: the clamp never acts.
    if form[VarianceClamp.self] == .zero { form = form.with(VarianceClamp.off) }
    if !form.countsSteps, form[StepClock.self] != nil {
      form = form.with(StepClock.tensor)
    }
    return form
  }
}
