import Formats
import Multiprecision

/// Runs programs with each operation correctly rounded in turn: the rounded
/// reading, which gives the reference bits.
final class RoundedMachine: RegisterMachine {
  private let registers: UnsafeMutableBufferPointer<BigFloat>
  private let scenario: Scenario
  private let scalarArithmetic: RoundedArithmetic
  private let elementArithmetic: RoundedArithmetic
  private let storage: RoundedArithmetic

  /// Creates a machine for `scenario` with that many registers.
  init(scenario: Scenario, registerCount: Int) {
    self.scenario = scenario
    let scalarFormat =
      scenario.scalars == .wide ? FloatFormat.binary64 : scenario.arithmetic
    scalarArithmetic = RoundedArithmetic(scalarFormat)
    elementArithmetic = RoundedArithmetic(scenario.arithmetic)
    storage = RoundedArithmetic(scenario.storage)
    // A register holds values of any of the three formats.
    let precision = max(scalarFormat.precision, scenario.arithmetic.precision)
    registers = .allocate(capacity: registerCount)
    for index in 0..<registerCount {
      (registers.baseAddress! + index).initialize(to: BigFloat(precision: precision))
    }
  }

  deinit {
    registers.baseAddress!.deinitialize(count: registers.count)
    registers.deallocate()
  }

  /// The encoding of a register's value in the storage format.
  func bits(_ index: Int) -> UInt64 {
    registers[index].rounded(to: scenario.storage, .nearestEven)
  }

  func load(hyperparameter value: Double, into target: Int) {
    registers[target].set(
      scenario.scalars == .wide ? value : scenario.arithmetic.round(value))
  }

  func load(integer value: Int, into target: Int) {
    let base = registers.baseAddress!
    base[target].set(Double(value))
    scalarArithmetic.round(&base[target])
  }

  func load(bits: UInt64, into target: Int) {
    registers[target].set(scenario.storage.decode(bits))
  }

  func hand(_ source: Int, into target: Int) {
    let base = registers.baseAddress!
    base[target].set(base[source])
    elementArithmetic.round(&base[target])
  }

  func applyScalar(_ instruction: Instruction) {
    perform(instruction, in: scalarArithmetic)
  }

  func applyElement(_ instruction: Instruction) {
    perform(instruction, in: elementArithmetic)
  }

  func store(_ source: Int, into target: Int) {
    let base = registers.baseAddress!
    base[target].set(base[source])
    if scenario.storage != scenario.arithmetic { storage.round(&base[target]) }
  }

  private func perform(_ instruction: Instruction, in arithmetic: RoundedArithmetic) {
    let base = registers.baseAddress!
    let (target, left, right) = (instruction.target, instruction.left, instruction.right)
    switch instruction.kind {
    case .sum: arithmetic.sum(base[left], base[right], into: &base[target])
    case .difference: arithmetic.difference(base[left], base[right], into: &base[target])
    case .product: arithmetic.product(base[left], base[right], into: &base[target])
    case .quotient: arithmetic.quotient(base[left], base[right], into: &base[target])
    case .squareRoot: arithmetic.squareRoot(base[left], into: &base[target])
    case .power:
      arithmetic.power(base[left], instruction.exponent, into: &base[target])
    case .maximum: arithmetic.maximum(base[left], base[right], into: &base[target])
    case .magnitude: base[target].setMagnitude(base[left])
    case .negation: base[target].setNegation(base[left])
    }
  }
}
