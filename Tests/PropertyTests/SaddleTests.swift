import Multiprecision
import Oracle
import Testing
import _TestSupport

/// On x² − y² the rules leave the saddle, along y, however near to it they start.
///
/// Theorems, `rmsprop_saddle_floor`, `adagrad_saddle_floor` and `adam_leaves_saddle`: the
/// magnitudes of the gradients along y grow, so that the last one is the greatest; with
/// g1 = 2|y_0| and v0 ≤ g1² RMSprop's step is at least η g1/(g1 + ε), AdaGrad's
/// η g1/(√(t + 1) g1 + ε), Adam's η g1/(g_t + ε). Domain: η over 12 decades,
/// |y_0| from 10^−12 η to 10^3 η, ε from 0, ρ and β1 up to 1 − 2^−20, up to 30 steps.
struct SaddleTests {
  static func law(
    _ subject: Subject,
    floor:
      @escaping @Sendable (_ g1: Enclosure, _ g: Enclosure, _ ε: Enclosure, _ t: Int) ->
      Enclosure
  ) -> Law<Landscape> {
    Law(
      name: "\(subject) leaves the saddle in steps of at least its floor",
      subject: subject, precision: { 512 + 4 * $0.steps },
      draw: { random in
        var input = Landscape.draw(&random, reach: 1e-12...1e3)
        input.coordinates = [-2.0, 2].map { curvature in
          Coordinate(
            curvature: curvature,
            start: (random.bool() ? 1 : -1) * input.tuning.rate
              * random.positive(1e-12...1e3))
        }
        (input.tuning.epsilonRoot, input.tuning.initial) = (0, 0)
        input.tuning.epsilon =
          random.bool() ? 0 : input.tuning.rate * random.positive(1e-6...1)
        return input
      },
      admits: {
        $0.tuning.isAdmitted && $0.tuning.epsilonRoot == 0 && $0.tuning.initial == 0
          && $0.curvatures == [-2, 2] && (1...100).contains($0.steps)
          && $0.start.allSatisfy { $0 != 0 && $0.isFinite }
          && $0.reflections == 0 && ($0.tuning.decay > 0 || $0.tuning.epsilon > 0)
      }
    ) { input, subject, precision in
      let (η, ε) = (Enclosure(input.tuning.rate), Enclosure(input.tuning.epsilon))
      let g1 = 2 * Enclosure(input.start[0]).magnitude
      var failure: String?
      try input.run(subject, precision: precision) { point in
        guard point.step > 0, failure == nil else { return }
        let (old, y) = (point.previousCoordinate(0), point.coordinate(0))
        let least = η * floor(g1, 2 * old.magnitude, ε, point.step)
        if try isRefuted(old.magnitude + least, atMost: y.magnitude) {
          failure = "step \(point.step) takes y from \(old) to \(y), not by \(least)"
        }
      }
      return failure
    }
  }

  static let rmsprop = law(.rmsprop) { g1, _, ε, _ in g1 / (g1 + ε) }
  static let adagrad = law(.adagrad) { g1, _, ε, t in
    g1 / (Enclosure(Double(t + 1)).squareRoot() * g1 + ε)
  }
  static let adam = law(.adam) { g1, g, ε, _ in g1 / (g + ε) }

  @Test("RMSprop, AdaGrad and Adam leave the saddle")
  func rmspropAdaGradAndAdamLeaveSaddle() {
    #expect(Self.rmsprop.counterexample(in: 2000) == nil)
    #expect(Self.adagrad.counterexample(in: 2000) == nil)
    #expect(Self.adam.counterexample(in: 2000) == nil)
  }

  /// From 10^−12 RMSprop is a whole unit away after 20 steps, and SGD still at 10^−10.
  @Test("SGD takes longer") func sgdTakesLonger() throws {
    let tuning = Tuning(rate: 0.1, decay: 0.9)
    var reached: [String: Enclosure] = [:]
    for subject in [Subject.sgd, .rmsprop] {
      try subject.loop(tuning, .saddle, start: [1e-12, 1e-12]).run(
        steps: 20, precision: 512
      ) {
        reached[subject.name] = $0.coordinate(1).magnitude
      }
    }
    #expect((1 as Enclosure).isCertainlyLess(than: reached["RMSprop"] ?? 0))
    #expect((reached["SGD"] ?? 1).isCertainlyLess(than: 1e-10))
  }

  @Test("on the ridge they stay there") func onRidgeTheyStayThere() throws {
    let tuning = Tuning(rate: 0.1, decay: 0.9, epsilon: 1e-8)
    try Subject.rmsprop.loop(tuning, .saddle, start: [1, 0]).run(
      steps: 20, precision: 256
    ) {
      #expect($0.coordinate(1).isZero)
    }
  }

  @Test("faults are seen", arguments: [Fault.summed, .upward, .halved, .doubledEpsilon])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.rmsprop.finds(fault))
  }
}
