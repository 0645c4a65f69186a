import Multiprecision
import Oracle
import _TestSupport

/// A coordinate of a separable quadratic.
struct Coordinate: Shrinkable, Hashable, Sendable {
  var curvature: Double
  var start: Double

  var simpler: [Coordinate] { simpler(in: \.start) + simpler(in: \.curvature) }
}

/// A tuning, a quadratic, and how long it is followed.
struct Landscape: Shrinkable, Hashable, Sendable {
  var tuning: Tuning
  var coordinates: [Coordinate]
  var steps: Int
  /// How many reflections mix the coordinates.
  var reflections = 0
  var schedule = Schedule.constant

  var simpler: [Landscape] {
    simpler(in: \.coordinates) + simpler(in: \.steps) + simpler(in: \.reflections)
      + simpler(in: \.schedule) + simpler(in: \.tuning)
  }

  var dimension: Int { coordinates.count }
  var curvatures: [Double] { coordinates.map(\.curvature) }
  var start: [Double] { coordinates.map(\.start) }

  var objective: Objective {
    reflections == 0
      ? .separable(curvatures: curvatures)
      : .rotated(
        curvatures: curvatures,
        reflections: (0..<reflections).map { Landscape.reflection($0, dimension) })
  }

  /// A vector of small integers, not all of them 0, as the normal of a reflection.
  static func reflection(_ number: Int, _ dimension: Int) -> [Double] {
    var random = SplitMix64(seed: UInt64(number))
    return (0..<dimension).map { _ in
      Double((random.bool() ? 1 : -1) * random.integer(in: 1...4))
    }
  }

  /// Whether it is a convex quadratic on which no step divides 0 by 0, with
  /// condition numbers up to 10^8 and up to 100 coordinates.
  var isAdmitted: Bool {
    tuning.isAdmitted && (1...100).contains(dimension) && (1...1000).contains(steps)
      && (0...8).contains(reflections)
      && (tuning.decay > 0 || tuning.epsilon > 0 || tuning.epsilonRoot > 0)
      && coordinates.allSatisfy {
        $0.curvature > 1e-20 && $0.curvature < 1e20
          && ($0.start.magnitude > 1e-30 || tuning.epsilon > 0 || tuning.epsilonRoot > 0)
          && $0.start.magnitude < 1e30
      }
      && (curvatures.max() ?? 1) <= 1.0001e8 * (curvatures.min() ?? 1)
  }

  /// Draws a quadratic with curvatures of up to eight decades, which starts within
  /// `reach` learning rates of the minimum.
  static func draw(
    _ random: inout SplitMix64, reach: ClosedRange<Double> = 1e-3...1e3, steps: Int = 30
  ) -> Landscape {
    let tuning = random.tuning()
    let scale = random.positive(1e-4...1e4)
    let dimension =
      random.oneIn(20) ? random.integer(in: 1...100) : random.integer(in: 1...4)
    let coordinates = (0..<dimension).map { _ in
      Coordinate(
        curvature: scale * random.positive(1e-4...1e4),
        start: (random.bool() ? 1 : -1) * tuning.rate * random.positive(reach))
    }
    return Landscape(
      tuning: tuning, coordinates: coordinates, steps: random.integer(in: 1...steps))
  }

  /// Follows the gradient and calls `observe` with the start and after each step.
  func run(
    _ subject: Subject, steps: Int? = nil, precision: Int,
    observe: (LoopPoint) throws -> Void
  ) throws {
    var loop = try subject.loop(tuning, objective, start: start)
    if schedule != .constant {
      loop.learningRate = { schedule.rate(tuning.rate, $0) }
    }
    try loop.run(steps: steps ?? self.steps, precision: precision, observe: observe)
  }

  /// The precision that the number of steps asks for.
  static func precision(_ input: Landscape) -> Int {
    256 + (input.reflections == 0 ? 2 : 4 + 4 * input.reflections) * input.steps
  }

  /// B = η/√(1 − ρ), RMSprop's largest step.
  var largestStep: Enclosure {
    Enclosure(tuning.rate) / (1 - Enclosure(tuning.decay)).squareRoot()
  }

  /// The greatest denominator that RMSprop can have in coordinate `index`:
  /// √(max(v0, h² max(x0², B²)) + ε_root) + ε.
  func greatestDenominator(_ index: Int) -> Enclosure {
    let reach = Enclosure(start[index]).magnitude.maximum(largestStep)
    let square = (Enclosure(curvatures[index]) * reach).power(2)
    return
      (Enclosure(tuning.initial).maximum(square) + Enclosure(tuning.epsilonRoot))
      .squareRoot() + Enclosure(tuning.epsilon)
  }
}
