import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import _TestSupport

/// The first-order estimate of κ*.
@Suite struct DeviationTests {
  private func estimate(
    _ value: Double, _ exact: String, _ unit: Double?, in format: FloatFormat = .binary32
  ) -> Double? {
    Deviation.estimate(of: format.encode(value), in: format, from: exact, unit: unit)
  }

  @Test("an estimate counts units, with answers of its own for infinities and NaN")
  func corners() {
    #expect(estimate(1, "1e0", nil) == nil)
    #expect(estimate(1, "1e0", 0) == 0)
    #expect(estimate(1.5, "1e0", 0.25) == 2)
    #expect(estimate(0.5, "1e0", 0.25) == 2)
    #expect(estimate(1.5, "1e0", 0) == .infinity)
    #expect(estimate(.nan, "nan", 0) == 0)
    #expect(estimate(.nan, "1e0", 1) == .infinity)
    #expect(estimate(1, "nan", 1) == .infinity)
    for format in [FloatFormat.binary32, .binary64] {
      #expect(estimate(.infinity, "inf", 0, in: format) == 0)
      #expect(estimate(-.infinity, "inf", 0, in: format) == .infinity)
      #expect(estimate(1, "inf", 0, in: format) == .infinity)
      #expect(estimate(.infinity, "1e0", 1, in: format) == .infinity)
      #expect(estimate(-0.0, "0", 0, in: format) == 0)
    }
  }

  @Test("in binary64 the digits count")
  func binary64() throws {
    let exact = "1.00000000000000000000000000001e0"
    let distance = try #require(estimate(1, exact, 1e-29, in: .binary64))
    #expect(abs(distance - 1) < 1e-9)
  }

  @Test("the unit is how far κ = 1 reaches")
  func units() throws {
    let failure = try counterexample(in: 150) { random in
      let format = random.choice([FloatFormat.binary32, .binary16, .bfloat16])
      let description = RandomScenario(
        published: random.choice(PublishedDialect.all), storage: format,
        arithmetic: format, scalars: .wide, flavour: .ordinary)
      let scenario = try description.make(&random)
      let checkpoints = Array(1...scenario.steps.count)
      let history = SpecRun.exact(scenario)(scenario)
      let bounds = scenario.budgetReading(budget: 1, checkpoints: checkpoints)
      var enclosures = laneByLane(bounds)[...]
      return disagreement(scenario.budgetUnits(checkpoints: checkpoints), history) {
        unit, exact in
        let bounds = enclosures.removeFirst().bounds
        if !exact.double.isFinite { return nil }
        guard let unit, let bounds else {
          let width = bounds.map { format.decode($0.high) - format.decode($0.low) }
          return width?.isFinite ?? false ? "no unit, but bounds" : nil
        }
        let (low, high) = (format.decode(bounds.low), format.decode(bounds.high))
        if low > high { return "nothing is admitted" }
        let reach = max(high - exact.double, exact.double - low)
        // Bounds are values inside, by less than the distance of neighbours; beyond a
        // power of two that is twice the distance at the bound.
        let spacing = max(low.magnitude, high.magnitude) * 2 * format.unitRoundoff
        let slack = 2 * spacing + format.leastPositive
        return reach <= unit * 1.001 + 1e-300 && reach >= unit * 0.999 - slack
          ? nil : "\(unit), but \(low)...\(high) about \(exact.double)"
      }
    }
    #expect(failure == nil)
  }

  @Test("the estimate is near κ*")
  func nearMinimalBudget() throws {
    let orders = AdamOrders()
    var random = SplitMix64(seed: Search.seed)
    let run = try OrderRun(
      .standard(.adam), orders.hyperparameters, lanes: 8, steps: 6,
      exponents: [-6...4, -12...12], random: &random)
    for order in orders.all + orders.faults {
      let place = run.places(order).farthest
      let ratio = run.minimalBudget(place) / place.estimate
      // Thousands of units are beyond first order.
      if place.estimate < 1e5 {
        #expect(ratio > 0.9 && ratio < 1.1, "\(order.name): \(ratio)")
      }
    }
  }
}

/// The values in the order in which `disagreement` visits them.
private func laneByLane<Value>(_ checkpoints: [Checkpoint<Value>]) -> [Value] {
  checkpoints.flatMap(\.tensors).flatMap { tensor in
    tensor.parameter.indices.flatMap { lane in
      [tensor.parameter[lane]] + tensor.state.map { $0.values[lane] }
    }
  }
}
