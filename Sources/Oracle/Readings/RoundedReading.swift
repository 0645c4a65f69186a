import Scenarios

extension Execution {
  /// The reference bits: every operation correctly rounded in turn.
  ///
  /// - Parameter checkpoints: The steps after which values are wanted.
  /// - Returns: Encodings in the storage format.
  public func roundedReading(checkpoints: [Int]) -> [Checkpoint<UInt64>] {
    let trajectory = Trajectory(self)
    let machine = RoundedMachine(
      self, registerCount: trajectory.registerCount)
    return trajectory.collect(on: machine, checkpoints: Set(checkpoints)) {
      machine.bits($0, scenario.format(of: $1))
    }
  }

  /// The reference bits of every element, those that periodic tensors do not list
  /// included.
  public func completeReading(checkpoints: [Int]) -> [Checkpoint<UInt64>] {
    if scenario.isPeriodic && procedure.distinguishesElements {
      return Execution(of: scenario.expanded, by: procedure)
        .roundedReading(checkpoints: checkpoints)
    }
    return roundedReading(checkpoints: checkpoints).map { $0.expanded(of: scenario) }
  }
}
