import Dialects
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// Weight decay: without it AdamW is Adam, and `before` is `same` (SPEC.md §1.4).
///
/// Theorems of algebra. Domain: `Landscape` with up to 4 coordinates, λ from 0 and
/// over 6 decades, up to 12 steps.
struct WeightDecayTests {
  private static func subject(_ form: DecayForm) -> Subject {
    Subject("AdamW, decay \(form.rawValue)", Dialect.standard(.adamw).with(form))
  }

  private static func law(
    _ name: String, _ subject: Subject, as other: Subject, decays: Bool
  ) -> Law<Landscape> {
    Law(
      name: name, subject: subject, precision: Landscape.precision,
      draw: { random in
        var input = Landscape.draw(&random, reach: 1e-1...1e1, steps: 12)
        input.coordinates = Array(input.coordinates.prefix(4))
        input.tuning.weightDecay = decays ? random.positive(1e-6...1) : 0
        return input
      },
      admits: {
        $0.isAdmitted && $0.steps <= 12 && ($0.tuning.weightDecay > 0) == decays
      }
    ) { input, subject, precision in
      var (path, failure): ([[Enclosure]], String?) = ([], nil)
      try input.run(other, precision: precision) { path.append($0.coordinates) }
      let scale = input.start.map(\.magnitude).max().map { Enclosure($0) }
      try input.run(subject, precision: precision) { point in
        for index in input.coordinates.indices where failure == nil {
          let (x, expected) = (point.coordinate(index), path[point.step][index])
          if try isRefuted(x, equals: expected, scale: scale) {
            failure =
              "coordinate \(index) after step \(point.step): \(x), not \(expected)"
          }
        }
      }
      return failure
    }
  }

  static let none = law(
    "AdamW with λ = 0 is Adam", subject(.before), as: .adam, decays: false)
  static let before = law(
    "decay before the step is decay in it", subject(.before), as: subject(.same),
    decays: true)
  static let after = law(
    "decay after the step is decay in it", subject(.after), as: subject(.same),
    decays: true)

  /// From one point `after` ends κλs above `before`.
  static let difference = Law<Landscape>(
    name: "decay after the step differs from decay before it by ηλs",
    subject: subject(.after), precision: Landscape.precision, draw: after.draw,
    admits: { $0.isAdmitted && $0.steps <= 12 && $0.tuning.weightDecay > 0 }
  ) { input, subject, precision in
    var failure: String?
    var before: [Enclosure] = []
    let κλ = Enclosure(input.tuning.rate) * Enclosure(input.tuning.weightDecay)
    try input.run(Self.subject(.before), steps: 1, precision: precision) {
      before = $0.coordinates
    }
    try input.run(subject, steps: 1, precision: precision) { point in
      guard point.step == 1 else { return }
      for index in before.indices where failure == nil {
        let θ = point.previousCoordinate(index)
        let s = θ * (1 - κλ) - before[index]
        let expected = before[index] + κλ * s
        if try isRefuted(point.coordinate(index), equals: expected, scale: θ) {
          failure = "coordinate \(index) is \(point.coordinate(index)), not \(expected)"
        }
      }
    }
    return failure
  }

  @Test("and differs by ηλs") func andDiffersByS() {
    #expect(Self.difference.counterexample(in: 2000) == nil)
    #expect(Self.difference.finds(.leaking))
  }

  @Test("AdamW without decay is Adam") func adamwWithoutDecayIsAdam() {
    #expect(Self.none.counterexample(in: 1500) == nil)
  }

  @Test("decay before the step is decay in it") func decayBeforeStepIsDecay() {
    #expect(Self.before.counterexample(in: 1500) == nil)
  }

  @Test("decay after the step is another") func decayAfterStepIsAnother() {
    #expect(Self.after.counterexample(in: 300, isProved: true) != nil)
  }

  @Test("faults are seen", arguments: [Fault.swapped, .slightlyLonger, .lateCorrection])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.none.finds(fault))
    #expect(Self.before.finds(fault))
  }
}
