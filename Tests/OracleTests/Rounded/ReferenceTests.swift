import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import _TestSupport

/// The rounded reading gives the bits that the machine's own arithmetic gives
/// when it follows SPEC.md.
@Suite struct ReferenceTests {
  static func fault(_ scenario: Scenario) -> String? {
    let history = referenceBits(scenario)
    let reading = scenario.roundedReading(checkpoints: Array(1...history.count))
    return disagreement(reading, history) { slot, bits, expected in
      let format = scenario.format(of: slot)
      return bits == expected
        ? nil : "\(format.hexadecimal(bits)), expected \(format.hexadecimal(expected))"
    }
  }

  /// Scenarios whose arithmetic may be wider than their storage.
  static func scenario(
    _ published: PublishedDialect, _ random: inout SplitMix64, arithmetic: FloatFormat
  ) throws -> Scenario {
    let narrower = FloatFormat.all.filter(arithmetic.holds)
    let description = RandomScenario(
      published: published,
      storage: random.bool() ? arithmetic : random.choice(narrower),
      arithmetic: arithmetic,
      scalars: random.choice(Scenario.ScalarPrecision.allCases),
      flavour: random.choice(RandomScenario.Flavour.allCases),
      hasSpecials: random.oneIn(4))
    return try description.make(&random)
  }

  @Test("hardware formats", arguments: PublishedDialect.all)
  func hardware(published: PublishedDialect) throws {
    let failure = try counterexample(in: 12) { random in
      let arithmetic = random.choice([FloatFormat.binary32, .binary64])
      return Self.fault(try Self.scenario(published, &random, arithmetic: arithmetic))
    }
    #expect(failure == nil)
  }

  @Test("small formats", arguments: PublishedDialect.all)
  func small(published: PublishedDialect) throws {
    let failure = try counterexample(in: 12) { random in
      let arithmetic = random.choice([FloatFormat.binary16, .bfloat16, .e4m3, .e5m2])
      return Self.fault(try Self.scenario(published, &random, arithmetic: arithmetic))
    }
    #expect(failure == nil)
  }

  @Test("dialects that nobody published")
  func unpublished() throws {
    let failure = try counterexample(in: 600) { random in
      let format = random.choice(FloatFormat.all)
      let description = try RandomScenario(
        storage: format, arithmetic: format,
        scalars: random.choice(Scenario.ScalarPrecision.allCases),
        flavour: random.choice([.ordinary, .small, .short]), random: &random)
      let scenario = try description.make(&random)
      return Self.fault(scenario).map { "\(scenario.dialect): \($0)" }
    }
    #expect(failure == nil)
  }

  @Test(
    "a step number beyond the scalar format is rounded, an exponent is not",
    arguments: [FloatFormat.binary16, .bfloat16, .e5m2])
  func longRuns(format: FloatFormat) throws {
    let steps = format.precision > 8 ? 2060 : 270
    let gradients = (1...steps).map { _ in [1.0] }
    let adagrad = try Scenario.single(
      .standard(.adagrad), [.learningRate: 1, .learningRateDecay: 0.01, .epsilon: 0.5],
      start: [0], gradients: gradients, in: format, scalars: .working)
    #expect(Self.fault(adagrad) == nil)
    let adam = try Scenario.single(
      .standard(.adam),
      [.learningRate: 0.01, .beta1: 0.875, .beta2: 0.999, .epsilon: 0.25],
      start: [0], gradients: gradients.prefix(300).map { $0 }, in: format,
      scalars: format == .e5m2 ? .wide : .working)
    #expect(Self.fault(adam) == nil)
  }
}
