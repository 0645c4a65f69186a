import Formats
import Multiprecision

/// Runs programs in midpoint–radius arithmetic: the exact reading at half the
/// cost of intervals, without errors of operations.
final class BallMachine: RegisterMachine {
  private let registers: UnsafeMutablePointer<Ball>
  private let registerCount: Int
  private let scenario: Scenario

  /// Creates a machine whose midpoints have `precision` bits.
  init(scenario: Scenario, registerCount: Int, precision: Int) {
    self.scenario = scenario
    self.registerCount = registerCount
    registers = .allocate(capacity: registerCount)
    for index in 0..<registerCount {
      (registers + index).initialize(to: Ball(precision: precision))
    }
  }

  deinit {
    registers.deinitialize(count: registerCount)
    registers.deallocate()
  }

  /// Reads a register.
  func withRegister<Result>(
    _ index: Int, _ body: (borrowing Ball) throws -> Result
  ) rethrows -> Result {
    try body(registers[index])
  }

  func load(hyperparameter value: Double, into target: Int) {
    registers[target].set(scenario.hyperparameterValue(value))
  }

  func load(constant value: Double, into target: Int) {
    load(hyperparameter: value, into: target)
  }

  func load(integer value: Int, into target: Int) { registers[target].set(value) }

  func load(exactly value: Double, into target: Int) { registers[target].set(value) }

  func copy(_ source: Int, into target: Int) { registers[target].set(registers[source]) }

  func hand(_ source: Int, into target: Int) { copy(source, into: target) }

  func applyScalar(_ instruction: Instruction) { applyElement(instruction) }

  func applyElement(_ instruction: Instruction) {
    perform(
      instruction.kind, target: instruction.target, instruction.left, instruction.right,
      exponent: instruction.exponent)
  }

  var needsOrders: Bool { false }

  func store(_ source: Int, into target: Int, as kind: StoreKind) {
    guard case .stochasticParameter(let bits) = kind else {
      return copy(source, into: target)
    }
    registers[target].setStochastic(registers[source], in: scenario.storage, bits)
  }

  @inline(__always)
  func perform(
    _ kind: Instruction.Kind, target: Int, _ left: Int, _ right: Int, exponent: Int
  ) {
    switch kind {
    case .sum: registers[target].setSum(registers[left], registers[right])
    case .difference: registers[target].setDifference(registers[left], registers[right])
    case .product: registers[target].setProduct(registers[left], registers[right])
    case .quotient: registers[target].setQuotient(registers[left], registers[right])
    case .squareRoot: registers[target].setSquareRoot(registers[left])
    case .power: registers[target].setPower(registers[left], exponent)
    case .realPower: registers[target].setRealPower(registers[left], registers[right])
    case .cosinePi: registers[target].setCosinePi(registers[left])
    case .maximum: registers[target].setMaximum(registers[left], registers[right])
    case .magnitude: registers[target].setMagnitude(registers[left])
    case .negation: registers[target].setNegation(registers[left])
    }
  }
}
