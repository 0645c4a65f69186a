import Dialects
import Formats
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// Where RMSprop (plain, with momentum, centered), Adam and AMSGrad end on dense
/// quadratics: near the minimum in proportion to the learning rate, and with a rate that
/// decreases nearer still; in exact arithmetic and in formats.
///
/// Empirical. Domain: 2 to 4 coordinates, 1 to 3 reflections, greatest curvature 1,
/// condition numbers to 10^8, start in [−1, 1]^n, η in [0.05, 0.1], ρ = β2 = 0.9, μ = 0.5,
/// β1 = 0.5, ε = 10^−3 (centered: 0.1, see `CenteredTests`), 160 steps; the decreasing rate
/// is 3η/√t, and not for centered RMSprop, whose step has no such bound. With n
/// coordinates f ends below 2 n η², and below n η²/2 with the decreasing rate.
///
/// In formats centered RMSprop needs its clamp: v − m² rounds below zero, and its root is
/// NaN. In binary16 and wider formats the same holds. In the formats of 8 bits, p of them in
/// the significand, rounding puts a floor under it: a coordinate x stands still where a
/// step of η is below half of its last place, 2^−p x; f ends below 8 n (2^p η)².
@Suite struct SettlingTests {
  struct Kind: Sendable, CustomStringConvertible {
    let subject: Subject
    var momentum = 0.0
    var epsilon = 1e-3

    var description: String { subject.name + (momentum > 0 ? " with momentum" : "") }

    static let all = [
      Kind(subject: .rmsprop), Kind(subject: .rmsprop, momentum: 0.5),
      Kind(subject: .centered, epsilon: 0.1), Kind(subject: .adam),
      Kind(subject: .amsgrad),
    ]

    /// Centered RMSprop with its clamp.
    static let rounded = decreasing + [Kind(subject: .clamped, epsilon: 0.1)]

    static let decreasing = all.filter { $0.subject.name != Subject.centered.name }

    func draw(_ random: inout SplitMix64) -> Landscape {
      var input = Landscape.coupled(&random, dimensions: 2...4, steps: 160)
      input.tuning = Tuning(
        rate: random.double(in: 0.05...0.1), decay: 0.9, beta1: 0.5, epsilon: epsilon,
        momentum: momentum)
      return input
    }

    func admits(_ input: Landscape) -> Bool {
      let tuning = input.tuning
      return input.isAdmitted && (2...4).contains(input.dimension) && input.steps == 160
        && (0.05...0.1).contains(tuning.rate) && tuning.decay == 0.9
        && tuning.beta1 == 0.5
        && tuning.epsilon == epsilon && tuning.momentum == momentum && tuning.initial == 0
        && tuning.epsilonRoot == 0 && input.steepest == 1
        && input.start.allSatisfy { $0.magnitude <= 1 }
    }
  }

  /// n η².
  private static func unit(_ input: Landscape) -> Double {
    Double(input.dimension) * input.tuning.rate * input.tuning.rate
  }

  static func law(_ kind: Kind, isDecreasing: Bool) -> Law<Landscape> {
    Law(
      name: "\(kind) settles\(isDecreasing ? ", decreasing" : "")", subject: kind.subject,
      precision: { 1024 + 2048 * $0.reflections }, draw: kind.draw, admits: kind.admits
    ) { input, subject, precision in
      var loop = try subject.loop(input.tuning, input.objective, start: input.start)
      if isDecreasing { loop.learningRate = { input.decreasingRate($0) } }
      var last: Enclosure = 0
      loop.run(steps: input.steps, precision: precision) { point in
        if point.step == input.steps {
          last = input.objective.value(at: point.coordinates)
        }
      }
      let most = Enclosure(unit(input)) * (isDecreasing ? 0.5 : 2)
      return try isRefuted(last, atMost: most) ? "f ends at \(last), above \(most)" : nil
    }
  }

  @Test(arguments: Kind.all) func `a constant rate settles in proportion`(kind: Kind) {
    #expect(Self.law(kind, isDecreasing: false).counterexample(in: 12) == nil)
  }

  @Test(arguments: Kind.decreasing) func `a decreasing rate converges`(kind: Kind) {
    #expect(Self.law(kind, isDecreasing: true).counterexample(in: 12) == nil)
  }

  @Test(arguments: FloatFormat.all) func `formats settle`(format: FloatFormat) throws {
    let share = format.bitWidth == 8 ? 8 * Double(1 << (2 * format.precision)) : 2
    for kind in Kind.rounded {
      let failure = counterexample(in: 10, drawing: { kind.draw(&$0) }) { input in
        guard kind.admits(input),
          let f = try? input.descend(
            kind.subject, in: format, learningRate: { _ in input.tuning.rate })
        else { return nil }
        return f <= share * Self.unit(input)
          ? nil : "\(kind) ends at \(f / Self.unit(input)) n η²"
      }
      #expect(failure == nil)
    }
  }

  @Test(arguments: [FloatFormat.binary64, .binary32, .binary16, .bfloat16])
  func `formats converge`(format: FloatFormat) throws {
    for kind in Kind.decreasing {
      let failure = counterexample(in: 10, drawing: { kind.draw(&$0) }) { input in
        guard kind.admits(input),
          let f = try? input.descend(
            kind.subject, in: format, learningRate: { input.decreasingRate($0) })
        else { return nil }
        return f <= 0.5 * Self.unit(input)
          ? nil : "\(kind) ends at \(f / Self.unit(input)) n η²"
      }
      #expect(failure == nil)
    }
  }

  @Test(arguments: [FloatFormat.binary16, .bfloat16])
  func `centered RMSprop becomes NaN without its clamp`(format: FloatFormat) throws {
    let input = Landscape(
      tuning: Tuning(rate: 0.05, decay: 0.9, beta1: 0.5, epsilon: 0.1),
      coordinates: [
        Coordinate(curvature: 1, start: 0),
        Coordinate(curvature: format == .binary16 ? 0.06 : 0.0009, start: 1),
      ], steps: 160, reflections: 1)
    let ends = try [Subject.centered, .clamped].map {
      try input.descend($0, in: format) { _ in 0.05 }
    }
    #expect(ends.map(\.isNaN) == [true, false])
  }

  // Rules that are wrong in their average still settle: other laws see them.
  @Test func `faults are seen`() {
    #expect(Self.law(Kind(subject: .rmsprop), isDecreasing: false).finds(.upward))
    #expect(Self.law(Kind(subject: .adam), isDecreasing: true).finds(.upward))
  }
}

extension Landscape {
  /// 3η/√t.
  fileprivate func decreasingRate(_ step: Int) -> Double {
    3 * tuning.rate / Double(step).squareRoot()
  }
}
