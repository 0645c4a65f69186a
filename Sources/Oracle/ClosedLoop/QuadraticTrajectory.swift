import Dialects
import Multiprecision
import Rules

/// The exact trajectory of an optimizer on a separable quadratic
/// `f(x) = ½ Σ hᵢ xᵢ²`, whose gradients are computed from the iterates.
public struct QuadraticTrajectory: Sendable {
  /// The optimizer and its axis values.
  public let dialect: Dialect
  /// Its hyperparameters.
  public let hyperparameters: Hyperparameters
  /// The curvatures hᵢ.
  public let curvatures: [Double]
  /// The initial xᵢ.
  public let start: [Double]

  /// Creates a trajectory; there are as many curvatures as coordinates.
  public init(
    dialect: Dialect, hyperparameters: Hyperparameters, curvatures: [Double],
    start: [Double]
  ) {
    precondition(curvatures.count == start.count, "one curvature for each coordinate")
    self.dialect = dialect
    self.hyperparameters = hyperparameters
    self.curvatures = curvatures
    self.start = start
  }

  /// The coordinates after a step.
  public struct Point: Sendable, Codable, Equatable {
    /// The step; 0 is the start.
    public let step: Int
    /// The coordinates, correctly rounded to the digits asked for.
    public let coordinates: [String]
  }

  /// The points after each of `checkpoints`, every digit certified.
  ///
  /// The gradient makes enclosures feed on themselves: plain interval
  /// arithmetic loses up to about 1.7 bits a step, so the precision is planned
  /// from the number of steps and doubled until every digit is decided.
  ///
  /// - Parameters:
  ///   - checkpoints: Step numbers of at least 0.
  ///   - digits: The number of significant decimal digits.
  ///   - cap: The precision at which the oracle gives up, in bits.
  ///   - progress: Is called with the number of steps done, from the start
  ///     again at each attempt.
  /// - Returns: The points, and the precision that decided them.
  public func points(
    at checkpoints: [Int], digits: Int, cap: Int = 1 << 17,
    progress: (Int) -> Void = { _ in }
  ) throws(OracleError) -> (points: [Point], precision: Int) {
    let last = checkpoints.max() ?? 0
    let digitBits = Int((Double(digits) * 3.33).rounded(.up))
    var precision = min(cap, 64 + digitBits + (last * 18 + 9) / 10)
    while true {
      do {
        return (
          try points(
            at: Set(checkpoints), last: last, digits: digits, precision: precision,
            progress: progress), precision
        )
      } catch {
        guard precision < cap else { throw error }
        precision = min(cap, precision * 2)
      }
    }
  }

  private func points(
    at checkpoints: Set<Int>, last: Int, digits: Int, precision: Int,
    progress: (Int) -> Void
  ) throws(OracleError) -> [Point] {
    let loop = ClosedLoop(
      dialect: dialect, hyperparameters: hyperparameters,
      objective: .separable(curvatures: curvatures), start: start)
    var points: [Point] = []
    try loop.run(steps: last, precision: precision) { reached throws(OracleError) in
      let step = reached.step
      // An enclosure that has lost its sign or grown beyond bounds never recovers.
      for index in curvatures.indices
      where reached.withCoordinate(index, { $0.isIndeterminate || $0.isNaN }) {
        throw OracleError.undecided(step: step, precision: precision)
      }
      if checkpoints.contains(step) {
        var coordinates: [String] = []
        for index in curvatures.indices {
          guard let text = reached.withCoordinate(index, { $0.decimal(digits: digits) })
          else {
            throw OracleError.undecided(step: step, precision: precision)
          }
          coordinates.append(text)
        }
        points.append(Point(step: step, coordinates: coordinates))
      }
      if step > 0 { progress(step) }
    }
    return points
  }
}
