import Dialects
import Formats
import Multiprecision
import Scenarios

/// Runs programs in interval arithmetic: the exact reading, or with an error
/// for every operation the budget reading.
final class IntervalMachine: RegisterMachine {
  let registers: UnsafeMutableBufferPointer<Interval>
  private let execution: Execution
  private var scenario: Scenario { execution.scenario }
  private let constantErrors: ErrorModel?
  private let runningErrors: ErrorModel?
  let elementErrors: ErrorModel?
  private let storeErrors: ErrorModel?
  /// κ, or nil for the exact reading.
  let budget: Double?
  /// Whether errors are granted.
  var hasBudget: Bool { budget.map { $0 > 0 } ?? false }
  /// What a divisor may be multiplied by, while a value is widened.
  // Accesses cannot overlap, and checking that at run time would be expensive.
  @exclusivity(unchecked) var scale: Interval
  @exclusivity(unchecked) private var scratch: Interval
  /// Whether subnormal numbers may be flushed to zero.
  let flushes: Bool
  /// Operands that are flushed, while an operation or an admission needs them.
  private let flushed: UnsafeMutableBufferPointer<Interval>
  /// The powers of hyperparameters that are products.
  private var powers = RunningPowers<Power>()

  /// Creates a machine.
  ///
  /// - Parameters:
  ///   - execution: What is run; its formats decide the errors.
  ///   - registerCount: The number of registers.
  ///   - precision: The precision of the endpoints, in bits.
  ///   - budget: κ, or nil for the exact reading.
  ///   - side: On which side of the exact endpoints those of registers lie.
  ///   - flushes: Whether subnormal numbers may be flushed to zero (SPEC §15.5).
  init(
    _ execution: Execution, registerCount: Int, precision: Int, budget: Double?,
    side: Interval.Side = .outer, flushes: Bool = false
  ) {
    self.execution = execution
    self.flushes = flushes
    flushed = .allocate(capacity: 4)
    for index in 0..<4 {
      (flushed.baseAddress! + index).initialize(
        to: Interval(precision: precision, side: side))
    }
    let scenario = execution.scenario
    self.budget = budget
    registers = .allocate(capacity: registerCount)
    for index in 0..<registerCount {
      (registers.baseAddress! + index).initialize(
        to: Interval(precision: precision, side: side))
    }
    func errors(_ format: FloatFormat) -> ErrorModel? {
      budget.map {
        ErrorModel(
          format: format, budget: $0, precision: precision, side: side, flushes: flushes)
      }
    }
    scale = Interval(precision: precision, side: side)
    scratch = Interval(precision: precision, side: side)
    constantErrors = errors(execution.scalarFormat(isRunning: false))
    runningErrors = errors(execution.scalarFormat(isRunning: true))
    elementErrors = errors(scenario.arithmetic)
    storeErrors = scenario.storage == scenario.arithmetic ? nil : errors(scenario.storage)
  }

  deinit {
    registers.baseAddress!.deinitialize(count: registers.count)
    registers.deallocate()
    flushed.baseAddress!.deinitialize(count: flushed.count)
    flushed.deallocate()
  }

  /// Whether it has mattered that numbers below the least normal one are special.
  var hasMetSubnormals: Bool {
    [constantErrors, runningErrors, elementErrors].contains {
      $0?.hasMetSubnormals ?? false
    }
  }

  /// An operand as an operation sees it: flushed to zero where it may be, in the
  /// scratch place of that number.
  @inline(__always)
  func operand(
    _ index: Int, _ place: Int, _ errors: ErrorModel?
  ) -> UnsafeMutablePointer<Interval> {
    let register = registers.baseAddress! + index
    guard flushes, let errors, register.pointee.isNearZero(below: errors.leastNormal)
    else { return register }
    let copy = flushed.baseAddress! + place
    copy.pointee.set(register.pointee)
    copy.pointee.extendToZero()
    return copy
  }

  /// Reads a register.
  func withRegister<Result>(
    _ index: Int, _ body: (borrowing Interval) throws -> Result
  ) rethrows -> Result {
    try body(registers[index])
  }

  /// Changes a register.
  func withRegister(mutating index: Int, _ body: (inout Interval) -> Void) {
    body(&registers[index])
  }

  /// Reads a register and changes another, or the same.
  func withRegisters(
    _ source: Int, _ target: Int, _ body: (borrowing Interval, inout Interval) -> Void
  ) {
    let base = registers.baseAddress!
    body(base[source], &base[target])
  }

  func load(hyperparameter value: Double, isRunning: Bool, into target: Int) {
    registers[target].set(execution.hyperparameterValue(value, isRunning: isRunning))
  }

  func load(exactly value: Double, into target: Int) {
    registers[target].set(value)
    // Data are flushed as operands, and where they are none stay as they are.
    if !flushes, let elementErrors {
      scratch.set(value)
      elementErrors.flush(&scratch)
    }
  }

  func copy(_ source: Int, into target: Int) {
    registers[target].set(registers[source])
  }

