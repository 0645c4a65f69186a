import Multiprecision
import Oracle
import Testing
import _TestSupport

/// On ½h(x − wt)² with |w| < η RMSprop's lag stays bounded, and AdaGrad's grows.
///
/// Theorems, with d = x − wt before step t. RMSprop, `rmsprop_lag_bounded`: |d_t| ≤
/// max(|d_1|, √v0/h, w + η/√(1 − ρ), w (√ε_root + ε)/(h (η − w))). AdaGrad with v0 = 0: as
/// Σ g²/v_t ≤ 1 + ln(v_T/v_1) and by Cauchy and Schwarz, x has gone at most
/// η √(T (1 + ln(v_T/v_1))) after T steps (`adagrad_way` is its like for v0 > 0).
///
/// Domain: η over 12 decades, w/η in [0.01, 0.95], h over 8 decades, ρ up to 1 − 2^−20,
/// ε and √ε_root from 0 to ten times the gradients, up to 40 steps.
@Suite struct DriftingMinimumTests {
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
        && curvature < 1e10 && (0.01...0.95).contains(share) && start.isFinite
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
    admits: \.isAdmitted
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
      // An upper bound of the logarithm: k ln 2 where 2^k is at least the ratio.
      let k = ((v / v1).double * (1 + 1e-9)).exponent + 1
      let ln = Enclosure(Double(k)) * 0.693_147_181
      let T = Enclosure(Double(point.step))
      let most = η * (T * (1 + ln)).squareRoot()
      let gone = (point.coordinate(0) - x0).magnitude
      if try isRefuted(gone, atMost: most) {
        failure = "after step \(point.step) it has gone \(gone), beyond \(most)"
      }
    }
    return failure
  }

  @Test func `RMSprop follows`() {
    #expect(Self.follows.counterexample(in: 600) == nil)
  }

  @Test func `AdaGrad's way is bounded`() {
    #expect(Self.lags.counterexample(in: 600) == nil)
  }

  /// The minimum moves by η/4 a step; AdaGrad is left behind by more than half of its
  /// way, RMSprop by no more than a few η.
  @Test func `AdaGrad is left behind`() throws {
    let drift = Drift(
      tuning: Tuning(rate: 1, decay: 0.9), curvature: 1, share: 0.25, start: 0,
      steps: 1000)
    var lag: [String: Enclosure] = [:]
    for subject in [Subject.rmsprop, .adagrad] {
      try drift.run(subject, 2200) { lag[subject.name] = $0.coordinate(0) - 250 }
    }
    let (rmsprop, adagrad) = (lag["RMSprop"] ?? 1e9, lag["AdaGrad"] ?? 0)
    #expect(rmsprop.magnitude.isCertainlyLess(than: 4))
    #expect((125 as Enclosure).isCertainlyLess(than: adagrad.magnitude))
  }

  @Test(arguments: [Fault.summed, .upward, .leaking, .lagging])
  func `faults are seen`(fault: Fault) {
    #expect(Self.follows.finds(fault))
  }

  @Test(arguments: [Fault.forgetful, .doubled])
  func `an AdaGrad that follows is seen`(fault: Fault) {
    #expect(Self.lags.finds(fault))
  }
}
