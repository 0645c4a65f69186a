import Multiprecision
import Oracle
import Testing
import _TestSupport

/// RMSprop on convex separable quadratics: with B = η/√(1 − ρ), |x_t| ≤ max(|x_0|, B);
/// outside [−B, B] a step keeps the sign and takes at least η h B/(√V + ε), so that x
/// is inside after ⌈(|x_0| − B)(√V + ε)/(η h B)⌉ steps, and stays.
///
/// A theorem (the proof is in each law's comment). Domain: `Landscape`: up to 100
/// coordinates, condition numbers to 10^8, both places of ε; entry within 150 steps,
/// ρ ≤ 0.99.
@Suite struct TrappingIntervalTests {
  // x and its gradient have the same sign, and |s| ≤ B.
  static let trapped = Law<Landscape>(
    name: "|x_t| ≤ max(|x_0|, η/√(1 − ρ))", subject: .rmsprop,
    precision: Landscape.precision, draw: { Landscape.draw(&$0) }, admits: \.isAdmitted
  ) { input, subject, precision in
    var failure: String?
    try input.run(subject, precision: precision) { point in
      for index in input.coordinates.indices where failure == nil {
        let limit = Enclosure(input.start[index]).magnitude.maximum(input.largestStep)
        let x = point.coordinate(index)
        if try isRefuted(x.magnitude, atMost: limit) {
          failure =
            "coordinate \(index) after step \(point.step) is \(x), beyond \(limit)"
        }
      }
    }
    return failure
  }

  /// Draws starts outside [−B, B], from which it is not far, with ε in the order of
  /// the gradients.
  private static func draw(_ random: inout SplitMix64) -> Landscape {
    var input = Landscape.draw(&random)
    input.tuning.decay = random.choice([0.5, 0.9, 0.99, 0, random.unit() * 0.99])
    let reach = input.largestStep.double
    input.coordinates = input.coordinates.map { coordinate in
      var other = coordinate
      other.start = reach * (1.001 + 2 * random.unit()) * (random.bool() ? 1 : -1)
      return other
    }
    let slope = (input.curvatures.min() ?? 1) * reach
    input.tuning.epsilon = random.bool() ? 0 : slope * random.unit()
    input.tuning.epsilonRoot = random.bool() ? 0 : slope * slope * random.unit()
    input.tuning.initial = random.bool() ? 0 : slope * slope * random.unit()
    return input
  }

  /// The number of steps after which coordinate `index` is inside.
  private static func entry(_ input: Landscape, _ index: Int) -> Int {
    let B = input.largestStep
    let excess = Enclosure(input.start[index]).magnitude - B
    guard (0 as Enclosure).isCertainlyLess(than: excess) else { return 0 }
    let least =
      Enclosure(input.tuning.rate) * Enclosure(input.curvatures[index]) * B
      / input.greatestDenominator(index)
    // The double may be rounded, by less than the part added.
    return Int(min((excess / least).double * (1 + 1e-12), 1e9).rounded(.up))
  }

  private static func admits(_ input: Landscape) -> Bool {
    input.isAdmitted && input.tuning.decay <= 0.99
      && input.coordinates.indices.allSatisfy { entry(input, $0) <= 150 }
  }

  static let entered = Law<Landscape>(
    name: "x is in [−B, B] after ⌈(|x_0| − B)(√V + ε)/(η h B)⌉ steps",
    subject: .rmsprop, precision: { _ in 512 },
    draw: draw, admits: admits
  ) { input, subject, precision in
    let entries = input.coordinates.indices.map { entry(input, $0) }
    let (B, η) = (input.largestStep, Enclosure(input.tuning.rate))
    var failure: String?
    try input.run(subject, steps: (entries.max() ?? 0) + 2, precision: precision) {
      point in
      guard point.step > 0 else { return }
      for index in input.coordinates.indices where failure == nil {
        let (old, x) = (point.previousCoordinate(index), point.coordinate(index))
        if point.step >= entries[index], try isRefuted(x.magnitude, atMost: B) {
          failure = "coordinate \(index) is at \(x) after step \(point.step), beyond \(B)"
        }
        guard B.isCertainlyLess(than: old.magnitude) else { continue }
        let least =
          η * Enclosure(input.curvatures[index]) * B / input.greatestDenominator(index)
        if try isRefuted(x.magnitude + least, atMost: old.magnitude) {
          failure = "step \(point.step) takes coordinate \(index) from \(old) to \(x)"
        }
      }
    }
    return failure
  }

  @Test func `the interval is never left`() {
    #expect(Self.trapped.counterexample(in: 700) == nil)
  }

  @Test func `the interval is entered in time`() {
    #expect(Self.entered.counterexample(in: 400) == nil)
  }

  @Test(arguments: [
    Fault.swapped, .shrinkingWeight, .leaking, .lagging, .upward, .doubled,
  ])
  func `faults are seen`(fault: Fault) {
    #expect(Self.trapped.finds(fault))
  }

  @Test(arguments: [Fault.summed, .halved, .doubledEpsilon])
  func `slow rules enter too late`(fault: Fault) {
    #expect(Self.entered.finds(fault))
  }
}
