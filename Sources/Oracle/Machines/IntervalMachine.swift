import Dialects
import Formats
import Multiprecision
import Scenarios

/// Runs programs in interval arithmetic: the exact reading, or with an error
/// for every operation the budget reading.
final class IntervalMachine: RegisterMachine {
  private let registers: UnsafeMutableBufferPointer<Interval>
  private let execution: Execution
  private var scenario: Scenario { execution.scenario }
  /// The format of the scalar part.
  private let scalarFormat: FloatFormat
  private let scalarErrors: ErrorModel?
  private let elementErrors: ErrorModel?
  private let storeErrors: ErrorModel?
  /// κ, or nil for the exact reading.
  let budget: Double?
  /// Whether errors are granted.
  var hasBudget: Bool { budget.map { $0 > 0 } ?? false }
  // Accesses cannot overlap, and checking that at run time would be expensive.
  @exclusivity(unchecked) private var scale: Interval

  /// Creates a machine.
  ///
  /// - Parameters:
  ///   - execution: What is run; its formats decide the errors.
  ///   - registerCount: The number of registers.
  ///   - precision: The precision of the endpoints, in bits.
  ///   - budget: κ, or nil for the exact reading.
  init(_ execution: Execution, registerCount: Int, precision: Int, budget: Double?) {
    self.execution = execution
    let scenario = execution.scenario
    self.budget = budget
    scalarFormat = scenario.scalars == .wide ? .binary64 : scenario.arithmetic
    registers = .allocate(capacity: registerCount)
    for index in 0..<registerCount {
      (registers.baseAddress! + index).initialize(to: Interval(precision: precision))
    }
    func errors(_ format: FloatFormat) -> ErrorModel? {
      budget.map { ErrorModel(format: format, budget: $0, precision: precision) }
    }
    scale = Interval(precision: precision)
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

  /// Runs `body` with the errors of element operations, if any are granted.
  func withElementErrors(_ body: (ErrorModel) -> Void) {
    if let elementErrors { body(elementErrors) }
  }

  func load(hyperparameter value: Double, into target: Int) {
    registers[target].set(execution.hyperparameterValue(value))
  }

  func load(constant value: Double, into target: Int) {
    load(hyperparameter: value, into: target)
  }

  func load(exactly value: Double, into target: Int) { registers[target].set(value) }

  func copy(_ source: Int, into target: Int) {
    registers[target].set(registers[source])
  }

  func load(integer value: Int, into target: Int) {
    registers[target].set(value)
    // An integer that the format cannot hold is rounded like any other number.
    if scalarFormat.round(Double(value)) != Double(value) {
      scalarErrors?.apply(to: &registers[target])
    }
  }

  func hand(_ source: Int, into target: Int) {
    registers[target].set(registers[source])
    // Scalars of the working format are elements already.
    if scenario.scalars == .wide { elementErrors?.apply(to: &registers[target]) }
  }

  func applyScalar(_ instruction: Instruction) {
    guard perform(instruction) else { return }
    let target = instruction.target
    if instruction.isExactIfRepresentable && registers[target].isPoint(of: scalarFormat) {
      return
    }
    scalarErrors?.apply(to: &registers[target])
  }

  var needsOrders: Bool { hasBudget }

  func perform(
    _ kind: Instruction.Kind, target: Int, _ left: Int, _ right: Int, exponent: Int
  ) {
    let isRounded = operate(kind, target: target, left, right, exponent: exponent)
    if isRounded { elementErrors?.apply(to: &registers[target]) }
  }

  func applyElement(_ instruction: Instruction) {
    let isRounded = perform(instruction)
    guard let elementErrors else { return }
    if isRounded { elementErrors.apply(to: &registers[instruction.target]) }
    admitOtherOrders(instruction, elementErrors)
  }

  /// Admits what other orders of evaluation give at the ends of the range.
  private func admitOtherOrders(_ instruction: Instruction, _ errors: ErrorModel) {
    if errors.isExact { return }
    let base = registers.baseAddress!
    let (target, left, right) = (instruction.target, instruction.left, instruction.right)
    switch instruction.kind {
    case .sum, .difference:
      // `β × m + (1 − β) × g` written as `m + (1 − β) × (g − m)` subtracts an
      // infinity from itself, also for a gradient of zero; not from a state of
      // zero. So does `θ − (s + κλ × θ)` for `θ × (1 − κλ) − s`.
      let isPlain =
        base[left].isZero || (base[right].isZero && instruction.kind == .difference)
      if instruction.isMixture && !isPlain && base[target].isUnbounded {
        base[target].setIndeterminate()
      }
      // Nor need `g − m` be finite where the average is.
      if let (m, g) = instruction.averaged {
        let (m, g) = (base[m].greatestMagnitude, base[g].greatestMagnitude)
        if m.isFinite && g.isFinite && errors.overflows(m + g) {
          base[target].setIndeterminate()
        }
      }
      if let scale = instruction.scale {
        setScale(scale)
        errors.admitUnderflow(to: &base[target], scale: self.scale)
      }
    case .product:
      // An infinite x makes `x − c × x` NaN.
      if instruction.isComplement && base[target].isUnbounded {
        base[target].setIndeterminate()
      }
      if let (scalar, first, second) = instruction.factors {
        errors.admitUnderflow(
          to: &base[target], scalar: base[scalar], base[first], base[second])
      }
      guard let parts = instruction.scaledQuotient else { return }
      if parts.isSum && base[parts.divisor].leastMagnitude == 0 {
        base[target].setIndeterminate()
      }
      setScale(parts.scale)
      errors.admitUnderflow(
        to: &base[target], factor: base[parts.factor], numerator: base[parts.numerator],
        divisor: base[parts.divisor], scale: scale)
    case .quotient:
      guard let (numerator, divisor) = instruction.rootQuotient else { return }
      errors.admitSingleRoot(to: &base[target], base[numerator], base[divisor])
    default: break
    }
  }

  /// Gives `scale` what a divisor may be multiplied by, or 1.
  private func setScale(_ description: Instruction.Scale?) {
    guard let description else { return scale.set(1) }
    let base = registers.baseAddress!
    if description.isSquare {
      scale.setSquareRoot(base[description.register])
    } else {
      scale.set(base[description.register])
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
  /// No order of evaluation rounds a change of sign, a maximum, a magnitude,
  /// the power 1, or a sum with an exact zero.
  @inline(__always)
  private func perform(_ instruction: Instruction) -> Bool {
    operate(
      instruction.kind, target: instruction.target, instruction.left, instruction.right,
      exponent: instruction.exponent)
  }

  private func operate(
    _ kind: Instruction.Kind, target: Int, _ left: Int, _ right: Int, exponent: Int
  ) -> Bool {
    let base = registers.baseAddress!
    switch kind {
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
      base[target].setPower(base[left], exponent)
      return exponent > 1
    case .realPower: base[target].setRealPower(base[left], base[right])
    case .cosinePi: base[target].setCosinePi(base[left])
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

extension Interval {
  /// Whether the enclosure is a single value of `format`.
  fileprivate borrowing func isPoint(of format: FloatFormat) -> Bool {
    guard isPoint else { return false }
    let value = lower.toDouble()
    return lower.compare(value) == 0 && format.round(value) == value
  }
}
