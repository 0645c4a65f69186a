import Rules

/// A bank of numbered registers together with an arithmetic on them.
///
/// The readings of a program differ in nothing but the machine that runs it.
protocol RegisterMachine: AnyObject {
  /// Gives register `target` the value of a hyperparameter.
  func load(hyperparameter value: Double, into target: Int)
  /// Gives register `target` an integer that the rule writes, in the scalar part.
  func load(integer value: Int, into target: Int)
  /// Gives register `target` the value that `bits` encodes in the storage format.
  func load(bits: UInt64, into target: Int)
  /// Performs an operation of the scalar part.
  func applyScalar(_ instruction: Instruction)
  /// Hands a scalar to the elements.
  func hand(_ source: Int, into target: Int)
  /// Performs an operation of the element part.
  func applyElement(_ instruction: Instruction)
  /// Stores the result of an element operation.
  func store(_ source: Int, into target: Int)
}

/// An elementary operation on registers; the target is none of the operands.
struct Instruction {
  let kind: Kind
  let target: Int
  let left: Int
  /// The second operand; equal to `left` where there is none.
  let right: Int
  /// The exponent of a power.
  var exponent = 0
  /// Whether an operand is a scalar handed to the elements.
  var hasScalar = false
  /// For a scalar times a quotient, the registers of the quotient's operands.
  var scaledQuotient: (numerator: Int, divisor: Int)?

  enum Kind {
    case sum, difference, product, quotient, squareRoot, maximum, magnitude, negation,
      power
  }
}

extension Instruction {
  /// Element operation `operation` of `program`, with what other orders of
  /// evaluation have to be known.
  init(_ operation: Operation, of program: Program, target: Int, register: (Int) -> Int) {
    self.init(operation, step: 0, target: target, register: register)
    func isScalar(_ node: Int) -> Bool {
      if case .scalar = program.elements[node] { true } else { false }
    }
    switch operation {
    case .sum(let a, let b), .difference(let a, let b):
      hasScalar = isScalar(a) || isScalar(b)
    case .product(let a, let b):
      hasScalar = isScalar(a) || isScalar(b)
      if isScalar(a), case .operation(.quotient(let n, let d)) = program.elements[b] {
        scaledQuotient = (register(n), register(d))
      }
    default: break
    }
  }

  /// `operation` of step `step`, with the operands' registers given by `register`.
  init(_ operation: Operation, step: Int, target: Int, register: (Int) -> Int) {
    func make(_ kind: Kind, _ a: Int, _ b: Int? = nil, exponent: Int = 0) -> Instruction {
      Instruction(
        kind: kind, target: target, left: register(a), right: register(b ?? a),
        exponent: exponent)
    }
    self =
      switch operation {
      case .sum(let a, let b): make(.sum, a, b)
      case .difference(let a, let b): make(.difference, a, b)
      case .product(let a, let b): make(.product, a, b)
      case .quotient(let a, let b): make(.quotient, a, b)
      case .squareRoot(let a): make(.squareRoot, a)
      case .maximum(let a, let b): make(.maximum, a, b)
      case .magnitude(let a): make(.magnitude, a)
      case .negation(let a): make(.negation, a)
      case .power(let a, let exponent):
        make(.power, a, exponent: exponent.value(step: step))
      }
  }
}
