import Rules

/// Computes an objective's gradient from registers into registers.
///
/// Registers, from `base`: the gradient, a copy of the coordinates, the constants
/// of the objective, then three for intermediate results.
struct GradientCode {
  let objective: Objective
  let base: Int
  let dimension: Int
  /// The numbers of the objective that do not change from step to step.
  private let constants: [Double]

  init(_ objective: Objective, base: Int) {
    precondition(objective.isConsistent, "the objective's lists disagree in length")
    self.objective = objective
    self.base = base
    dimension = objective.dimension
    constants =
      switch objective {
      case .separable(let curvatures): curvatures
      case .rotated(let curvatures, let reflections):
        curvatures + reflections.flatMap { $0 }
      case .dense(let matrix): matrix.flatMap { $0 }
      case .drifting(let curvatures, let velocities): curvatures + velocities
      case .stream: []
      }
  }

  var registerCount: Int { 2 * dimension + constants.count + 3 }
  /// The register of a component of the gradient.
  func gradient(_ index: Int) -> Int { base + index }
  private func copy(_ index: Int) -> Int { base + dimension + index }
  private func constant(_ index: Int) -> Int { base + 2 * dimension + index }
  private var first: Int { constant(constants.count) }
  private var second: Int { first + 1 }
  private var third: Int { first + 2 }

  func load<Machine: RegisterMachine>(on machine: Machine) {
    for (index, value) in constants.enumerated() {
      machine.load(exactly: value, into: constant(index))
    }
  }

  /// Computes the gradient of a step; `coordinate` gives the registers of x.
  func run<Machine: RegisterMachine>(
    on machine: Machine, step: Int, coordinate: (Int) -> Int
  ) {
    switch objective {
    case .separable:
      for index in 0..<dimension {
        multiply(machine, constant(index), coordinate(index), into: gradient(index))
      }
    case .drifting:
      machine.load(exactly: Double(step), into: third)
      for index in 0..<dimension {
        multiply(machine, constant(dimension + index), third, into: first)
        subtract(machine, coordinate(index), first, into: second)
        multiply(machine, constant(index), second, into: gradient(index))
      }
    case .dense:
      for row in 0..<dimension {
        dot(machine, row * dimension, coordinate, into: gradient(row))
      }
    case .rotated(_, let reflections):
      for index in 0..<dimension {
        machine.copy(coordinate(index), into: copy(index))
      }
      let places = reflections.indices.map { dimension * (1 + $0) }
      for place in places { reflect(machine, place) }
      for index in 0..<dimension {
        multiply(machine, constant(index), copy(index), into: gradient(index))
        machine.copy(gradient(index), into: copy(index))
      }
      for place in places.reversed() { reflect(machine, place) }
      for index in 0..<dimension { machine.copy(copy(index), into: gradient(index)) }
    case .stream(let gradients):
      let values = gradients[(step - 1) % gradients.count]
      for index in 0..<dimension {
        machine.load(exactly: values[index], into: gradient(index))
      }
    }
  }

  /// Reflects the copy at the hyperplane orthogonal to the constants at `place`.
  private func reflect<Machine: RegisterMachine>(_ machine: Machine, _ place: Int) {
    // The share 2 vᵀy ÷ vᵀv, in `third`.
    dot(machine, place, copy, into: third)
    dot(machine, place, { constant(place + $0) }, into: gradient(0))
    machine.load(exactly: 2, into: first)
    multiply(machine, third, first, into: second)
    machine.perform(
      Instruction(kind: .quotient, target: third, left: second, right: gradient(0)))
    for index in 0..<dimension {
      multiply(machine, third, constant(place + index), into: first)
      subtract(machine, copy(index), first, into: second)
      machine.copy(second, into: copy(index))
    }
  }

  /// The scalar product of constants and registers; not into `first` or `second`.
  private func dot<Machine: RegisterMachine>(
    _ machine: Machine, _ place: Int, _ register: (Int) -> Int, into target: Int
  ) {
    machine.load(exactly: 0, into: second)
    for index in 0..<dimension {
      multiply(machine, constant(place + index), register(index), into: first)
      machine.perform(
        Instruction(kind: .sum, target: target, left: second, right: first))
      machine.copy(target, into: second)
    }
  }

  private func multiply<Machine: RegisterMachine>(
    _ machine: Machine, _ a: Int, _ b: Int, into target: Int
  ) {
    machine.perform(Instruction(kind: .product, target: target, left: a, right: b))
  }

  private func subtract<Machine: RegisterMachine>(
    _ machine: Machine, _ a: Int, _ b: Int, into target: Int
  ) {
    machine.perform(Instruction(kind: .difference, target: target, left: a, right: b))
  }
}
