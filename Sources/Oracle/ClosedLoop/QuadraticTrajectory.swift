import Dialects
import Formats
import Multiprecision
import Rules
import Scenarios

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
  /// from the number of steps. Balls lose as much at half the cost, and decide
  /// nearly always; otherwise the precision of intervals, which know more at the
  /// borders of domains, is doubled until every digit is decided.
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
    let execution = Execution(of: scenario)
    let loop = Trajectory(execution)
    let gradient = GradientCode(
      .separable(curvatures: curvatures), base: loop.registerCount)
    let registerCount = loop.registerCount + gradient.registerCount
    func attempt(_ machine: some EnclosureMachine) throws(OracleError) -> [Point] {
      try points(
        at: Set(checkpoints), last: last, digits: digits, precision: precision,
        of: loop, gradient, on: machine, progress: progress)
    }
    let balls = BallMachine(
      execution, registerCount: registerCount, precision: precision)
    if let points = try? attempt(balls) { return (points, precision) }
    while true {
      do {
        let intervals = IntervalMachine(
          execution, registerCount: registerCount, precision: precision,
          budget: nil)
        return (try attempt(intervals), precision)
      } catch {
        guard precision < cap else { throw error }
        precision = min(cap, precision * 2)
      }
    }
  }

  private func points<Machine: EnclosureMachine>(
    at checkpoints: Set<Int>, last: Int, digits: Int, precision: Int,
    of loop: Trajectory, _ gradient: GradientCode, on machine: Machine,
    progress: (Int) -> Void
  ) throws(OracleError) -> [Point] {
    loop.initialize(machine)
    gradient.load(on: machine)
    var points: [Point] = []
    func record(_ step: Int) throws(OracleError) {
      guard checkpoints.contains(step) else { return }
      var coordinates: [String] = []
      for index in curvatures.indices {
        let register = loop.tensors[0].register(ofLane: index)
        guard let text = machine.decimal(register, digits: digits) else {
          throw OracleError.undecided(step: step, precision: precision)
        }
        coordinates.append(text)
      }
      points.append(Point(step: step, coordinates: coordinates))
    }
    try record(0)
    for step in stride(from: 1, through: last, by: 1) {
      gradient.run(on: machine, step: step) { loop.tensors[0].register(ofLane: $0) }
      loop.advance(
        machine, step: step, learningRate: hyperparameters[.learningRate]
      ) { gradient.gradient($0) }
      // An enclosure that has lost its sign or grown beyond bounds never recovers.
      for index in curvatures.indices
      where machine.isLost(loop.tensors[0].register(ofLane: index)) {
        throw OracleError.undecided(step: step, precision: precision)
      }
      try record(step)
      progress(step)
    }
    return points
  }

  /// A scenario with one tensor and no listed steps.
  private var scenario: Scenario {
    Scenario(
      dialect: dialect, scalars: .wide, storage: .binary64, arithmetic: .binary64,
      groups: [
        Scenario.Group(
          hyperparameters: hyperparameters,
          tensors: [
            Scenario.Tensor(
              name: "x", shape: [start.count],
              initial: start.map { FloatFormat.binary64.encode($0) })
          ])
      ], steps: .listed([]))
  }
}
