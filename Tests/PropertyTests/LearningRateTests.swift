import Multiprecision
import Oracle
import Testing
import _TestSupport

/// What becomes of a learning rate that is too low or too high.
///
/// Theorems. Too low: after t steps no rule is farther than t of its largest steps from
/// its start (`rmsprop_way_bounded` and its kin), so it does not arrive before. Too high,
/// ηh > 2: SGD leaves a quadratic geometrically, |x_t| = |1 − ηh|^t |x_0|
/// (`sgd_quadratic_closed_form`, `sgd_diverges`), while RMSprop stays in its interval
/// (`QuadraticTests`) and goes to and fro (`TwoCycleTests`). What rounding does
/// to a rate that is too low is in `SwallowedUpdateTests`.
///
/// Domain: `Landscape`, separable or with up to 2 reflections.
struct LearningRateTests {
  static func tooLow(_ subject: Subject) -> Law<Landscape> {
    Law(
      name: "\(subject) goes no farther than t largest steps", subject: subject,
      precision: Landscape.precision,
      draw: { random in
        var input = Landscape.draw(&random)
        input.coordinates = Array(input.coordinates.prefix(5))
        input.reflections = random.integer(in: 0...2)
        return input
      }, admits: { $0.isAdmitted && $0.dimension <= 5 && $0.steps <= 30 }
    ) { input, subject, precision in
      var failure: String?
      let isSum = subject.dialect.optimizer == .adagrad
      let longest = isSum ? Enclosure(input.tuning.rate) : input.largestStep
      try input.run(subject, precision: precision) { point in
        let most = Enclosure(Double(point.step)) * longest
        for index in input.coordinates.indices where failure == nil {
          let way = (point.coordinate(index) - Enclosure(input.start[index])).magnitude
          if point.step > 0, try isRefuted(way, atMost: most) {
            failure = "coordinate \(index) has gone \(way) after step \(point.step)"
          }
        }
      }
      return failure
    }
  }

  static let tooHigh = Law<Landscape>(
    name: "SGD: |x_t| = |1 − ηh|^t |x_0|, which grows for ηh > 2", subject: .sgd,
    precision: { 512 + 16 * $0.steps },
    draw: { random in
      var input = Landscape.draw(&random)
      input.coordinates = [input.coordinates[0]]
      input.tuning.rate = random.positive(2.001...100) / input.curvatures[0]
      return input
    },
    admits: {
      $0.isAdmitted && $0.dimension == 1 && $0.tuning.rate * $0.curvatures[0] > 2.0005
    }
  ) { input, subject, precision in
    let factor = 1 - Enclosure(input.tuning.rate) * Enclosure(input.curvatures[0])
    var failure: String?
    try input.run(subject, precision: precision) { point in
      let x = point.coordinate(0)
      let expected = factor.power(point.step) * Enclosure(input.start[0])
      guard failure == nil, point.step > 0 else { return }
      if try isRefuted(x, equals: expected)
        || isRefuted(point.previousCoordinate(0).magnitude, atMost: x.magnitude)
      {
        failure = "after step \(point.step) it is at \(x), not \(expected)"
      }
    }
    return failure
  }

  @Test("too low a rate does not arrive", arguments: [Subject.rmsprop, .adagrad])
  func tooLowRateDoesNotArrive(subject: Subject) {
    #expect(Self.tooLow(subject).counterexample(in: 1500) == nil)
  }

  @Test("too high a rate makes SGD diverge") func tooHighRateMakesSGDDiverge() {
    #expect(Self.tooHigh.counterexample(in: 3000) == nil)
  }

  /// Ten times, a thousand and a million times what SGD bears at the curvature 1: RMSprop
  /// stays within its largest step, on a condition number of 10^8.
  @Test("RMSprop bears any rate", arguments: [20.0, 2e3, 2e6]) func rmspropBearsAnyRate(
    rate: Double
  ) throws {
    let tuning = Tuning(rate: rate, decay: 0.9, epsilon: 1e-8)
    let loop = try Subject.rmsprop.loop(
      tuning, .separable(curvatures: [1, 1e-4, 1e4]), start: [1, 1, 1])
    let B = Enclosure(rate) / (1 - Enclosure(0.9)).squareRoot()
    loop.run(steps: 100, precision: 1024) { point in
      for x in point.coordinates { #expect(x.magnitude.isCertainlyAtMost(B)) }
    }
  }

  @Test("faults are seen") func faultsAreSeen() {
    for fault in [Fault.swapped, .doubled, .leaking, .lagging] {
      #expect(Self.tooLow(.rmsprop).finds(fault))
    }
    #expect(Self.tooHigh.finds(.slightlyLonger))
  }
}
