import Dialects
import Formats
import Oracle
import Scenarios
import _TestSupport

/// Scenarios that between them show everything that an implementation can get
/// wrong, the cheap ones first.
struct RichScenarios {
  let dialect: Dialect
  var storage = FloatFormat.binary64
  var arithmetic = FloatFormat.binary64

  /// All of them; the last is long.
  var all: [Scenario] {
    [small, extremes, plumbing, rows, zeroRows, interrupted] + schedules
      + [zeroDecay, long]
  }

  /// Those of narrow formats.
  static func narrow(_ dialect: Dialect) -> [Scenario] {
    [FloatFormat.bfloat16, .binary16].flatMap { storage -> [Scenario] in
      let rich = RichScenarios(dialect: dialect, storage: storage, arithmetic: .binary32)
      return [
        rich.small, rich.extremes, rich.small(hasMaster: true, stochastic: nil),
        rich.small(hasMaster: false, stochastic: StochasticSource(seed: 7)), rich.long,
      ]
    }
  }

  // MARK: Scenarios

  private var small: Scenario { small(hasMaster: false, stochastic: nil) }

  private func small(hasMaster: Bool, stochastic: StochasticSource?) -> Scenario {
    var random = SplitMix64(seed: 1)
    let rates = [0.05, 0.03, 0, 0.0125, 0.01, 0.008, 0, 0.006]
    return scenario(
      [group([tensor([3], &random)])],
      steps: (0..<8).map { step in
        ScenarioStep(
          gradients: [values([3], &random)],
          learningRates: [rates[step]], before: .init(restores: step == 4))
      }, hasMaster: hasMaster, stochastic: stochastic)
  }

  private var extremes: Scenario {
    let huge = storage.greatestFinite
    let lanes: [[Double]] = [
      [.nan, huge, 1e-8, 0, 1e-5], [0.5, huge / 2, -1e-8, 0, 1e-5],
      [0.25, 1, 3e-8, 0, 0],
      [-0.25, 1, 3e-8, 1, 0],
    ]
    return scenario(
      [group([flat([0, 0, 0, 0.5, 0])], [.epsilon: 1e-8, .epsilonRoot: 1e-14])],
      steps: lanes.map {
        ScenarioStep(gradients: [$0.map { storage.encode($0) }], learningRates: [0.125])
      })
  }

  private var plumbing: Scenario {
    var random = SplitMix64(seed: 2)
    let shapes = [[3, 5], [9], [9], [0, 4], [], [33]]
    let other: [Hyperparameter: Double] = [
      .learningRate: 0.02, .momentum: 0, .decay: 0.7, .beta1: 0.5, .beta2: 0.8,
      .epsilon: 1e-3, .epsilonRoot: 1e-4, .weightDecay: 0.05, .momentumDecay: 0.3,
      .initialFirstMoment: 0, .dampening: 0,
    ]
    let groups = [
      group(shapes[..<4].map { tensor($0, &random) }),
      group(shapes[4...].map { tensor($0, &random) }, other),
    ]
    return scenario(
      groups,
      steps: (0..<7).map { step in
        ScenarioStep(
          gradients: shapes.enumerated().map { index, shape in
            index == 1 && (step == 0 || step == 3) ? nil : values(shape, &random)
          },
          learningRates: [step > 2 ? 0.2 : 0.05, 0.02], before: .init(restores: step == 3)
        )
      })
  }

  private var rows: Scenario {
    var random = SplitMix64(seed: 3)
    let listed = [[2, 0, 2], [], [3, 1], [1, 0], [0, 3, 0]]
    return scenario(
      [group([tensor([4, 2], &random)])],
      steps: listed.map { rows in
        ScenarioStep(
          gradients: [
            StepGradient.rows(
              rows, values: rows.flatMap { _ in values([2], &random) ?? [] })
          ], learningRates: [0.05])
      })
  }

  private var zeroRows: Scenario {
    var random = SplitMix64(seed: 8)
    let listed = [[2, 0], [1, 0], [2, 1]]
    return scenario(
      [group([tensor([4, 2], &random)])],
      steps: listed.enumerated().map { step, rows in
        let values = rows.flatMap { row in
          row == 0 && step > 0 ? [0, 0] : self.values([2], &random) ?? []
        }
        return ScenarioStep(
          gradients: [StepGradient.rows(rows, values: values)], learningRates: [0.05])
      })
  }

