import Dialects
import Formats
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// What every trajectory on a quadratic promises.
@Suite struct ClosedLoopTests {
  private static func hyperparameters(
    _ published: PublishedDialect
  ) throws -> Hyperparameters {
    let optimizer = published.dialect.optimizer
    var values: [Hyperparameter: Double] = [
      .learningRate: 0.05, .momentum: 0.5, .dampening: 0.25, .decay: 0.9, .beta1: 0.8,
      .beta2: 0.95, .weightDecay: 0.01, .learningRateDecay: 0.1,
    ]
    if [.outside, .both].contains(published.epsilonPlace) { values[.epsilon] = 1e-3 }
    if [.inside, .both].contains(published.epsilonPlace) { values[.epsilonRoot] = 1e-4 }
    return try Hyperparameters(
      optimizer, values.filter { optimizer.definition.hyperparameters.contains($0.key) })
  }

  private static func trajectory(
    _ published: PublishedDialect, _ curvatures: [Double], _ start: [Double]
  ) throws -> QuadraticTrajectory {
    QuadraticTrajectory(
      dialect: published.dialect, hyperparameters: try hyperparameters(published),
      curvatures: curvatures, start: start)
  }

  @Test("the rules of SPEC.md, fed with h x", arguments: PublishedDialect.all)
  func specification(published: PublishedDialect) throws {
    let (curvatures, start) = ([1.0, 7.3], [1.0, -0.4])
    let trajectory = try Self.trajectory(published, curvatures, start)
    let hyperparameters = trajectory.hyperparameters
    var lanes = start.map { x in
      var state: [StateSlot: BigReal] = [:]
      for slot in StateSlot.allCases { state[slot] = BigReal(0) }
      return SpecLane(parameter: BigReal(rounding: x), state: state)
    }
    var product = BigReal(1)
    let (points, _) = try trajectory.points(at: Array(1...8), digits: 40)
    for point in points {
      let step = SpecStep<BigReal, BigReal>(
        dialect: published.dialect, hyperparameters: hyperparameters, t: point.step,
        isFirst: point.step == 1,
        η: BigReal(rounding: hyperparameters[.learningRate]), product: product,
        number: { BigReal(rounding: $0) }, hand: { $0 })
      for index in lanes.indices {
        let x = lanes[index].parameter
        lanes[index] = step(
          lanes[index], gradient: BigReal(rounding: curvatures[index]) * x)
      }
      product = step.nextProduct
      #expect(point.coordinates == lanes.map { $0.parameter.decimal(digits: 40) })
    }
  }

  private let rmsprop = PublishedDialect.all.first {
    $0.dialect.optimizer == .rmsprop && $0.epsilonPlace == .outside
  }

  @Test("fewer digits are the same digits, rounded")
  func digits() throws {
    let trajectory = try Self.trajectory(#require(rmsprop), [1, 10], [1, 1])
    let fifty = try trajectory.points(at: [5, 30], digits: 50).points
    let thirty = try trajectory.points(at: [5, 30], digits: 30).points
    for (long, short) in zip(fifty, thirty) {
      for (long, short) in zip(long.coordinates, short.coordinates) {
        let rounded = BigFloat(decimal: long, precision: 400)?.decimal(digits: 30)
        #expect(rounded == short)
      }
    }
  }

  @Test("coordinates do not influence each other")
  func separability() throws {
    let published = try #require(rmsprop)
    let (curvatures, start) = ([1, 100, 0.01], [1, -0.5, 2])
    let steps = [0, 1, 7, 20]
    let together = try Self.trajectory(published, curvatures, start)
      .points(at: steps, digits: 30).points
    for index in curvatures.indices {
      let alone = try Self.trajectory(published, [curvatures[index]], [start[index]])
        .points(at: steps, digits: 30).points
      #expect(alone.map { $0.coordinates[0] } == together.map { $0.coordinates[index] })
    }
  }

  @Test("a cap that is too low leaves digits open")
  func cap() throws {
    let trajectory = try Self.trajectory(#require(rmsprop), [1, 100], [1, 1])
    do throws(OracleError) {
      _ = try trajectory.points(at: [3], digits: 30, cap: 80)
      Issue.record("80 bits decided 30 digits of three steps")
    } catch {
      guard case .undecided(let step, let precision) = error else { return }
      #expect((1...3).contains(step) && precision == 80)
    }
  }

  @Test("checkpoints come in order and once, and progress counts the steps")
  func checkpoints() throws {
    let trajectory = try Self.trajectory(#require(rmsprop), [1], [1])
    var progress: [Int] = []
    let (points, _) = try trajectory.points(at: [4, 0, 2, 4], digits: 20) {
      progress.append($0)
    }
    #expect(points.map(\.step) == [0, 2, 4])
    #expect(points[0].coordinates == ["1e0"])
    #expect(progress == [1, 2, 3, 4])
    #expect(try trajectory.points(at: [], digits: 20).points.isEmpty)
  }

  @Test("a thousand steps", .timeLimit(.minutes(1)))
  func manySteps() throws {
    let trajectory = QuadraticTrajectory(
      dialect: .standard(.rmsprop),
      hyperparameters: try Hyperparameters(
        .rmsprop, [.learningRate: 0.01, .decay: 0.9, .epsilon: 1e-8]),
      curvatures: [1, 100], start: [1, 1])
    let clock = ContinuousClock()
    let begin = clock.now
    let (points, precision) = try trajectory.points(at: [1000], digits: 30)
    print("1000 steps: \(clock.now - begin), \(precision) bits")
    // Both coordinates have reached the cycle of ±η/2, from which ε/h is taken.
    for coordinate in points[0].coordinates {
      let x = try #require(Double(coordinate))
      #expect(abs(x.magnitude - 0.005) < 1e-6)
    }
  }
}
