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

  /// Two coordinates with the curvatures 1 and 1/2, where μ or β1 is 1/4.
  static func wellConditioned(_ rule: CoupledRule, rate: Double) -> Landscape {
    var tuning = Tuning(rate: rate, decay: 0.5, epsilon: 0x1p-10)
    switch rule.averaging {
    case .none: break
    case .buffer: tuning.momentum = 0.25
    case .moment: tuning.beta1 = 0.25
    }
    return Landscape(
      tuning: tuning,
      coordinates: [
        Coordinate(curvature: 1, start: 1), Coordinate(curvature: 0.5, start: -1),
      ], steps: 1, reflections: 2)
  }

  /// The gradient at x, in the arithmetic of the coordinates.
  func gradient<Value: RealNumber>(_ x: [Value]) -> [Value] {
    let normals = (0..<reflections).map { number in
      Landscape.reflection(number, dimension).map { Value.exactly($0) }
    }
    func reflect(_ x: [Value], _ v: [Value]) -> [Value] {
      var (dot, square) = (Value.exactly(0), Value.exactly(0))
      for (a, b) in zip(v, x) { (dot, square) = (dot + a * b, square + a * a) }
      let share = Value.exactly(2) * dot / square
      return zip(x, v).map { $0 - share * $1 }
    }
    let y = normals.reduce(x, reflect)
    let scaled = zip(curvatures, y).map { Value.exactly($0) * $1 }
    return normals.reversed().reduce(scaled, reflect)
  }

  /// Follows the gradient in a format, with the library, and calls `observe` after each
  /// step with the parameters before it, the gradient as the format has it, and the
  /// parameters after it.
  func walk(
    _ subject: Subject, in format: FloatFormat,
    observe: (_ old: [Double], _ gradient: [Double], _ new: [Double]) throws -> Void
  ) throws {
    var optimizer = try makeBitwiseOptimizer(
      [
        BitwiseGroup(
          subject.rule(tuning),
          tensors: [([dimension], start.map { format.encode($0) })])
      ], storage: format, arithmetic: format)
    var x = optimizer.parameters[0].map(format.decode)
    for step in 1...steps {
      let gradient = gradient(x).map { format.encode($0) }
      try optimizer.step(
        gradients: [gradient], learningRates: [schedule.rate(tuning.rate, step)])
      let new = optimizer.parameters[0].map(format.decode)
      try observe(x, gradient.map(format.decode), new)
      x = new
    }
  }
}

/// What the gradient of a quadratic is computed with.
protocol RealNumber {
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static func exactly(_ value: Double) -> Self
}

extension Double: RealNumber {
  static func exactly(_ value: Double) -> Double { value }
}

extension Enclosure: RealNumber {
  static func exactly(_ value: Double) -> Enclosure { Enclosure(value) }
}
