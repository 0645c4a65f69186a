import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import _TestSupport

/// κ*, the smallest budget that explains a value.
@Suite struct MinimalBudgetTests {
  /// A place in a random scenario.
  private struct Sample {
    let scenario: Scenario
    let lane: Lane
    let slot: StateSlot?
    let step: Int

    init?(_ random: inout SplitMix64, _ flavours: [RandomScenario.Flavour]) throws {
      let format = random.choice(FloatFormat.all)
      var description = RandomScenario(
        published: random.choice(PublishedDialect.all), storage: format,
        arithmetic: format, scalars: random.choice(Scenario.ScalarPrecision.allCases),
        flavour: random.choice(flavours))
      description.maximumSteps = 4
      scenario = try description.make(&random)
      let reading = scenario.roundedReading(checkpoints: [scenario.steps.count])[0]
      step = reading.step
      let lanes = reading.tensors.enumerated().flatMap { index, tensor in
        tensor.parameter.indices.map { Lane(tensor: index, element: $0) }
      }
      guard !lanes.isEmpty else { return nil }
      lane = random.choice(lanes)
      slot = random.choice([nil] + reading.tensors[lane.tensor].state.map(\.slot))
    }

    func read<Value>(_ checkpoints: [Checkpoint<Value>]) -> Value? {
      guard let tensor = checkpoints.last?.tensors[lane.tensor] else { return nil }
      if slot == nil { return tensor.parameter[lane.element] }
      return tensor.state.first { $0.slot == slot }?.values[lane.element]
    }

    func minimalBudget(_ bits: UInt64) -> Double {
      scenario.minimalBudget(of: bits, lane: lane, slot: slot, step: step)
    }
  }

  @Test("the reference needs at most 1, and so does the nearest value")
  func conforming() throws {
    let failure = try counterexample(in: 250) { random in
      guard let sample = try Sample(&random, RandomScenario.Flavour.allCases) else {
        return nil
      }
      let rounded = sample.scenario.roundedReading(checkpoints: [sample.step])
      guard let reference = sample.read(rounded) else { return nil }
      let budget = sample.minimalBudget(reference)
      if budget > 1 { return "the reference needs \(budget)" }
      let plan = PrecisionPlan(initial: 192, cap: 3072)
      let exact = try? sample.scenario.exactReading(
        checkpoints: [sample.step], plan: plan)
      guard let exact, let value = sample.read(exact) else { return nil }
      let least = sample.minimalBudget(value.nearest)
      return least > 1 ? "the nearest value needs \(least)" : nil
    }
    #expect(failure == nil)
  }

