import Foundation
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// On ½h(x − wt)² with |w| < η RMSprop's lag stays bounded, and AdaGrad's grows.
///
/// Theorems, with d = x − wt before step t. RMSprop, `rmsprop_lag_bounded`: |d_t| ≤
/// max(|d_1|, √v0/h, w + η/√(1 − ρ), w (√ε_root + ε)/(h (η − w))). AdaGrad with v0 = 0: as
/// Σ g²/v_t ≤ 1 + ln(v_T/v_1) and by Cauchy and Schwarz, x has gone at most
/// η √(T (1 + ln(v_T/v_1))) after T steps. With v0 > 0, `adagrad_way`: its steps sum to at
/// most η (λT/2 + ln(v_T/v0)/(2λ)) for every λ > 0, the least of which is
/// η √(T ln(v_T/v0)); and `adagrad_lag_grows`.
///
/// Domain: η over 12 decades, w/η in [0.01, 0.95], h over 8 decades, ρ up to
/// 1 − 2^−20, ε from 0 to 10 ηh, ε_root to 10 (ηh)², up to 40 steps; AdaGrad with v0 > 0:
/// w/η up to 100, √v0 over 6 decades around ηh, up to 200 steps.
struct DriftingMinimumTests {
  struct Drift: Shrinkable, Hashable, Sendable {
    var tuning: Tuning
    var curvature: Double
    /// w/η.
    var share: Double
    var start: Double
    var steps: Int

    var simpler: [Drift] {
      simpler(in: \.steps) + simpler(in: \.start) + simpler(in: \.curvature)
        + simpler(in: \.share) + simpler(in: \.tuning)
    }

    static func draw(_ random: inout SplitMix64) -> Drift {
      var tuning = random.tuning()
      let h = random.positive(1e-4...1e4)
      let slope = h * tuning.rate
      tuning.epsilon = random.bool() ? 0 : slope * random.unit() * 10
      tuning.epsilonRoot = random.bool() ? 0 : slope * slope * random.unit() * 10
      tuning.initial = random.bool() ? 0 : slope * slope * random.unit()
      return Drift(
        tuning: tuning, curvature: h, share: random.double(in: 0.01...0.95),
        start: random.oneIn(3)
          ? 0 : (random.bool() ? 1 : -1) * tuning.rate * random.positive(1e-2...1e2),
        steps: random.integer(in: 1...40))
    }

    var isAdmitted: Bool {
      tuning.isAdmitted && curvature > 1e-10
        && curvature < 1e10 && (0.01...100).contains(share) && start.isFinite
        && (tuning.decay > 0 || tuning.epsilon > 0 || tuning.epsilonRoot > 0)
        && (start != tuning.rate * share || tuning.epsilon > 0 || tuning.epsilonRoot > 0)
        && (1...5000).contains(steps)
    }

    var velocity: Double { tuning.rate * share }

    func run(
      _ subject: Subject, _ precision: Int, observe: (LoopPoint) throws -> Void
    ) throws {
      let loop = try subject.loop(
        tuning, .drifting(curvatures: [curvature], velocities: [velocity]),
        start: [start])
      try loop.run(steps: steps, precision: precision, observe: observe)
    }
  }

  static let follows = Law<Drift>(
    name:
      "RMSprop's lag is at most max(|d_1|, √v0/h, w + B, w (√ε_root + ε)/(h (η − w)))",
    subject: .rmsprop, precision: { 256 + 2 * $0.steps }, draw: Drift.draw,
    admits: { $0.isAdmitted && $0.share <= 0.95 }
  ) { input, subject, precision in
    let tuning = input.tuning
    let (η, w, h) = (
      Enclosure(tuning.rate), Enclosure(input.velocity), Enclosure(input.curvature)
    )
    let B = η / (1 - Enclosure(tuning.decay)).squareRoot()
    let ε = Enclosure(tuning.epsilonRoot).squareRoot() + Enclosure(tuning.epsilon)
    let most = (Enclosure(input.start) - w).magnitude
      .maximum(Enclosure(tuning.initial).squareRoot() / h).maximum(w + B)
      .maximum(w * ε / (h * (η - w)))
    var failure: String?
    try input.run(subject, precision) { point in
      guard point.step > 0, failure == nil else { return }
      let lag = point.gradient(0).magnitude / h
      if try isRefuted(lag, atMost: most) {
        failure = "in step \(point.step) it is \(lag) away, beyond \(most)"
      }
    }
    return failure
  }

  static let lags = Law<Drift>(
    name: "AdaGrad has gone at most η √(T (1 + ln(v_T/v_1))) after T steps",
    subject: .adagrad, precision: { 256 + 2 * $0.steps },
    draw: { random in
      var input = Drift.draw(&random)
      input.tuning.initial = 0
      return input
    }, admits: { $0.isAdmitted && $0.tuning.initial == 0 && $0.start != $0.velocity }
  ) { input, subject, precision in
    let (η, x0) = (Enclosure(input.tuning.rate), Enclosure(input.start))
    var (first, failure): (Enclosure?, String?) = (nil, nil)
    try input.run(subject, precision) { point in
      guard point.step > 0, failure == nil, let v = point.state(.squareSum, 0)
      else { return }
      guard let v1 = first else { return first = v }
      let T = Enclosure(Double(point.step))
      let most = η * (T * (1 + (try logarithm(v / v1)))).squareRoot()
      let gone = (point.coordinate(0) - x0).magnitude
      if try isRefuted(gone, atMost: most) {
        failure = "after step \(point.step) it has gone \(gone), beyond \(most)"
      }
    }
    return failure
  }

