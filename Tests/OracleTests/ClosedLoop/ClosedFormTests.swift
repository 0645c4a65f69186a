import Dialects
import Formats
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// Trajectories on quadratics whose course is known.
@Suite struct ClosedFormTests {
  @Test("SGD: x_t = (1 − ηh)^t x_0")
  func sgd() throws {
    let rate = 0.1
    let curvatures = [1, 3, 9.5, 0.25]
    let start = [1, -2, 0.3, 1e-3]
    let trajectory = QuadraticTrajectory(
      dialect: .standard(.sgd),
      hyperparameters: try Hyperparameters(.sgd, [.learningRate: rate]),
      curvatures: curvatures, start: start)
    let (points, _) = try trajectory.points(at: [0, 1, 2, 10, 40], digits: 50)
    #expect(points.map(\.step) == [0, 1, 2, 10, 40])
    for point in points {
      for (index, coordinate) in point.coordinates.enumerated() {
        let factor =
          BigReal(1) - BigReal(rounding: rate) * BigReal(rounding: curvatures[index])
        let expected = factor.power(point.step) * BigReal(rounding: start[index])
        #expect(coordinate == expected.decimal(digits: 50), "\(point.step), \(index)")
      }
    }
  }

  /// x* = η/2 − ε/h and v* = (hx*)² are a cycle of two points, for every ρ; on
  /// dyadic numbers every operation is exact.
  @Test("RMSprop: the 2-cycle", arguments: [0.25, 0.5, 0.75, 0.96875])
  func cycle(decay: Double) throws {
    let (rate, epsilon, curvature) = (1.0, 0.5, 4.0)
    let fixed = rate / 2 - epsilon / curvature
    let slope = curvature * fixed
    let trajectory = QuadraticTrajectory(
      dialect: .standard(.rmsprop),
      hyperparameters: try Hyperparameters(
        .rmsprop,
        [
          .learningRate: rate, .decay: decay, .epsilon: epsilon,
          .initialSecondMoment: slope * slope,
        ]),
      curvatures: [curvature], start: [fixed])
    let steps = [0, 1, 2, 3, 50, 51]
    let (points, precision) = try trajectory.points(at: steps, digits: 30)
    for point in points {
      #expect(point.coordinates == [point.step % 2 == 0 ? "3.75e-1" : "-3.75e-1"])
    }
    #expect(precision < 300)
  }

  @Test("plain AdaGrad: the first step is η, whatever the slope")
  func firstStep() throws {
    let trajectory = QuadraticTrajectory(
      dialect: .standard(.adagrad),
      hyperparameters: try Hyperparameters(.adagrad, [.learningRate: 0.25]),
      curvatures: [1, 1e-3, 1e6], start: [1, 1, -1])
    let (points, _) = try trajectory.points(at: [1], digits: 30)
    #expect(points[0].coordinates == ["7.5e-1", "7.5e-1", "-7.5e-1"])
  }
}
