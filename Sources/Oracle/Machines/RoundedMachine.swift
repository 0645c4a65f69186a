import Formats
import Multiprecision
import RandomNumbers
import Scenarios

/// Runs programs with each operation correctly rounded in turn: the rounded
/// reading, which gives the reference bits.
final class RoundedMachine: RegisterMachine {
  private let registers: UnsafeMutableBufferPointer<BigFloat>
  private let execution: Execution
  private var scenario: Scenario { execution.scenario }
  private let constantArithmetic: RoundedArithmetic
  private let runningArithmetic: RoundedArithmetic
  private let handing: RoundedArithmetic
  private let elementArithmetic: RoundedArithmetic
  private let stateStorage: RoundedArithmetic?
  private let parameterStorage: RoundedArithmetic?
  private let narrowState: RoundedArithmetic?
  let fusesProducts: Bool
  /// The other direction and the draws, where directions are drawn.
  private let otherArithmetic: RoundedArithmetic?
  private var draws: CongruentialGenerator
  /// The powers of hyperparameters that are products.
  private var powers = RunningPowers<Double>()

  /// Creates a machine for `execution` with that many registers.
  init(_ execution: Execution, registerCount: Int) {
    self.execution = execution
    let scenario = execution.scenario
    let rounding = execution.procedure.rounding
    let scalarFormats = [false, true].map {
      rounding.scalarFormat ?? execution.scalarFormat(isRunning: $0)
    }
    let elementFormat = rounding.elementFormat ?? scenario.arithmetic
    constantArithmetic = RoundedArithmetic(scalarFormats[0])
    runningArithmetic = RoundedArithmetic(scalarFormats[1])
    handing = RoundedArithmetic(rounding.handedFormat ?? elementFormat)
    switch rounding.direction {
    case .nearest:
      (elementArithmetic, otherArithmetic) = (RoundedArithmetic(elementFormat), nil)
      draws = CongruentialGenerator(seed: 0)
    case .fixed(let direction):
      elementArithmetic = RoundedArithmetic(elementFormat, rounding: direction)
      (otherArithmetic, draws) = (nil, CongruentialGenerator(seed: 0))
    case .random(let seed):
      elementArithmetic = RoundedArithmetic(elementFormat, rounding: .down)
      otherArithmetic = RoundedArithmetic(elementFormat, rounding: .up)
      draws = CongruentialGenerator(seed: seed)
    }
    fusesProducts = rounding.fusesProducts
    func store(_ format: FloatFormat) -> RoundedArithmetic? {
      // Where both formats are the same nothing is left to round.
      format == elementFormat
        ? nil : RoundedArithmetic(format, rounding: rounding.storeDirection)
    }
    stateStorage = store(scenario.stateFormat)
    parameterStorage = store(scenario.storage)
    narrowState = rounding.stateFormat.map { RoundedArithmetic($0) }
    // A register holds values of any of the formats.
    let precision =
      (scalarFormats + [
        scenario.arithmetic, elementFormat, rounding.handedFormat ?? elementFormat,
        .binary64,
      ]).map(\.precision).max() ?? 53
    registers = .allocate(capacity: registerCount)
    for index in 0..<registerCount {
      (registers.baseAddress! + index).initialize(to: BigFloat(precision: precision))
    }
  }

  deinit {
    registers.baseAddress!.deinitialize(count: registers.count)
    registers.deallocate()
  }

  /// The encoding of a register's value in a format that holds it.
  func bits(_ index: Int, _ format: FloatFormat) -> UInt64 {
    registers[index].rounded(to: format, .nearestEven)
  }

  func load(hyperparameter value: Double, isRunning: Bool, into target: Int) {
    registers[target].set(execution.hyperparameterValue(value, isRunning: isRunning))
  }

  func load(integer value: Int, isRunning: Bool, into target: Int) {
    let base = registers.baseAddress!
    base[target].set(Double(value))
    scalarArithmetic(isRunning).round(&base[target])
  }

  private func scalarArithmetic(_ isRunning: Bool) -> RoundedArithmetic {
    isRunning ? runningArithmetic : constantArithmetic
  }

  func load(exactly value: Double, into target: Int) { registers[target].set(value) }

  func copy(_ source: Int, into target: Int) {
    let base = registers.baseAddress!
    base[target].set(base[source])
  }

