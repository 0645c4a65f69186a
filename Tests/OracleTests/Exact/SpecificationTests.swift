import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import _TestSupport

/// The exact reading is what SPEC.md says, evaluated apart from it.
@Suite struct SpecificationTests {
  private func agree(
    _ scenario: Scenario
  ) -> (StateSlot?, ExactValue, BigReal) -> String? {
    { slot, value, expected in
      let format = scenario.format(of: slot)
      let decimal = expected.decimal(digits: ExactValue.digits)
      if value.decimal != decimal { return "\(value.decimal), expected \(decimal)" }
      let nearest = expected.nearest(format)
      if value.nearest != nearest {
        return "rounds to \(format.hexadecimal(value.nearest)), "
          + "expected \(format.hexadecimal(nearest))"
      }
      return nil
    }
  }

  /// Random scenarios reach simple values by irrational routes, such as
  /// √(c·g²)/√c, where enclosures cannot decide a rounding; such a case is
  /// passed over, but it must be a rare one.
  @Test("every digit and every rounding", arguments: PublishedDialect.all)
  func exact(published: PublishedDialect) throws {
    let count = 30
    var undecided = 0
    let failure = try counterexample(in: count) { random in
      let storage = random.choice(FloatFormat.all)
      let wider = FloatFormat.all.filter { $0.holds(storage) }
      let description = RandomScenario(
        published: published, storage: storage, arithmetic: random.choice(wider),
        scalars: random.choice(Scenario.ScalarPrecision.allCases),
        flavour: random.choice(RandomScenario.Flavour.allCases),
        hasSpecials: random.oneIn(4))
      let scenario = try description.make(&random)
      let history = SpecRun.exact(scenario)(scenario)
      do throws(OracleError) {
        let reading = try scenario.exactReading(
          checkpoints: Array(1...history.count),
          plan: PrecisionPlan(initial: 192, cap: 3072))
        return disagreement(reading, history, agree: agree(scenario))
      } catch {
        undecided += 1
        return nil
      }
    }
    #expect(failure == nil)
    #expect(undecided * 20 <= count * Search.effort)
  }
}

extension FloatFormat {
  /// Whether every value of `other` is one of this format.
  func holds(_ other: FloatFormat) -> Bool {
    precision >= other.precision && maximumExponent >= other.maximumExponent
      && smallestSubnormalExponent <= other.smallestSubnormalExponent
  }
}
