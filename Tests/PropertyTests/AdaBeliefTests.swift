import Dialects
import Multiprecision
import Oracle
import Rules
import Testing
import _TestSupport

/// What is special about AdaBelief: it divides by what gradients surprise, not by what
/// they are.
///
/// Domain: as `Stream`, up to 12 gradients over 16 decades, with ε_root > 0.
struct AdaBeliefTests {
  private static let subject = Subject("AdaBelief", .standard(.adabelief))

  /// Then m = g, nothing surprises, and s holds nothing but ε_root's own average, which
  /// the correction makes ε_root / (1 − β2).
  static let withoutMomentum = Law<Stream>.everyStep(
    "AdaBelief with β1 = 0 is plain gradient descent", of: subject,
    draw: { random in
      var input = Stream.draw(&random)
      input.tuning.beta1 = 0
      input.tuning.initial = 0
      input.tuning.weightDecay = 0
      input.tuning.epsilonRoot = random.positive(1e-8...1e8)
      // That an enclosed step is 0 is never certain.
      input.gradients = input.gradients.map { $0 == 0 ? -1 : $0 }
      return input
    },
    admits: {
      $0.isAdmitted && !$0.gradients.contains(0) && $0.tuning.beta1 == 0
        && $0.tuning.initial == 0
        && $0.tuning.weightDecay == 0 && $0.tuning.epsilonRoot > 0
    }
  ) { input, point in
    let (η, g) = (
      Enclosure(input.tuning.rate), Enclosure(input.gradients[point.step - 1])
    )
    let surprise =
      Enclosure(input.tuning.epsilonRoot) / (1 - Enclosure(input.tuning.decay))
    return try isRefuted(
      point.update(0),
      equals: η * g / (surprise.squareRoot() + Enclosure(input.tuning.epsilon)))
  }

  /// The floor alone, without any surprise, adds up to ε_root (1 − β2^t) / (1 − β2).
  static let floor = Law<Stream>.everyStep(
    "s is never below what ε_root alone adds up to", of: subject,
    draw: { random in
      var input = Stream.draw(&random)
      input.tuning.epsilonRoot = random.positive(1e-8...1e8)
      return input
    },
    admits: { $0.isAdmitted && $0.tuning.epsilonRoot > 0 && $0.tuning.initial >= 0 }
  ) { input, point in
    guard let s = point.state(.secondMoment, 0) else { return true }
    let β2 = Enclosure(input.tuning.decay)
    let least =
      Enclosure(input.tuning.epsilonRoot) * (1 - β2.power(point.step)) / (1 - β2)
    return try isRefuted(least, atMost: s)
  }

  /// ε_root that is used for the denominator only.
  private static let notKept = Fault(name: "ε_root not kept") { edit in
    edit.set(.secondMoment, edit.new(.secondMoment) - edit[.epsilonRoot].element)
  }

  @Test("faults are seen")
  func faultsAreSeen() {
    for fault in [Self.notKept, .doubled, .slightlyLonger] {
      #expect(Self.withoutMomentum.finds(fault), "\(fault.name)")
    }
    #expect(Self.floor.finds(Self.notKept))
  }

  @Test("without momentum it is gradient descent")
  func withoutMomentum() {
    #expect(Self.withoutMomentum.counterexample(in: 2000) == nil)
  }

  @Test("the second moment has a floor")
  func floor() {
    #expect(Self.floor.counterexample(in: 2000) == nil)
  }
}
