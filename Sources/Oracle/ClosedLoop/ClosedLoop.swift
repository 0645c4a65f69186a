import Dialects
import Formats
import Multiprecision
import Scenarios

/// An optimizer that follows the gradient of an objective in real arithmetic.
///
/// Enclosures feed on themselves here: plain interval arithmetic loses up to
/// about 1.7 bits a step where coordinates do not mix, and more where they do.
public struct ClosedLoop: Sendable {
  /// The optimizer and its axis values.
  public let dialect: Dialect
  /// Its hyperparameters.
  public let hyperparameters: Hyperparameters
  /// What is minimised.
  public let objective: Objective
  /// The initial coordinates.
  public let start: [Enclosure]
  /// Initial state that the hyperparameters cannot express, coordinate by coordinate.
  public var initialState: [StateSlot: [Enclosure]] = [:]
  /// The learning rate of each step, from 1; nil for that of the hyperparameters.
  public var learningRate: (@Sendable (Int) -> Double)?
  /// What every coordinate is projected onto after a step, if anything.
  public var projection: ClosedRange<Double>?
  /// How the rule is carried out; of it only `program` and `programCountsSteps`
  /// matter.
  public var procedure = Procedure.specified

  /// Creates a loop from exact or enclosed initial coordinates.
  public init(
    dialect: Dialect, hyperparameters: Hyperparameters, objective: Objective,
    enclosedStart start: [Enclosure]
  ) {
    precondition(objective.dimension == start.count, "one start for each coordinate")
    self.dialect = dialect
    self.hyperparameters = hyperparameters
    self.objective = objective
    self.start = start
  }

  /// Creates a loop.
  public init(
    dialect: Dialect, hyperparameters: Hyperparameters, objective: Objective,
    start: [Double]
  ) {
    self.init(
      dialect: dialect, hyperparameters: hyperparameters, objective: objective,
      enclosedStart: start.map { Enclosure($0) })
  }

  /// A precision that leaves `bits` relative bits after `steps` steps in most
  /// loops, by the rates at which interval arithmetic loses them.
  public func plannedPrecision(steps: Int, bits: Int) -> Int {
    let lossInTenths =
      switch objective {
      case .separable, .drifting: 18
      case .rotated(_, let reflections): 30 + 40 * reflections.count
      case .dense: 50
      case .stream: 0
      }
    return 64 + bits + (steps * lossInTenths + 9) / 10
  }

  /// The execution of a scenario with one tensor and no listed steps.
  var execution: Execution {
    let scenario = Scenario(
      dialect: dialect, scalars: .wide, storage: .binary64, arithmetic: .binary64,
      groups: [
        Scenario.Group(
          hyperparameters: hyperparameters,
          tensors: [
            Scenario.Tensor(
              name: "x", shape: [start.count],
              initial: [UInt64](repeating: 0, count: start.count))
          ])
      ], steps: .listed([]))
    return Execution(of: scenario, by: procedure)
  }
}