  /// Everything that can happen between steps.
  private var interrupted: Scenario {
    var random = SplitMix64(seed: 9)
    let group = group([])
    let slots = dialect.stateSlots(group.hyperparameters)
    let hasProduct = dialect[MomentumSchedule.self] == .decaying
    let tensors = zip(["zeta", "cold", "alpha"], [254, 0, 65_534]).map { name, clock in
      Scenario.Tensor(
        name: name, shape: [2], initial: values([2], &random) ?? [],
        past: clock == 0
          ? nil
          : TensorPast(
            gradientCount: clock,
            state: Dictionary(
              uniqueKeysWithValues: slots.map {
                ($0, (0..<2).map { _ in storage.encode(random.double(in: 0.1...1)) })
              }), momentumProduct: hasProduct ? 0.5 : nil))
    }
    let slow = self.group(
      [], [.beta1: 0.9999, .beta2: 0.99999, .decay: 0.99999, .learningRateDecay: 0x1p-12])
    let other = self.group([], [.momentum: 0.3, .dampening: 0.1, .weightDecay: 0.7])
    var changes: [Hyperparameter: Double] = [:]
    for (name, value) in group.hyperparameters.given {
      switch name {
      // RAdam would rectify nothing with a much shorter memory.
      case .beta2: changes[name] = value - 0x1p-5
      case .beta1, .decay, .momentum: changes[name] = value / 2
      case .epsilon, .epsilonRoot, .weightDecay: changes[name] = value + 1
      default: break
      }
    }
    var steps: [ScenarioStep] = []
    for step in 1...12 {
      var gradients: [StepGradient<UInt64>?] = tensors.map { _ in
        .dense(values([2], &random) ?? [])
      }
      if step < 4 { gradients[1] = nil }
      if step == 5 { gradients[0] = .dense([0, 0]) }
      if step == 2 { gradients = steps[0].gradients }
      steps.append(
        ScenarioStep(
          gradients: gradients, learningRates: [nil],
          before: .init(
            restores: step == 4, rewinds: step == 10, saves: step == 3,
            builtWith: step == 4 ? [other.hyperparameters] : nil),
          changes: step == 5 ? [changes] : [], repeatsGradients: step == 2))
    }
    return Scenario(
      dialect: dialect, scalars: .wide, storage: storage, arithmetic: arithmetic,
      groups: [
        Scenario.Group(
          hyperparameters: slow.hyperparameters, tensors: tensors,
          schedule: .exponential(factor: 0.99999))
      ], steps: .listed(steps), stepsBefore: 65_535)
  }

  private var schedules: [Scenario] {
    let cosine = LearningRateSchedule.cosine(total: 5, floor: 0.01, afterEnd: .hold)
    let steps = LearningRateSchedule.multiStep(milestones: [2, 3, 6], factor: 0.4)
    let all: [LearningRateSchedule] = [
      .warmUp(length: 3, start: 0.3, next: cosine),
      .warmUp(length: 2, start: 0.3, next: steps), steps,
      .step(period: 2, factor: 0.6), .exponential(factor: 0.8),
      .polynomial(total: 6, power: 1.7, floor: 0.01), cosine,
      .inverseSquareRoot(length: 3),
      .warmUp(length: 9, start: 0.3, next: .constant),
    ]
    return all.map { schedule in
      var random = SplitMix64(seed: 4)
      return scenario(
        [group([tensor([1], &random)], schedule: schedule)],
        steps: (0..<12).map { _ in
          ScenarioStep(gradients: [values([1], &random)], learningRates: [nil])
        })
    }
  }

  private var zeroDecay: Scenario {
    var random = SplitMix64(seed: 5)
    return scenario(
      [group([tensor([1], &random)], [.beta1: 0, .beta2: 0, .decay: 0])],
      steps: (0..<3).map { _ in
        ScenarioStep(gradients: [values([1], &random)], learningRates: [0.05])
      })
  }

  private var long: Scenario {
    var random = SplitMix64(seed: 6)
    let slow = group(
      [tensor([1], &random)], [.beta1: 0.999, .beta2: 0.9999, .decay: 0.9999])
    return Scenario(
      dialect: dialect, scalars: .wide, storage: storage, arithmetic: arithmetic,
      groups: [slow],
      steps: .generated(
        count: 2100, learningRates: [0.01],
        gradients: GradientGenerator(seed: 7, bits: 6, exponent: -6)))
  }

  // MARK: Parts

  private func scenario(
    _ groups: [Scenario.Group], steps: [ScenarioStep], hasMaster: Bool = false,
    stochastic: StochasticSource? = nil
  ) -> Scenario {
    Scenario(
      dialect: dialect, scalars: .wide, storage: storage, arithmetic: arithmetic,
      groups: groups, steps: .listed(steps), hasMaster: hasMaster, stochastic: stochastic)
  }

  /// A group that uses every hyperparameter of the optimizer.
  private func group(
    _ tensors: [Scenario.Tensor], _ changes: [Hyperparameter: Double] = [:],
    schedule: LearningRateSchedule? = nil
  ) -> Scenario.Group {
    let usual: [Hyperparameter: Double] = [
      .learningRate: 0.07, .momentum: 0.7, .dampening: 0.3, .decay: 0.8, .beta1: 0.6,
      .beta2: 0.95, .epsilon: 0.01, .epsilonRoot: 0.002, .weightDecay: 0.2,
      .learningRateDecay: 0.3, .accumulatorDecay: 0.75, .initialFirstMoment: 0.01,
      .initialSecondMoment: 0.02, .initialMaximum: 0.001, .momentumDecay: 0.1,
    ]
    let names = dialect.optimizer.definition.hyperparameters
    let values = names.map { ($0, changes[$0] ?? usual[$0] ?? 0) }
    guard
      let hyperparameters = try? Hyperparameters(
        dialect.optimizer, Dictionary(uniqueKeysWithValues: values))
    else { preconditionFailure("a value is outside its domain") }
    return Scenario.Group(
      hyperparameters: hyperparameters, tensors: tensors, schedule: schedule)
  }

  private func tensor(_ shape: [Int], _ random: inout SplitMix64) -> Scenario.Tensor {
    Scenario.Tensor(
      name: "w", shape: shape,
      initial: (0..<shape.reduce(1, *)).map { _ in
        storage.encode(random.double(in: -1...1))
      })
  }

  private func flat(_ values: [Double]) -> Scenario.Tensor {
    Scenario.Tensor(
      name: "w", shape: [values.count], initial: values.map { storage.encode($0) })
  }

  private func values(_ shape: [Int], _ random: inout SplitMix64) -> [UInt64]? {
    (0..<shape.reduce(1, *)).map { _ in
      storage.encode(random.double(in: -3...3) * (random.bool() ? 1 : 0.01))
    }
  }
}