  func hand(_ source: Int, isRunning: Bool, into target: Int) {
    let base = registers.baseAddress!
    base[target].set(base[source])
    handing.round(&base[target])
  }

  func performScalar(_ instruction: Instruction, isRunning: Bool) {
    let arithmetic = scalarArithmetic(isRunning)
    guard instruction.kind == .power, execution.procedure.rounding.raisesByLogarithm
    else {
      return perform(instruction, in: arithmetic)
    }
    let base = registers.baseAddress!
    arithmetic.exponentialOfLogarithm(
      base[instruction.left], instruction.exponent, into: &base[instruction.target])
  }

  func performProduct(_ instruction: Instruction) {
    let base = registers.baseAddress!
    let factor = base[instruction.left].toDouble()
    var (exponent, value) =
      powers.take(upTo: instruction.exponent, of: factor) ?? (1, factor)
    base[instruction.target].set(instruction.exponent == 0 ? 1 : value)
    while exponent < instruction.exponent {
      let previous = base[instruction.target].copy()
      runningArithmetic.product(
        previous, base[instruction.left], into: &base[instruction.target])
      exponent += 1
    }
    guard instruction.exponent > 0 else { return }
    value = base[instruction.target].toDouble()
    powers.remember(value, exponent: exponent, of: factor)
  }

  func perform(_ instruction: Instruction) {
    perform(instruction, in: drawArithmetic())
  }

  func perform(_ instruction: Instruction, fusing product: FusedProduct<Int>) {
    let arithmetic = drawArithmetic()
    let base = registers.baseAddress!
    let (target, x, y) = (instruction.target, product.left, product.right)
    let other = product.isRight ? instruction.left : instruction.right
    switch (instruction.kind, product.isRight) {
    case (.difference, true):
      arithmetic.fusedDifference(
        base[other], minus: base[x], times: base[y], into: &base[target])
    case (.difference, false):
      arithmetic.fusedDifference(
        base[x], base[y], minus: base[other], into: &base[target])
    default:
      arithmetic.fusedSum(base[x], base[y], plus: base[other], into: &base[target])
    }
  }

  /// The arithmetic of the next operation.
  private func drawArithmetic() -> RoundedArithmetic {
    guard let otherArithmetic else { return elementArithmetic }
    return draws.next() >> 63 == 0 ? elementArithmetic : otherArithmetic
  }

  func store(_ source: Int, into target: Int, as kind: StoreKind) {
    let base = registers.baseAddress!
    switch kind {
    case .stochasticParameter(let bits):
      let stored = base[source].rounded(to: scenario.storage, stochastic: bits)
      base[target].set(scenario.storage.decode(stored))
    case .parameter:
      base[target].set(base[source])
      parameterStorage?.round(&base[target])
    case .state:
      base[target].set(base[source])
      narrowState?.round(&base[target])
      stateStorage?.round(&base[target])
    }
  }

  private func perform(_ instruction: Instruction, in arithmetic: RoundedArithmetic) {
    guard let flushing = execution.procedure.rounding.flushing else {
      return operate(instruction, in: arithmetic)
    }
    let base = registers.baseAddress!
    let format = execution.scenario.arithmetic
    func flush(_ index: Int) {
      let value = base[index].toDouble().magnitude
      let normal = Double(sign: .plus, exponent: format.minimumExponent, significand: 1)
      if value > 0 && value < normal { base[index].set(0.0) }
    }
    // An operand is flushed for the operation that reads it, and stays where it is.
    let operands = [instruction.left, instruction.right].map { ($0, base[$0].toDouble()) }
    if flushing != .results { operands.forEach { flush($0.0) } }
    operate(instruction, in: arithmetic)
    for (index, value) in operands { base[index].set(value) }
    if flushing != .operands { flush(instruction.target) }
  }

  private func operate(_ instruction: Instruction, in arithmetic: RoundedArithmetic) {
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
    case .realPower: arithmetic.realPower(base[left], base[right], into: &base[target])
    case .cosinePi: arithmetic.cosinePi(base[left], into: &base[target])
    case .maximum: arithmetic.maximum(base[left], base[right], into: &base[target])
    case .magnitude: base[target].setMagnitude(base[left])
    case .negation: base[target].setNegation(base[left])
    }
  }
}
