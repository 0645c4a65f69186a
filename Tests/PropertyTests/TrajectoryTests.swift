import Multiprecision
import Oracle
import Testing
import _TestSupport

/// A run is what it says: g_t is the gradient at θ_(t−1), and θ_t = θ_(t−1) − s_t.
///
/// That runs exist is a theorem, `trajectory_exists`; here closed loops are compared
/// with the rules written by hand.
///
/// Domain: quadratics as `Landscape`, separable, with up to 3 reflections, or
/// drifting; up to 12 steps of each rule; ε + ε_root > 0 for AdaGrad and Adam's kin.
struct TrajectoryTests {
  static let subjects: [Subject] = [
    .sgd, .adagrad, .rmsprop, .adam, .adamRaw, .plainAdam, .amsgrad, .plainAMSGrad,
  ]

  static func law(_ subject: Subject) -> Law<Landscape> {
    Law(
      name: "a run of \(subject) is its rule", subject: subject,
      precision: { 2 * Landscape.precision($0) },
      draw: { random in
        var input = Landscape.draw(&random, steps: 12)
        input.coordinates = Array(input.coordinates.prefix(6))
        input.reflections = random.integer(in: 0...3)
        return input
      },
      admits: { $0.isAdmitted && $0.steps <= 12 && $0.dimension <= 6 }
    ) { input, subject, precision in
      var rules = input.coordinates.map { _ in
        PlainRule(
          TrajectoryTests.subjects.first {
            $0.dialect == subject.dialect
          } ?? subject, input.tuning)
      }
      let matrix = matrix(input)
      var x = input.start.map { Enclosure($0, precision: precision) }
      var failure: String?
      try input.run(subject, precision: precision) { point in
        guard point.step > 0 else { return }
        let slopes = matrix.map { row in zip(row, x).map { $0 * $1 }.reduce(0, +) }
        for index in x.indices {
          x[index] = x[index] - rules[index].step(slopes[index], point.step)
          if failure == nil,
            try isRefuted(
              point.gradient(index), equals: slopes[index], scale: scale(input, x))
              || isRefuted(
                point.coordinate(index), equals: x[index], scale: scale(input, x))
          {
            failure =
              "coordinate \(index) after step \(point.step): "
              + "\(point.coordinate(index)), not \(x[index])"
          }
        }
      }
      return failure
    }
  }

  /// What coordinates and slopes are compared relative to: cancelled ones have few
  /// digits of their own.
  private static func scale(_ input: Landscape, _ x: [Enclosure]) -> Enclosure {
    let curvature = Enclosure(max(1, input.curvatures.max() ?? 1))
    return x.reduce(Enclosure(1e-3)) { $0.maximum($1.magnitude) } * curvature
  }

  /// The same quadratic by another way: H as a matrix.
  private static func matrix(_ input: Landscape) -> [[Enclosure]] {
    let n = input.dimension
    var rows = (0..<n).map { i in
      (0..<n).map { j in Enclosure(i == j ? input.curvatures[i] : 0) }
    }
    for number in (0..<input.reflections).reversed() {
      let v = Landscape.reflection(number, n).map { Enclosure($0) }
      let square = v.map { $0 * $0 }.reduce(0, +)
      // P = I − 2vvᵀ/vᵀv, and the matrix becomes P H P.
      let p = (0..<n).map { i in
        (0..<n).map { j in Enclosure(i == j ? 1 : 0) - 2 * v[i] * v[j] / square }
      }
      func product(_ a: [[Enclosure]], _ b: [[Enclosure]]) -> [[Enclosure]] {
        a.map { row in
          (0..<n).map { j in (0..<n).map { row[$0] * b[$0][j] }.reduce(0, +) }
        }
      }
      rows = product(product(p, rows), p)
    }
    return rows
  }

  @Test("a run is its rule", arguments: subjects) func runIsItsRule(subject: Subject) {
    #expect(Self.law(subject).counterexample(in: 600) == nil)
  }

  @Test("a drifting minimum is where it says") func driftingMinimumIsWhereItSays() throws
  {
    let loop = ClosedLoop(
      dialect: Subject.sgd.dialect,
      hyperparameters: try Subject.sgd.hyperparameters(Tuning()),
      objective: .drifting(curvatures: [4, 1], velocities: [0.5, -2]), start: [1, 0])
    var slopes: [[Double]] = []
    loop.run(steps: 2, precision: 128) { point in
      if point.step > 0 {
        slopes.append([point.gradient(0).double, point.gradient(1).double])
      }
    }
    // 4 (1 − 0.5) = 2, then x = 0 and 4 (0 − 1); (0 + 2) = 2, then x = −1 and −1 + 4.
    #expect(slopes == [[2, 2], [-4, 3]])
  }

  @Test("a matrix is the quadratic that it is") func matrixIsQuadraticThatIt() throws {
    let objective = Objective.dense(matrix: [[2, 1], [1, 3]])
    let loop = ClosedLoop(
      dialect: Subject.sgd.dialect,
      hyperparameters: try Subject.sgd.hyperparameters(Tuning()),
      objective: objective, start: [1, -2])
    var slopes: [Double] = []
    loop.run(steps: 1, precision: 128) { point in
      if point.step == 1 {
        slopes = [point.gradient(0).double, point.gradient(1).double]
      }
    }
    #expect(slopes == [0, -5])
    #expect(objective.value(at: [1, -2]).double == 5)
    #expect(Objective.saddle.value(at: [3, 2]).double == 5)
  }

  @Test(
    "faults are seen",
    arguments: [Fault.swapped, .summed, .lagging, .slightlyLonger, .shrinkingWeight])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.law(.rmsprop).finds(fault))
    if fault.name != Fault.summed.name { #expect(Self.law(.adam).finds(fault)) }
  }
}
