import Multiprecision
import Testing
import _TestSupport

/// |s| ≤ η/√(1 − ρ), attained: a theorem, `rmsprop_step_bound`.
///
/// Domain: η over 12 decades, ρ from 0 to 1 − 2^−20, both places of ε, v0 from 0 to
/// 10^6, up to 12 gradients over 16 decades with zeros among them.
struct StepBoundTests {
  static let bound = Law<Stream>.everyStep(
    "|s| ≤ η/√(1 − ρ)", of: .rmsprop, draw: { Stream.draw(&$0) }, admits: \.isAdmitted
  ) { input, point in
    try isRefuted(point.update(0).magnitude, atMost: limit(input.tuning))
  }

  static let attained = Law<Stream>.everyStep(
    "the first step from v = 0 with ε = 0 is η/√(1 − ρ)", of: .rmsprop,
    draw: { random in
      var input = Stream.draw(&random, count: 1)
      input.tuning.epsilon = 0
      input.tuning.epsilonRoot = 0
      input.tuning.initial = 0
      return input
    },
    admits: {
      $0.isAdmitted && !$0.tuning.isSafeAtZero && $0.gradients.count == 1
    }
  ) { input, point in
    try isRefuted(point.update(0).magnitude, equals: limit(input.tuning))
  }

  private static func limit(_ tuning: Tuning) -> Enclosure {
    Enclosure(tuning.rate) / (1 - Enclosure(tuning.decay)).squareRoot()
  }

  @Test("no step is longer") func noStepIsLonger() {
    #expect(Self.bound.counterexample(in: 4000) == nil)
  }

  @Test("the bound is attained") func boundIsAttained() {
    #expect(Self.attained.counterexample(in: 4000) == nil)
  }

  @Test(
    "faults are seen",
    arguments: [
      Fault.swapped, .leaking, .shrinkingWeight, .lagging, .doubled, .slightlyLonger,
    ])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.bound.finds(fault))
  }
}
