import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import _TestSupport

/// SGD divides nothing and takes no root: on short dyadic numbers `Double`
/// computes it exactly, and the published decimals end.
@Suite struct DyadicTests {
  /// The decimal form of a multiple of 2^−40, by integer arithmetic alone.
  static func decimal(_ value: Double) -> String {
    if value == 0 { return "0" }
    // n / 2^40 = n · 5^40 / 10^40, digit by digit.
    var digits = String(UInt64(value.magnitude * 0x1p40)).compactMap(\.wholeNumberValue)
    for _ in 0..<40 {
      var carry = 0
      for index in digits.indices.reversed() {
        carry += digits[index] * 5
        digits[index] = carry % 10
        carry /= 10
      }
      if carry > 0 { digits.insert(carry, at: 0) }
    }
    let exponent = digits.count - 1 - 40
    while digits.last == 0 { digits.removeLast() }
    let text = digits.map(String.init).joined()
    let fraction = text.dropFirst()
    return (value < 0 ? "-" : "") + text.prefix(1) + (fraction.isEmpty ? "" : ".")
      + fraction + "e\(exponent)"
  }

  @Test("the decimal form itself")
  func decimals() {
    #expect(Self.decimal(1) == "1e0")
    #expect(Self.decimal(-0.375) == "-3.75e-1")
    #expect(Self.decimal(1000.5) == "1.0005e3")
    #expect(Self.decimal(0x1p-10) == "9.765625e-4")
  }

  /// A multiple of 2^−3 below 2 in magnitude.
  private static func short(_ random: inout SplitMix64) -> Double {
    Double(random.integer(in: -15...15)) / 8
  }

  @Test(
    "SGD to the last digit",
    arguments: PublishedDialect.all.filter { $0.dialect.optimizer == .sgd })
  func sgd(published: PublishedDialect) throws {
    let format = FloatFormat.binary64
    let failure = try counterexample(in: 40) { random in
      var values: [Hyperparameter: Double] = [.learningRate: 0.25]
      if random.bool() { values[.momentum] = random.choice([0.5, 0.75]) }
      if random.bool() { values[.dampening] = random.choice([0.5, 0.25, -0.5]) }
      if random.bool() { values[.weightDecay] = random.choice([0.5, 0.25]) }
      let start = (0..<3).map { _ in Self.short(&random) }
      let steps = (0..<3).map { _ in
        ScenarioStep(
          gradients: [start.map { _ in format.encode(Self.short(&random)) }],
          learningRates: [random.choice([0.5, 0.25])])
      }
      let tensor = Scenario.Tensor(
        name: "w", shape: [3], initial: start.map(format.encode))
      let scenario = Scenario(
        dialect: published.dialect, scalars: .wide, storage: format, arithmetic: format,
        groups: [
          Scenario.Group(
            hyperparameters: try Hyperparameters(.sgd, values), tensors: [tensor])
        ],
        steps: .listed(steps))
      let history = SpecRun<Double, Double>(
        number: { $0 }, hand: { $0 }, store: { $0 })(scenario)
      let reading = try scenario.exactReading(checkpoints: [1, 2, 3])
      return disagreement(reading, history) { value, expected in
        let scaled = expected * 0x1p40
        if scaled != scaled.rounded() { return "\(expected) is no multiple of 2^-40" }
        let digits = Self.decimal(expected)
        // More digits than are published would be rounded.
        let isShort = digits.count { $0.isNumber } <= ExactValue.digits + 1
        if isShort && value.decimal != digits { return "\(value.decimal) for \(digits)" }
        return value.nearest == format.encode(expected + 0) ? nil : "\(value.nearest)"
      }
    }
    #expect(failure == nil)
  }
}

extension FloatFormat {
  /// The nearest value's encoding, ties to even.
  func encode(_ value: Double) -> UInt64 { encode(value, rounding: .nearestEven) }
}
