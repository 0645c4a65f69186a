import Formats
import Multiprecision
import Scenarios

/// Runs programs in midpoint–radius arithmetic: the exact reading at half the
/// cost of intervals, without errors of operations.
final class BallMachine: RegisterMachine {
  private let bank: BallBank
  private var registers: UnsafeMutablePointer<Ball> { bank.balls }
  private let execution: Execution
  private var scenario: Scenario { execution.scenario }

  /// Creates a machine whose midpoints have `precision` bits.
  init(_ execution: Execution, registerCount: Int, precision: Int) {
    self.execution = execution
    bank = BallBank(count: registerCount, precision: precision)
  }

  /// Reads a register.
  func withRegister<Result>(
    _ index: Int, _ body: (borrowing Ball) throws -> Result
  ) rethrows -> Result {
    try body(registers[index])
  }

  func load(hyperparameter value: Double, isRunning: Bool, into target: Int) {
    registers[target].set(execution.hyperparameterValue(value, isRunning: isRunning))
  }

  func load(integer value: Int, isRunning: Bool, into target: Int) {
    registers[target].set(value)
  }

  func load(exactly value: Double, into target: Int) { registers[target].set(value) }

  func copy(_ source: Int, into target: Int) { registers[target].set(registers[source]) }

  func hand(_ source: Int, isRunning: Bool, into target: Int) {
    copy(source, into: target)
  }

  func performScalar(_ instruction: Instruction, isRunning: Bool) { perform(instruction) }

  func performProduct(_ instruction: Instruction) { perform(instruction) }

  func store(_ source: Int, into target: Int, as kind: StoreKind) {
    guard case .stochasticParameter(let bits) = kind else {
      return copy(source, into: target)
    }
    registers[target].setStochastic(registers[source], in: scenario.storage, bits)
  }

  func move(_ source: Int, into target: Int, as kind: StoreKind) {
    if case .stochasticParameter = kind { return store(source, into: target, as: kind) }
    bank.exchange(source, target)
  }

  @inline(__always)
  func perform(_ instruction: Instruction) {
    let (target, left, right) = (instruction.target, instruction.left, instruction.right)
    switch instruction.kind {
    case .sum: bank.sum(left, right, into: target)
    case .difference: bank.difference(left, right, into: target)
    case .product: bank.product(left, right, into: target)
    case .quotient: bank.quotient(left, right, into: target)
    case .squareRoot: bank.squareRoot(left, into: target)
    case .power: registers[target].setPower(registers[left], instruction.exponent)
    case .realPower: registers[target].setRealPower(registers[left], registers[right])
    case .cosinePi: registers[target].setCosinePi(registers[left])
    case .maximum: registers[target].setMaximum(registers[left], registers[right])
    case .magnitude: registers[target].setMagnitude(registers[left])
    case .negation: registers[target].setNegation(registers[left])
    }
  }
}