  func load(integer value: Int, isRunning: Bool, into target: Int) {
    registers[target].set(value)
    // An integer that the format cannot hold is rounded like any other number.
    if execution.scalarFormat(isRunning: isRunning).round(Double(value)) != Double(value)
    {
      scalarErrors(isRunning)?.apply(to: &registers[target])
    }
  }

  private func scalarErrors(_ isRunning: Bool) -> ErrorModel? {
    isRunning ? runningErrors : constantErrors
  }

  func hand(_ source: Int, isRunning: Bool, into target: Int) {
    registers[target].set(registers[source])
    // Scalars of the working format are elements already.
    if scenario.scalars.isWide(running: isRunning) {
      elementErrors?.apply(to: &registers[target])
    }
  }

  func performScalar(_ instruction: Instruction, isRunning: Bool) {
    let errors = scalarErrors(isRunning)
    if instruction.kind == .cosinePi, let errors {
      // π is a number that the format rounds, and π × x a product.
      let base = registers.baseAddress!
      scratch.set(operand(instruction.left, 0, errors).pointee)
      errors.apply(to: &scratch)
      errors.apply(to: &scratch)
      base[instruction.target].setCosinePi(scratch)
      return errors.apply(to: &base[instruction.target])
    }
    if operate(instruction, errors) {
      errors?.apply(to: &registers[instruction.target])
      errors?.flush(&registers[instruction.target])
    }
  }

  func performProduct(_ instruction: Instruction) {
    let base = registers.baseAddress!
    if instruction.exponent == 0 { return base[instruction.target].set(1) }
    // A hyperparameter is a point.
    let factor = base[instruction.left].lower.toDouble()
    let (known, start) =
      powers.take(upTo: instruction.exponent, of: factor)
      .map { ($0.exponent, $0.value) } ?? (1, Power(base[instruction.left]))
    // What may be gone on from elsewhere stays as it is.
    let power = known < instruction.exponent ? Power(start.value) : start
    for _ in known..<instruction.exponent {
      base[instruction.target].setProduct(power.value, base[instruction.left])
      runningErrors?.apply(to: &base[instruction.target])
      runningErrors?.flush(&base[instruction.target])
      power.value.set(base[instruction.target])
    }
    base[instruction.target].set(power.value)
    powers.remember(power, exponent: instruction.exponent, of: factor)
  }

  func perform(_ instruction: Instruction) {
    let isRounded = operate(instruction, elementErrors)
    if isRounded, let elementErrors {
      elementErrors.apply(to: &registers[instruction.target])
      elementErrors.flush(&registers[instruction.target])
    }
  }

  func store(_ source: Int, into target: Int, as kind: StoreKind) {
    switch kind {
    case .stochasticParameter(let bits):
      // What is rounded with given bits is no error: it is part of the rule.
      let base = registers.baseAddress!
      base[target].setStochastic(base[source], in: scenario.storage, bits)
    case .parameter:
      registers[target].set(registers[source])
      storeErrors?.apply(to: &registers[target])
    case .state:
      registers[target].set(registers[source])
      if !scenario.hasMaster { storeErrors?.apply(to: &registers[target]) }
    }
  }

  /// Performs an operation on intervals and returns whether a floating-point
  /// format may round it.
  ///
  /// No order of evaluation rounds a change of sign, a maximum, a magnitude, the power
  /// 0, a sum with an exact zero, or a quotient of equal numbers that are known exactly.
  @inline(__always)
  private func operate(_ instruction: Instruction, _ errors: ErrorModel?) -> Bool {
    let target = registers.baseAddress! + instruction.target
    let left = operand(instruction.left, 0, errors)
    switch instruction.kind {
    case .sum:
      let right = operand(instruction.right, 1, errors)
      target.pointee.setSum(left.pointee, right.pointee)
      return !(left.pointee.isZero || right.pointee.isZero)
    case .difference:
      let right = operand(instruction.right, 1, errors)
      target.pointee.setDifference(left.pointee, right.pointee)
      return !(left.pointee.isZero || right.pointee.isZero)
    case .product:
      target.pointee.setProduct(
        left.pointee, operand(instruction.right, 1, errors).pointee)
    case .quotient:
      let right = operand(instruction.right, 1, errors)
      target.pointee.setQuotient(left.pointee, right.pointee)
      return !left.pointee.isPoint(equalTo: right.pointee)
    case .squareRoot: target.pointee.setSquareRoot(left.pointee)
    case .power:
      target.pointee.setPower(left.pointee, instruction.exponent)
      return instruction.exponent > 0
    case .realPower:
      target.pointee.setRealPower(
        left.pointee, operand(instruction.right, 1, errors).pointee)
    case .cosinePi: target.pointee.setCosinePi(left.pointee)
    case .maximum:
      target.pointee.setMaximum(
        left.pointee, operand(instruction.right, 1, errors).pointee)
      return false
    case .magnitude:
      target.pointee.setMagnitude(left.pointee)
      return false
    case .negation:
      target.pointee.setNegation(left.pointee)
      return false
    }
    return true
  }
}

/// A power that is kept.
private final class Power {
  var value: Interval

  init(_ value: borrowing Interval) { self.value = value.copy() }
}