  /// An upper bound of ln(ratio), near to it, for a ratio of at least 1.
  private static func logarithm(_ ratio: Enclosure) throws -> Enclosure {
    let top = ratio.double * (1 + 1e-12)
    guard ratio.isCertainlyAtMost(Enclosure(top)) else {
      throw Undecided(what: "the logarithm of \(ratio)")
    }
    // The logarithm of a double is right to a few units in the last place.
    return Enclosure(log(top) * (1 + 1e-12))
  }

  /// Draws a drift with v0 > 0, and now and then w > η.
  private static func started(_ random: inout SplitMix64) -> Drift {
    var input = Drift.draw(&random)
    let slope = input.curvature * input.tuning.rate
    input.tuning.initial = slope * slope * random.positive(1e-6...1e6)
    if random.oneIn(4) { input.share = random.positive(0.95...100) }
    if random.oneIn(10) { input.steps = random.integer(in: 40...200) }
    return input
  }

  static let way = Law<Drift>(
    name: "from v0 > 0 AdaGrad's steps sum to at most η √(T ln(v_T/v0))",
    subject: .adagrad, precision: { 256 + 2 * $0.steps }, draw: started,
    admits: { $0.isAdmitted && $0.tuning.initial > 0 }
  ) { input, subject, precision in
    let (η, v0) = (Enclosure(input.tuning.rate), Enclosure(input.tuning.initial))
    var (gone, failure): (Enclosure, String?) = (0, nil)
    try input.run(subject, precision) { point in
      guard point.step > 0, failure == nil, let v = point.state(.squareSum, 0)
      else { return }
      gone = gone + point.update(0).magnitude
      let T = Enclosure(Double(point.step))
      let most = η * (T * (try logarithm(v / v0))).squareRoot()
      if try isRefuted(gone, atMost: most) {
        failure = "after step \(point.step) the steps sum to \(gone), beyond \(most)"
      }
    }
    return failure
  }

  // With the lag d = wT − (x_T − w), since the loop's first minimum is w.
  static let lagGrows = Law<Drift>(
    name:
      "AdaGrad lags by d_0 + wT/2 − η²/(2w) ln(1 + T h² (|d_0| + (w + η) T)²/v0) at least",
    subject: .adagrad, precision: way.precision, draw: started, admits: way.admits
  ) { input, subject, precision in
    let (η, v0) = (Enclosure(input.tuning.rate), Enclosure(input.tuning.initial))
    let (w, h) = (Enclosure(input.velocity), Enclosure(input.curvature))
    let d0 = w - Enclosure(input.start)
    var failure: String?
    try input.run(subject, precision) { point in
      guard point.step > 0, failure == nil else { return }
      let T = Enclosure(Double(point.step))
      let slope = h * (d0.magnitude + (w + η) * T)
      let ln = try logarithm(1 + T * slope.power(2) / v0)
      let least = d0 + w * T / 2 - η.power(2) / (2 * w) * ln
      let lag = w * (T + 1) - point.coordinate(0)
      if try isRefuted(least, atMost: lag) {
        failure = "after step \(point.step) it lags by \(lag), less than \(least)"
      }
    }
    return failure
  }

  @Test("RMSprop follows") func rmspropFollows() {
    #expect(Self.follows.counterexample(in: 2000) == nil)
  }

  @Test("AdaGrad's way is bounded") func adagradsWayIsBounded() {
    #expect(Self.lags.counterexample(in: 2000) == nil)
  }

  @Test("from v0 too") func fromV0Too() {
    #expect(Self.way.counterexample(in: 2000) == nil)
    #expect(Self.lagGrows.counterexample(in: 2000) == nil)
  }

  /// The minimum moves by η/4 a step; AdaGrad is left behind by more than half of its
  /// way, RMSprop by no more than a few η.
  @Test("AdaGrad is left behind") func adagradIsLeftBehind() throws {
    let drift = Drift(
      tuning: Tuning(rate: 1, decay: 0.9), curvature: 1, share: 0.25, start: 0,
      steps: 1000)
    var lag: [String: Enclosure] = [:]
    for subject in [Subject.rmsprop, .adagrad] {
      try drift.run(subject, 2200) { lag[subject.name] = $0.coordinate(0) - 250 }
    }
    let (rmsprop, adagrad) = (lag["RMSprop"] ?? 1e9, lag["AdaGrad"] ?? 0)
    // w + B of the law, and w more, as the minimum here is that of the next step.
    #expect(rmsprop.magnitude.isCertainlyLess(than: 0.5 + 3.17))
    #expect((125 as Enclosure).isCertainlyLess(than: adagrad.magnitude))
  }

  @Test("faults are seen", arguments: [Fault.summed, .upward, .leaking, .lagging])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.follows.finds(fault))
  }

  @Test("an AdaGrad that follows is seen", arguments: [Fault.forgetful, .doubled])
  func adagradThatFollowsIsSeen(fault: Fault) {
    #expect(Self.lags.finds(fault))
    #expect(Self.way.finds(fault))
    #expect(Self.lagGrows.finds(fault))
  }
}
