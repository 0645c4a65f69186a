import Dialects
import Formats
import Optimizers
import Testing
import _TestSupport

/// Rounded to nearest even, θ − s is θ exactly when s is less than half the gap to θ's
/// neighbour on its side, or that and θ's significand even: theorems, `swallowed_iff`,
/// `small_step_swallowed`, `large_step_moves` and `bfloat16_swallowed_at_one`.
///
/// Tried on the library's SGD with η = 1. Domain: every θ ≠ 0 but the greatest, of 8
/// and 16 bits, with steps at, beside and far from each border. For rules: RMSprop from
/// θ = 1, ρ ≤ 0.9 and |g| in [2^−4, 2^4], where no square underflows.
struct SwallowedUpdateTests {
  /// The same step of many elements.
  private static func moved(
    _ θ: [UInt64], by s: [UInt64], _ format: FloatFormat
  ) throws -> [UInt64] {
    var sgd = try makeBitwiseOptimizer(
      [BitwiseGroup(.sgd(learningRate: 1), tensors: [([θ.count], θ)])],
      storage: format, arithmetic: format)
    try sgd.step(gradients: [s], learningRates: [1])
    return sgd.parameters[0]
  }

  /// Whether θ − s is θ, by the theorem.
  private static func isSwallowed(_ θ: UInt64, _ s: Double, _ format: FloatFormat) -> Bool
  {
    let sign = θ & ~(format.bitMask >> 1) == 0 ? 1.0 : -1.0
    let magnitude = θ & (format.bitMask >> 1)
    let x = format.decode(magnitude)
    // Of −θ the step −s; towards zero is where s is positive.
    let (outward, inward) = (
      (format.decode(magnitude + 1) - x) / 2, (x - format.decode(magnitude - 1)) / 2
    )
    let s = s * sign
    if θ & 1 == 0 { return -outward <= s && s <= inward }
    return -outward < s && s < inward
  }

  @Test(
    "a step is lost exactly at the borders",
    arguments: [FloatFormat.e4m3, .e5m2, .binary16, .bfloat16])
  func stepIsLostExactlyAtBorders(format: FloatFormat) throws {
    let isSmall = format.bitWidth == 8
    var (points, steps): ([UInt64], [UInt64]) = ([], [])
    let top = format.greatestFiniteBits
    for magnitude in stride(from: 1, to: top, by: isSmall ? 1 : 5) {
      let x = format.decode(magnitude)
      let gaps = [format.decode(magnitude + 1) - x, x - format.decode(magnitude - 1)]
      for gap in gaps {
        let half = format.encode(gap / 2)
        for s in [half, half + 1, half == 0 ? 0 : half - 1, half << 1 & top, 1]
        where s <= top {
          for sign in [0, format.bitMask ^ (format.bitMask >> 1)] {
            points.append(magnitude | (isSmall ? sign : 0))
            steps.append(s | (isSmall ? 0 : sign))
            points.append(magnitude)
            steps.append(s | sign)
          }
        }
      }
    }
    let moved = try Self.moved(points, by: steps, format)
    var failure: String?
    for index in points.indices {
      let s = format.decode(steps[index])
      if (moved[index] == points[index]) != Self.isSwallowed(points[index], s, format) {
        failure = "\(format.decode(points[index])) − \(s)"
      }
    }
    #expect(failure == nil)
  }

  @Test("bfloat16 keeps 1 from −1∕256 to 1∕512") func bfloat16Keeps1From1256() throws {
    let format = FloatFormat.bfloat16
    let steps = (0..<0x1_0000 as Range<UInt64>).filter { !format.isNaN($0) }
    let one = format.encode(1)
    let moved = try Self.moved(steps.map { _ in one }, by: steps, format)
    for (s, θ) in zip(steps.map(format.decode), moved)
    where (θ == one) != (-0x1p-8...0x1p-9).contains(s) {
      Issue.record("1 − \(s)")
    }
  }

  /// The parameters after 40 steps of RMSprop from 1.
  private static func descent(
    _ format: FloatFormat, rate: Double, decay: Double, gradients: [Double], ε: Double
  ) throws -> Double {
    var optimizer = try makeBitwiseOptimizer(
      [
        BitwiseGroup(
          .rmsprop(learningRate: rate, decay: decay, epsilon: ε),
          tensors: [([1], [format.encode(1)])])
      ],
      storage: format, arithmetic: format)
    for g in gradients {
      try optimizer.step(gradients: [[format.encode(g)]], learningRates: [rate])
    }
    return format.decode(optimizer.parameters[0][0])
  }

  /// η/√(1 − ρ) and the roundings of a step below half the gap: nothing ever moves.
  @Test(
    "RMSprop with too low a rate stands still",
    arguments: [FloatFormat.binary16, .bfloat16, .binary32])
  func rmspropWithTooLowRateStands(format: FloatFormat) throws {
    let failure = try counterexample(in: 500) { random in
      let decay = random.double(in: 0...0.9)
      let limit = format.unitRoundoff / 2 * (1 - decay).squareRoot()
      let rate = limit * 0.9 * random.unit() + format.leastPositive
      let gradients = (0..<40).map { _ in
        (random.bool() ? 1 : -1) * random.positive(0x1p-4...0x1p4)
      }
      let end = try Self.descent(
        format, rate: rate, decay: decay, gradients: gradients, ε: 0x1p-14)
      return end == 1 ? nil : "η = \(rate), ρ = \(decay): 1 becomes \(end)"
    }
    #expect(failure == nil)
  }

  @Test("a rate above it moves") func rateAboveItMoves() throws {
    for format in [FloatFormat.binary16, .bfloat16, .binary32] {
      let end = try Self.descent(
        format, rate: format.unitRoundoff, decay: 0.5, gradients: [1], ε: 0x1p-14)
      #expect(end < 1)
    }
  }

  /// The bound of the step is one of real numbers: where g² underflows, ε alone divides.
  @Test("in binary16 the step's bound fails where squares underflow")
  func inBinary16StepsBoundFails() throws {
    let (rate, decay, ε) = (0x1p-4, 0.5, 0x1p-20)
    let end = try Self.descent(
      .binary16, rate: rate, decay: decay, gradients: [0x1p-13], ε: ε)
    #expect((1 - end).magnitude > rate / (1 - decay).squareRoot())
    #expect(1 - end == 8)
  }
}
