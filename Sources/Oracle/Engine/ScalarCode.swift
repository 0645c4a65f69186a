import Dialects
import Rules

/// The scalar part of a program with the register of every node: what runs once for
/// all elements.
struct ScalarCode {
  /// What a register gets.
  enum Step {
    case hyperparameter(Hyperparameter)
    case groupLearningRate
    case integer(StepInteger)
    case constant(Double)
    /// A remembered scalar, by its place among those of the tensor.
    case memory(Int)
    /// An operation, and its exponent if it is a power.
    case operation(Instruction, exponent: StepInteger)
  }

  /// The register of the first step's value; those of the others follow.
  let base: Int
  private(set) var steps: [Step] = []

  init(base: Int) { self.base = base }

  /// Adds a step and returns its register.
  mutating func append(_ step: (_ target: Int) -> Step) -> Int {
    let target = base + steps.count
    steps.append(step(target))
    return target
  }

  /// What the values of leaves are made of.
  struct Leaves {
    let hyperparameters: Hyperparameters
    /// The learning rate of the step; nil where a register has it.
    let learningRate: Double?
    /// The register with the learning rate, where a schedule gives it.
    let scheduledRate: Int
    /// The step number t.
    let clock: Int
    /// The register of the tensor's first remembered scalar.
    let memory: Int
  }

  /// Gives every register its value.
  func run<Machine: RegisterMachine>(
    _ leaves: Leaves, on machine: Machine, isExactIfRepresentable: Bool = false
  ) {
    for index in steps.indices {
      let target = base + index
      switch steps[index] {
      case .hyperparameter(.learningRate):
        if let rate = leaves.learningRate {
          machine.load(hyperparameter: rate, into: target)
        } else {
          machine.copy(leaves.scheduledRate, into: target)
        }
      case .hyperparameter(let name):
        machine.load(hyperparameter: leaves.hyperparameters[name], into: target)
      case .groupLearningRate:
        machine.load(hyperparameter: leaves.hyperparameters[.learningRate], into: target)
      case .integer(let integer):
        machine.load(integer: integer.value(step: leaves.clock), into: target)
      case .constant(let value): machine.load(constant: value, into: target)
      case .memory(let place): machine.copy(leaves.memory + place, into: target)
      case .operation(var instruction, let exponent):
        instruction.exponent = exponent.value(step: leaves.clock)
        machine.performScalar(
          instruction, isExactIfRepresentable: isExactIfRepresentable)
      }
    }
  }
}
