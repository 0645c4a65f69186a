import Dialects
import Formats
import Multiprecision

/// Runs programs in interval arithmetic: the exact reading, or with an error
/// for every operation the budget reading.
final class IntervalMachine: RegisterMachine {
  private let registers: UnsafeMutableBufferPointer<Interval>
  private let scenario: Scenario
  /// The format of the scalar part.
  private let scalarFormat: FloatFormat
  private let scalarErrors: ErrorModel?
  private let elementErrors: ErrorModel?
  private let storeErrors: ErrorModel?

  /// Creates a machine.
  ///
  /// - Parameters:
  ///   - scenario: What is run; its formats decide the errors.
  ///   - registerCount: The number of registers.
  ///   - precision: The precision of the endpoints, in bits.
  ///   - budget: κ, or nil for the exact reading.
  init(scenario: Scenario, registerCount: Int, precision: Int, budget: Double?) {
    self.scenario = scenario
    scalarFormat = scenario.scalars == .wide ? .binary64 : scenario.arithmetic
    registers = .allocate(capacity: registerCount)
    for index in 0..<registerCount {
      (registers.baseAddress! + index).initialize(to: Interval(precision: precision))
    }
    func errors(_ format: FloatFormat) -> ErrorModel? {
      budget.map { ErrorModel(format: format, budget: $0) }
    }
    scalarErrors = errors(scalarFormat)
    elementErrors = errors(scenario.arithmetic)
    storeErrors = scenario.storage == scenario.arithmetic ? nil : errors(scenario.storage)
  }

  deinit {
    registers.baseAddress!.deinitialize(count: registers.count)
    registers.deallocate()
  }

  /// Reads a register.
  func withRegister<Result>(
    _ index: Int, _ body: (borrowing Interval) throws -> Result
  ) rethrows -> Result {
    try body(registers[index])
  }

  func load(hyperparameter value: Double, into target: Int) {
    registers[target].set(
      scenario.scalars == .wide ? value : scenario.arithmetic.round(value))
  }

  func load(integer value: Int, into target: Int) {
    registers[target].set(value)
    // An integer that the format cannot hold is rounded like any other number.
    if scalarFormat.round(Double(value)) != Double(value) {
      scalarErrors?.apply(to: &registers[target])
    }
  }

  func load(bits: UInt64, into target: Int) {
    registers[target].set(scenario.storage.decode(bits))
  }

  func hand(_ source: Int, into target: Int) {
    registers[target].set(registers[source])
    // Scalars of the working format are elements already.
    if scenario.scalars == .wide { elementErrors?.apply(to: &registers[target]) }
  }

  func applyScalar(_ instruction: Instruction) {
    if perform(instruction) { scalarErrors?.apply(to: &registers[instruction.target]) }
  }

  func applyElement(_ instruction: Instruction) {
    let isRounded = perform(instruction)
    guard let elementErrors else { return }
    if isRounded { elementErrors.apply(to: &registers[instruction.target]) }
    admitOtherOrders(instruction, elementErrors)
  }

  /// Admits what other orders of evaluation give at the ends of the range.
  private func admitOtherOrders(_ instruction: Instruction, _ errors: ErrorModel) {
    let base = registers.baseAddress!
    let (target, left, right) = (instruction.target, instruction.left, instruction.right)
    switch instruction.kind {
    case .sum, .difference:
      // `β × m + (1 − β) × g` written as `m + (1 − β) × (g − m)` subtracts an
      // infinity from itself, also for a gradient of zero; not from a state of zero.
      let isPlain =
        base[left].isZero || instruction.hasScalar
        || (base[right].isZero && instruction.kind == .difference)
      if !isPlain && base[target].isUnbounded { base[target].setIndeterminate() }
    case .product:
      // `s × (n ÷ D)` may be formed as `(s × n) ÷ D` or `(s ÷ D) × n`, whose
      // first operation underflows elsewhere.
      guard let (numerator, divisor) = instruction.scaledQuotient else { return }
      errors.admitUnderflow(
        to: &base[target], numerator: base[numerator], divisor: base[divisor])
    default: break
    }
  }

  func store(_ source: Int, into target: Int) {
    registers[target].set(registers[source])
    storeErrors?.apply(to: &registers[target])
  }

  /// Performs an operation on intervals and returns whether a floating-point
  /// format may round it.
  ///
  /// No order of evaluation rounds a change of sign, a maximum, a magnitude,
  /// the power 1, or a sum with an exact zero.
  private func perform(_ instruction: Instruction) -> Bool {
    let base = registers.baseAddress!
    let (target, left, right) = (instruction.target, instruction.left, instruction.right)
    switch instruction.kind {
    case .sum:
      base[target].setSum(base[left], base[right])
      return !(base[left].isZero || base[right].isZero)
    case .difference:
      base[target].setDifference(base[left], base[right])
      return !(base[left].isZero || base[right].isZero)
    case .product: base[target].setProduct(base[left], base[right])
    case .quotient: base[target].setQuotient(base[left], base[right])
    case .squareRoot: base[target].setSquareRoot(base[left])
    case .power:
      base[target].setPower(base[left], instruction.exponent)
      return instruction.exponent > 1
    case .maximum:
      base[target].setMaximum(base[left], base[right])
      return false
    case .magnitude:
      base[target].setMagnitude(base[left])
      return false
    case .negation:
      base[target].setNegation(base[left])
      return false
    }
    return true
  }
}
