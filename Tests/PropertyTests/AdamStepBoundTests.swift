import Multiprecision
import Oracle
import Testing
import _TestSupport

/// Adam's largest step: with r = β1²/β2 < 1 and C = (1 − β1)² β2/((1 − β2)(β2 − β1²)),
/// m² ≤ C (1 − r^t) v, which is attained on g_k = (β2/β1)^k: theorems,
/// `adam_moments_bound`, `adam_step_bound`, and their attainment.
///
/// Domain: β1² ≤ 0.999 β2, both up to 1 − 2^−20, ε in both places and from 0, v0 = 0;
/// up to 24 gradients over 16 decades. Attained: β1 a multiple of 1/64, β2/β1 one of
/// 5/4, 3/2, 7/4, 2, 3, up to 16 steps.
struct AdamStepBoundTests {
  /// C and r.
  private static func constants(_ tuning: Tuning) -> (c: Enclosure, r: Enclosure) {
    let r = Enclosure(tuning.beta1).power(2) / Enclosure(tuning.decay)
    return (tuning.largestMomentShare, r)
  }

  /// The bound of step t.
  private static func limit(_ tuning: Tuning, _ t: Int, isCorrected: Bool) -> Enclosure {
    let (c, r) = constants(tuning)
    let η = Enclosure(tuning.rate)
    guard isCorrected else { return η * (c * (1 - r.power(t))).squareRoot() }
    let (c1, c2) = (
      1 - Enclosure(tuning.beta1).power(t), 1 - Enclosure(tuning.decay).power(t)
    )
    return η * (c * (1 - r.power(t)) * c2).squareRoot() / c1
  }

  private static func isSharp(_ tuning: Tuning) -> Bool {
    tuning.decay > 0 && tuning.beta1 * tuning.beta1 <= 0.999 * tuning.decay
      && tuning.initial == 0
  }

  private static func draw(_ random: inout SplitMix64) -> Stream {
    var input = Stream.draw(&random, count: 24)
    input.tuning.initial = 0
    if random.bool() && input.tuning.beta1 > 0 {
      // Growing gradients come near the bound.
      let ratio = min(max(input.tuning.decay / input.tuning.beta1, 1e-2), 1e2)
      var g = 1.0
      input.gradients = input.gradients.map { _ in
        g *= ratio
        return g
      }
    }
    return input
  }

  static let moments = Law<Stream>.everyStep(
    "m² ≤ C (1 − r^t) v", of: .adam, draw: draw,
    admits: { $0.isAdmitted && isSharp($0.tuning) }
  ) { input, point in
    guard let m = point.state(.firstMoment, 0), let v = point.state(.secondMoment, 0)
    else { return true }
    let (c, r) = constants(input.tuning)
    return try isRefuted(m.power(2), atMost: c * (1 - r.power(point.step)) * v)
  }

  static let plain = Law<Stream>.everyStep(
    "without corrections |s| ≤ η √(C (1 − r^t))", of: .plainAdam, draw: draw,
    admits: moments.admits
  ) { input, point in
    try isRefuted(
      point.update(0).magnitude,
      atMost: limit(input.tuning, point.step, isCorrected: false))
  }

  static let corrected = Law<Stream>.everyStep(
    "with corrections |s| ≤ η √(C (1 − r^t)(1 − β2^t))/(1 − β1^t)", of: .adam,
    draw: draw, admits: moments.admits
  ) { input, point in
    try isRefuted(
      point.update(0).magnitude,
      atMost: limit(input.tuning, point.step, isCorrected: true))
  }

  /// The powers of a number with few bits, exactly.
  private static func geometric(_ random: inout SplitMix64) -> Stream {
    let ratio = random.choice([1.25, 1.5, 1.75, 2, 3])
    let beta1 = Double(random.integer(in: 1...Int((63 / ratio).rounded(.down)))) / 64
    var gradients = [ratio]
    while gradients.count < 16 {
      gradients.append(gradients[gradients.count - 1] * ratio)
    }
    return Stream(
      tuning: Tuning(
        rate: random.positive(1e-9...1e3), decay: beta1 * ratio, beta1: beta1),
      gradients: Array(gradients.prefix(random.integer(in: 1...16))))
  }

  private static func isGeometric(_ input: Stream) -> Bool {
    let (ratio, tuning) = (input.tuning.decay / input.tuning.beta1, input.tuning)
    return input.isAdmitted && isSharp(tuning) && [1.25, 1.5, 1.75, 2, 3].contains(ratio)
      && !tuning.isSafeAtZero && (tuning.beta1 * 64).rounded() == tuning.beta1 * 64
      && input.gradients.count <= 16
      && input.gradients.indices.allSatisfy {
        input.gradients[$0] == ($0 == 0 ? 1 : input.gradients[$0 - 1]) * ratio
      }
  }

  static let attained = Law<Stream>.everyStep(
    "on g_k = (β2/β1)^k the corrected step is its bound", of: .adam, draw: geometric,
    admits: isGeometric
  ) { input, point in
    try isRefuted(
      point.update(0), equals: limit(input.tuning, point.step, isCorrected: true))
  }

  static let attainedPlain = Law<Stream>.everyStep(
    "on g_k = (β2/β1)^k the uncorrected step is its bound", of: .plainAdam,
    draw: geometric, admits: isGeometric
  ) { input, point in
    try isRefuted(
      point.update(0), equals: limit(input.tuning, point.step, isCorrected: false))
  }

  @Test("the moments are bound") func momentsAreBound() {
    #expect(Self.moments.counterexample(in: 2000) == nil)
  }

  @Test("steps are bound with and without corrections") func stepsAreBoundWithAndWithout()
  {
    #expect(Self.plain.counterexample(in: 2000) == nil)
    #expect(Self.corrected.counterexample(in: 2000) == nil)
  }

  @Test("the bounds are attained") func boundsAreAttained() {
    #expect(Self.attained.counterexample(in: 2000) == nil)
    #expect(Self.attainedPlain.counterexample(in: 2000) == nil)
  }

  @Test(
    "faults are seen",
    arguments: [Fault.exchangedRates, .summedMomentum, .swapped, .leaking, .doubled])
  func faultsAreSeen(fault: Fault) {
    if fault.name != Fault.doubled.name { #expect(Self.moments.finds(fault)) }
    #expect(Self.plain.finds(fault))
  }

  @Test("faults of the corrections are seen") func faultsOfCorrectionsAreSeen() {
    #expect(Self.attained.finds(.lateCorrection))
    #expect(Self.corrected.finds(.slightlyLonger))
  }
}
