import Dialects
import Formats
import Multiprecision
import Oracle
import Scenarios
import Testing
import _TestSupport

/// What lies within a budget.
@Suite struct EnclosureTests {
  private static func scenario(
    _ published: PublishedDialect, _ random: inout SplitMix64
  ) throws -> Scenario {
    let arithmetic = random.choice(FloatFormat.all)
    return try ReferenceTests.scenario(published, &random, arithmetic: arithmetic)
  }

  /// The values of the checkpoints in a fixed order.
  private static func values<Value>(_ checkpoints: [Checkpoint<Value>]) -> [Value] {
    checkpoints.flatMap(\.tensors).flatMap { $0.parameter + $0.state.flatMap(\.values) }
  }

  /// The format of each of them.
  private static func formats<Value>(
    _ checkpoints: [Checkpoint<Value>], _ scenario: Scenario
  ) -> [FloatFormat] {
    checkpoints.flatMap(\.tensors).flatMap { tensor in
      tensor.parameter.map { _ in scenario.storage }
        + tensor.state.flatMap { slot, values in
          values.map { _ in scenario.format(of: slot) }
        }
    }
  }

  @Test(
    "the reference is within κ = 1, and so within more", arguments: PublishedDialect.all)
  func reference(published: PublishedDialect) throws {
    let failure = try counterexample(in: 14) { random in
      let scenario = try Self.scenario(published, &random)
      let checkpoints = Array(1...scenario.steps.count)
      let reading = scenario.roundedReading(checkpoints: checkpoints)
      let reference = zip(Self.values(reading), Self.formats(reading, scenario))
      for budget in [1, 4] as [Double] {
        let bounds = Self.values(
          scenario.budgetReading(budget: budget, checkpoints: checkpoints))
        for ((bits, format), enclosure) in zip(reference, bounds)
        where !enclosure.admits(bits, in: format) {
          return "\(format.decode(bits)) is outside of κ = \(budget)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test(
    "no value of the format between an end and the exact value is missing",
    arguments: PublishedDialect.all)
  func exact(published: PublishedDialect) throws {
    let failure = try counterexample(in: 14) { random in
      let scenario = try Self.scenario(published, &random)
      let checkpoints = Array(1...scenario.steps.count)
      let history = SpecRun.exact(scenario)(scenario)
      for budget in [0, 0.25, 4] {
        let bounds = scenario.budgetReading(budget: budget, checkpoints: checkpoints)
        let fault = disagreement(bounds, history) { slot, enclosure, exact in
          let format = scenario.format(of: slot)
          guard let bounds = enclosure.bounds else { return nil }
          let (low, high) = (format.decode(bounds.low), format.decode(bounds.high))
          if low.isNaN || exact.value.isNaN {
            return low.isNaN && exact.value.isNaN ? nil : "\(low), \(exact.double)"
          }
          // Without infinities the largest value stands for what rounds to it.
          if format.infinityBits == nil && exact.double.magnitude > format.greatestFinite
          {
            return budget == 0 || max(-low, high) == format.greatestFinite
              ? nil : "\(low)...\(high)"
          }
          let above = format.decode(exact.value.rounded(to: format, .up))
          let below = format.decode(exact.value.rounded(to: format, .down))
          // With κ = 4 there is room for the values on both sides.
          let hasRoom = budget >= 4 && exact.double.magnitude <= format.greatestFinite
          let isWithin =
            hasRoom ? low <= below && above <= high : low <= above && below <= high
          return isWithin ? nil : "\(exact.double) is outside of \(low)...\(high)"
        }
        if let fault { return "κ = \(budget): \(fault)" }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("a greater budget admits more", arguments: PublishedDialect.all)
  func monotony(published: PublishedDialect) throws {
    let failure = try counterexample(in: 10) { random in
      let scenario = try Self.scenario(published, &random)
      let checkpoints = Array(1...scenario.steps.count)
      var previous: [BudgetEnclosure]?
      for budget in [0.0, 0.3, 1, 1.1, 4, 1000] {
        let reading = scenario.budgetReading(budget: budget, checkpoints: checkpoints)
        let bounds = Self.values(reading)
        let formats = Self.formats(reading, scenario)
        for ((narrow, wide), format) in zip(zip(previous ?? [], bounds), formats) {
          guard let outer = wide.bounds else { continue }
          guard let inner = narrow.bounds else { return "bounds reappear at \(budget)" }
          let values = [inner.low, inner.high, outer.low, outer.high].map(format.decode)
          let isNaN = values.map(\.isNaN)
          if isNaN == [true, true, true, true] { continue }
          // A budget below 1 may admit no value of the format.
          if !isNaN.contains(true) && values[0] > values[1] { continue }
          if isNaN.contains(true) || values[2] > values[0] || values[1] > values[3] {
            return "κ = \(budget): \(values)"
          }
        }
        previous = bounds
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("bounds are ordered, and NaN only together")
  func order() throws {
    let failure = try counterexample(in: 200) { random in
      let published = random.choice(PublishedDialect.all)
      let scenario = try Self.scenario(published, &random)
      let readings = scenario.budgetReading(budget: 4, checkpoints: [1])
      let enclosures = zip(Self.values(readings), Self.formats(readings, scenario))
      for (enclosure, format) in enclosures {
        guard let bounds = enclosure.bounds else { continue }
        let (low, high) = (format.decode(bounds.low), format.decode(bounds.high))
        if low.isNaN && high.isNaN { continue }
        if !(low <= high) { return "\(low)...\(high)" }
      }
      return nil
    }
    #expect(failure == nil)
  }
}
