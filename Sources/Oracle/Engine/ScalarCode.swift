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
    /// A constant scalar as running ones see it, by its register.
    case handed(Int)
  }

  /// The register of the first step's value; those of the others follow.
  let base: Int
  /// Whether β^t is a product of t factors.
  let multipliesPowers: Bool
  private(set) var steps: [Step] = []
  /// Whether each step's value is a running scalar; those of a program whose scalars are
  /// all computed in the same format count as such.
  private(set) var areRunning: [Bool] = []
  /// The running copies of constants, by the registers of these.
  private var copies: [Int: Int] = [:]

  init(base: Int, multipliesPowers: Bool = false) {
    self.base = base
    self.multipliesPowers = multipliesPowers
  }

  /// Adds a step and returns its register.
  mutating func append(isRunning: Bool, _ step: (_ target: Int) -> Step) -> Int {
    let target = base + steps.count
    steps.append(step(target))
    areRunning.append(isRunning)
    return target
  }

  /// Whether a register holds a running scalar.
  func isRunning(_ register: Int) -> Bool { areRunning[register - base] }

  /// The register in which running scalars find a scalar.
  mutating func runningCopy(of register: Int) -> Int {
    if isRunning(register) { return register }
    if let copy = copies[register] { return copy }
    let original = steps[register - base]
    let copy = append(isRunning: true) { _ in
      switch original {
      // Leaves are rounded as the rule says; what was computed is handed on.
      case .hyperparameter, .groupLearningRate, .integer, .constant, .memory: original
      case .operation, .handed: .handed(register)
      }
    }
    copies[register] = copy
    return copy
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
    _ leaves: Leaves, on machine: Machine
  ) {
    for index in steps.indices {
      let (target, isRunning) = (base + index, areRunning[index])
      func load(_ value: Double) {
        machine.load(hyperparameter: value, isRunning: isRunning, into: target)
      }
      switch steps[index] {
      case .hyperparameter(.learningRate):
        if let rate = leaves.learningRate {
          load(rate)
        } else {
          machine.copy(leaves.scheduledRate, into: target)
        }
      case .hyperparameter(let name): load(leaves.hyperparameters[name])
      case .groupLearningRate: load(leaves.hyperparameters[.learningRate])
      case .integer(let integer):
        machine.load(
          integer: integer.value(step: leaves.clock), isRunning: isRunning, into: target)
      case .constant(let value): load(value)
      case .memory(let place): machine.copy(leaves.memory + place, into: target)
      case .handed(let source): machine.hand(source, isRunning: false, into: target)
      case .operation(var instruction, let exponent):
        instruction.exponent = exponent.value(step: leaves.clock)
        if multipliesPowers && instruction.kind == .power {
          machine.performProduct(instruction)
        } else {
          machine.performScalar(instruction, isRunning: isRunning)
        }
      }
    }
  }
}
