import Foundation
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// What is n steps old weighs ρ^n, and ρ^n ≤ 1/2 exactly for n ≥ ln 2/−ln ρ: a
/// theorem, `average_forgets` and `half_life`.
///
/// Domain: ρ from 0 to 1 − 2^−8 where the rule is run, which takes up to 177 steps
/// of zero gradient; to 1 − 2^−20 for the number of steps itself.
struct HalfLifeTests {
  /// The least n with ρ^n ≤ 1/2, for certain.
  private static func steps(_ decay: Double) -> Int? {
    let ρ = Enclosure(decay)
    let estimate = decay == 0 ? 1 : -log(2) / log1p(decay - 1)
    let candidates = [estimate.rounded(.down), estimate.rounded(.down) + 1]
    return candidates.map { Int($0) }.first { n in
      n >= 1 && ρ.power(n).isCertainlyAtMost(0.5)
        && (0.5 as Enclosure).isCertainlyLess(than: ρ.power(n - 1))
    }
  }

  static let impulse = Law<Stream>(
    name: "after the half-life of zeros half of v is left, and not before",
    subject: .rmsprop,
    draw: { random in
      let decay = random.bool() ? random.unit() * 0.99 : 1 - random.positive(0x1p-8...0.5)
      return Stream(
        tuning: Tuning(decay: decay, epsilon: 1), gradients: [random.positive(1e-8...1e8)]
      )
    },
    admits: {
      $0.isAdmitted && $0.tuning.decay <= 1 - 0x1p-8 && $0.tuning.epsilon > 0
        && $0.tuning.initial == 0 && $0.gradients.count == 1 && $0.gradients[0] > 0
    }
  ) { input, subject, precision in
    guard let n = steps(input.tuning.decay) else { return "no half-life" }
    var (first, failure): (Enclosure?, String?)
    let gradients = input.gradients + [Double](repeating: 0, count: n)
    try subject.feed(gradients, input.tuning, precision: precision) { point in
      guard failure == nil, let v = point.state(.squareAverage, 0) else { return }
      guard let half = first.map({ $0 * 0.5 }) else { return first = v }
      let age = point.step - 1
      if try age < n ? isRefuted(half, atMost: v) : isRefuted(v, atMost: half) {
        failure = "after \(age) of \(n) steps v is \(v), and half of it was \(half)"
      }
    }
    return failure
  }

  @Test("half of the memory is left") func halfOfMemoryIsLeft() {
    #expect(Self.impulse.counterexample(in: 2000) == nil)
  }

  @Test("the number of steps is ln 2 over −ln ρ") func numberOfStepsIsLn2() {
    for bits in 1...20 {
      #expect(Self.steps(1 - Double(sign: .plus, exponent: -bits, significand: 1)) != nil)
    }
    #expect(Self.steps(1 - 0x1p-20) == 726_818)
  }

  @Test("faults are seen", arguments: [Fault.swapped, .summed, .forgetful])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.impulse.finds(fault))
  }
}