  @Test("a value is within a budget exactly if κ* is")
  func consistency() throws {
    let failure = try counterexample(in: 250) { random in
      guard let sample = try Sample(&random, [.ordinary, .small, .extreme]) else {
        return nil
      }
      let format = sample.scenario.storage
      let rounded = sample.scenario.roundedReading(checkpoints: [sample.step])
      guard let reference = sample.read(rounded),
        reference < format.greatestFiniteBits - 64
      else { return nil }
      let observed = reference + UInt64(random.integer(in: 0...40))
      let least = sample.minimalBudget(observed)
      for budget in [0.5, 4, 30] {
        let reading = sample.scenario.budgetReading(
          budget: budget, checkpoints: [sample.step])
        guard let enclosure = sample.read(reading) else { return nil }
        let isInside = enclosure.admits(observed, in: format)
        if least <= budget && !isInside { return "κ* = \(least), outside of \(budget)" }
        if isInside && least > budget * (1 + 0x1p-7) {
          return "κ* = \(least), inside of \(budget)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  /// Both ends of what κ = 4 admits have a κ* of at most 4, and their neighbours outside
  /// one above: the test is the same.
  @Test("a value is admitted exactly if κ* ≤ 4", arguments: FloatFormat.all)
  func ends(format: FloatFormat) throws {
    var endCount = 0
    let failure = try counterexample(in: 60) { random in
      var description = RandomScenario(
        published: random.choice(PublishedDialect.all), storage: format,
        arithmetic: format, scalars: random.choice(Scenario.ScalarPrecision.allCases),
        flavour: random.choice([.ordinary, .small, .short]))
      description.maximumSteps = 3
      let scenario = try description.make(&random)
      let step = scenario.steps.count
      let reading = scenario.budgetReading(budget: 4, checkpoints: [step])[0]
      for (tensor, values) in reading.tensors.enumerated() {
        for (element, enclosure) in values.parameter.enumerated().prefix(2) {
          guard let bounds = enclosure.bounds, !format.isNaN(bounds.low) else { continue }
          func budget(_ value: Double) -> Double {
            scenario.minimalBudget(
              of: format.encode(value), lane: Lane(tensor: tensor, element: element),
              slot: nil, step: step)
          }
          let (low, high) = (format.decode(bounds.low), format.decode(bounds.high))
          for (end, direction) in [(low, -1.0), (high, 1.0)] {
            if budget(end) > 4 { return "\(end): κ* = \(budget(end))" }
            let next = neighbour(of: end, in: format, above: direction > 0)
            guard let next else { continue }
            endCount += 1
            if budget(next) <= 4 { return "\(next): κ* = \(budget(next))" }
          }
        }
      }
      return nil
    }
    #expect(failure == nil)
    #expect(endCount > 60)
  }

  /// The next value of the format, if there is a finite one.
  private func neighbour(of value: Double, in format: FloatFormat, above: Bool) -> Double?
  {
    guard value.isFinite else { return nil }
    let moved = above ? value.nextUp : value.nextDown
    let next = format.decode(format.encode(moved, rounding: above ? .up : .down))
    return next.isFinite && next != value ? next : nil
  }

  @Test("the other lanes have no say")
  func loneLane() throws {
    let values: [Hyperparameter: Double] = [
      .learningRate: 0.1, .beta1: 0.9, .beta2: 0.99, .epsilon: 1e-8,
    ]
    let failure = try counterexample(in: 20) { random in
      let gradients = (0..<3).map { _ in (0..<4).map { _ in random.unit() - 0.5 } }
      let whole = try Scenario.single(
        .standard(.adam), values, start: [0, 1, 2, 3], gradients: gradients)
      let element = random.integer(in: 0...3)
      let alone = try Scenario.single(
        .standard(.adam), values, start: [Double(element)],
        gradients: gradients.map { [$0[element]] })
      let bits =
        whole.roundedReading(checkpoints: [3])[0].tensors[0].parameter[element] + 7
      let budgets = [(whole, element), (alone, 0)].map { scenario, element in
        scenario.minimalBudget(
          of: bits, lane: Lane(tensor: 0, element: element), slot: nil, step: 3)
      }
      return budgets[0] == budgets[1] ? nil : "\(budgets)"
    }
    #expect(failure == nil)
  }

  private func sgd(_ gradient: Double) throws -> Scenario {
    try Scenario.single(
      .standard(.sgd), [.learningRate: 0.1], start: [1], gradients: [[gradient]])
  }

  private func budget(_ scenario: Scenario, of value: Double, slot: StateSlot? = nil)
    -> Double
  {
    scenario.minimalBudget(
      of: FloatFormat.binary32.encode(value), lane: Lane(tensor: 0, element: 0),
      slot: slot, step: 1)
  }

  @Test("the exact value needs nothing, NaN agrees with NaN only")
  func corners() throws {
    let exact = try Scenario.single(
      .standard(.sgd), [.learningRate: 0.5], start: [1], gradients: [[0.5]])
    #expect(budget(exact, of: 0.75) == 0)
    #expect(budget(try sgd(1), of: .nan) == .infinity)
    #expect(budget(try sgd(.nan), of: .nan) == 0)
    #expect(budget(try sgd(.nan), of: 1) == .infinity)
    #expect(budget(try sgd(.infinity), of: -.infinity) <= 1)
  }

  @Test("what is exactly zero can be nothing else")
  func hopeless() throws {
    #expect(budget(try sgd(0), of: 1) == 0)
    #expect(budget(try sgd(0), of: 1.0000001) == .infinity)
    #expect(budget(try sgd(1), of: 0.9, slot: .momentumBuffer) == .infinity)
  }

  @Test("the search stops at its limit")
  func limit() throws {
    let scenario = try sgd(1)
    let far = FloatFormat.binary32.encode(0.95)
    let lane = Lane(tensor: 0, element: 0)
    let least = scenario.minimalBudget(of: far, lane: lane, slot: nil, step: 1)
    #expect(least > 1e5 && least.isFinite)
    #expect(
      scenario.minimalBudget(of: far, lane: lane, slot: nil, step: 1, limit: 1000)
        == .infinity)
  }

  @Test("one operation off by k units needs k of them")
  func oneOperation() throws {
    // 1 − 2^-30 is off by 2^-30; its neighbours below are multiples of 2^-24.
    let scenario = try Scenario.single(
      .standard(.sgd), [.learningRate: 0x1p-30], start: [1], gradients: [[1]])
    let u = FloatFormat.binary32.unitRoundoff
    for k in [1.0, 3, 10, 1000] {
      let least = budget(scenario, of: 1 - k * u)
      #expect(abs(least - k) < 0.03 * k + 0.1, "\(k): \(least)")
    }
  }
}
