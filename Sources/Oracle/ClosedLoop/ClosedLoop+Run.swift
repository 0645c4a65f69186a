import Dialects
import Multiprecision

extension ClosedLoop {
  /// Runs the loop in interval arithmetic, once.
  ///
  /// - Parameters:
  ///   - steps: The number of steps.
  ///   - precision: The precision of the enclosures, in bits.
  ///   - observe: Is called with the start, and after each step.
  public func run<Failure: Error>(
    steps: Int, precision: Int, observe: (LoopPoint) throws(Failure) -> Void
  ) throws(Failure) {
    let trajectory = Trajectory(execution)
    let gradient = GradientCode(objective, base: trajectory.registerCount)
    let extra = trajectory.registerCount + gradient.registerCount
    let machine = IntervalMachine(
      execution, registerCount: extra + start.count + 3, precision: precision,
      budget: nil)
    trajectory.initialize(machine)
    gradient.load(on: machine)
    let point = LoopPoint(
      machine: machine, layout: trajectory.tensors[0], gradient: gradient,
      previous: extra,
      learningRate: hyperparameters[.learningRate])
    for (index, value) in start.enumerated() {
      machine.load(value.interval, into: point.register(index))
      for (slot, values) in initialState {
        guard let register = point.register(slot, index) else { continue }
        machine.load(values[index].interval, into: register)
      }
    }
    try observe(point)
    for step in stride(from: 1, through: steps, by: 1) {
      for index in start.indices {
        machine.copy(point.register(index), into: extra + index)
      }
      point.step = step
      point.learningRate = learningRate?(step) ?? hyperparameters[.learningRate]
      gradient.run(on: machine, step: step) { point.register($0) }
      trajectory.advance(machine, step: step, learningRate: point.learningRate) {
        gradient.gradient($0)
      }
      if let projection { project(point, onto: projection, free: extra + start.count) }
      try observe(point)
    }
  }

  private func project(_ point: LoopPoint, onto range: ClosedRange<Double>, free: Int) {
    let machine = point.machine
    func perform(_ kind: Instruction.Kind, into target: Int, _ left: Int, _ right: Int) {
      machine.perform(Instruction(kind: kind, target: target, left: left, right: right))
    }
    for index in start.indices {
      let register = point.register(index)
      machine.load(exactly: range.lowerBound, into: free)
      perform(.maximum, into: free + 1, register, free)
      // The lesser of two is the negated greater of their negatives.
      perform(.negation, into: free, free + 1, free + 1)
      machine.load(exactly: -range.upperBound, into: free + 1)
      perform(.maximum, into: free + 2, free, free + 1)
      perform(.negation, into: register, free + 2, free + 2)
    }
  }
}

extension IntervalMachine {
  /// Gives register `target` an enclosure.
  func load(_ value: borrowing Interval, into target: Int) {
    withRegister(mutating: target) { $0.set(value) }
  }
}
