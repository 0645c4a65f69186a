import Formats
import Multiprecision
import Optimizers
import Oracle
import _TestSupport

extension Landscape {
  /// The greatest curvature L.
  var steepest: Double { curvatures.max() ?? 1 }

  /// Draws a quadratic whose coordinates 1 to 3 reflections mix, with the greatest
  /// curvature 1 and a condition number of up to 10^8, started in [−1, 1]^n.
  static func coupled(
    _ random: inout SplitMix64, dimensions: ClosedRange<Int>, steps: Int
  ) -> Landscape {
    let dimension = random.integer(in: dimensions)
    let condition = random.positive(1...1e8)
    let coordinates = (0..<dimension).map { index in
      Coordinate(
        curvature: index == 0
          ? 1 : index == 1 ? 1 / condition : random.positive(1 / condition...1),
        start: random.double(in: -1...1))
    }
    return Landscape(
      tuning: random.tuning(), coordinates: coordinates, steps: steps,
      reflections: random.integer(in: 1...3))
  }

  /// The gradient in binary64, for runs in a format.
  func gradient(_ x: [Double]) -> [Double] {
    let normals = (0..<reflections).map { Landscape.reflection($0, dimension) }
    func reflect(_ x: [Double], _ v: [Double]) -> [Double] {
      let share =
        2 * zip(v, x).map { $0 * $1 }.reduce(0, +) / v.map { $0 * $0 }.reduce(0, +)
      return zip(x, v).map { $0 - share * $1 }
    }
    let y = normals.reduce(x, reflect)
    return normals.reversed().reduce(zip(curvatures, y).map { $0 * $1 }, reflect)
  }

  /// Follows the gradient in a format, with the library, and gives the last value of
  /// the objective.
  func descend(
    _ subject: Subject, in format: FloatFormat, learningRate: (Int) -> Double
  ) throws -> Double {
    var optimizer = try AnyOptimizer(
      dialect: subject.dialect,
      groups: [
        .init(
          try subject.hyperparameters(tuning),
          tensors: [.init(shape: [dimension], initial: start.map { format.encode($0) })])
      ], storage: format, arithmetic: format, scalars: .wide)
    for step in 1...steps {
      let x = optimizer.parameters[0].map(format.decode)
      try optimizer.step(
        gradients: [gradient(x).map { format.encode($0) }],
        learningRates: [learningRate(step)])
    }
    let end = optimizer.parameters[0].map { Enclosure(format.decode($0)) }
    return objective.value(at: end).double
  }
}
