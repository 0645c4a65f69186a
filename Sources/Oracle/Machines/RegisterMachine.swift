import Rules

/// A bank of numbered registers together with an arithmetic on them.
///
/// The readings of a program differ in nothing but the machine that runs it.
protocol RegisterMachine: AnyObject {
  /// Gives register `target` the value of a hyperparameter.
  func load(hyperparameter value: Double, into target: Int)
  /// Gives register `target` an integer that the rule writes, in the scalar part.
  func load(integer value: Int, into target: Int)
  /// Gives register `target` another number that the rule writes.
  func load(constant value: Double, into target: Int)
  /// Gives register `target` a value that formats hold exactly.
  func load(exactly value: Double, into target: Int)
  /// Gives register `target` the value of another.
  func copy(_ source: Int, into target: Int)
  /// Performs an operation of the scalar part.
  func applyScalar(_ instruction: Instruction)
  /// Hands a scalar to the elements.
  func hand(_ source: Int, into target: Int)
  /// Whether it has to know of element operations what stands around them.
  var needsOrders: Bool { get }
  /// Performs an operation of the element part.
  func applyElement(_ instruction: Instruction)
  /// Performs an operation of the element part where nothing else is needed.
  func perform(
    _ kind: Instruction.Kind, target: Int, _ left: Int, _ right: Int, exponent: Int)
  /// Stores the result of an element operation.
  func store(_ source: Int, into target: Int, as kind: StoreKind)
  /// Stores the result of an element operation that is not needed any more.
  func move(_ source: Int, into target: Int, as kind: StoreKind)

  // MARK: What other implementations do; nothing, where there is no budget

  /// Whether operations may err.
  var hasBudget: Bool { get }
  /// Whether it is open on which side of a number a scalar lies.
  func isOpen(_ scalar: Int, against number: Double) -> Bool
  /// Admits for `target` what is possible for `source`.
  func admit(_ source: Int, for target: Int)
  /// Widens the sum of gradients in `target`, rounded in turn, to what sums in
  /// any order give.
  func admitOrders(of gradients: [Double], for target: Int)
  /// Widens a learning rate to what a recurrence over `steps` steps gives, relative
  /// to the rate or, if that is greater, to `scale`.
  func admitRecurrence(over steps: Int, scale: Double, for target: Int)
}

extension RegisterMachine {
  var hasBudget: Bool { false }
  func isOpen(_ scalar: Int, against number: Double) -> Bool { false }
  func move(_ source: Int, into target: Int, as kind: StoreKind) {
    store(source, into: target, as: kind)
  }
  func admit(_ source: Int, for target: Int) {}
  func admitOrders(of gradients: [Double], for target: Int) {}
  func admitRecurrence(over steps: Int, scale: Double, for target: Int) {}
}

/// How a new value is stored.
enum StoreKind {
  /// A parameter, rounded to the nearest value of the storage format.
  case parameter
  /// A parameter, rounded to the storage format with random bits.
  case stochasticParameter(UInt32)
  /// State, rounded to the format of the state.
  case state
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
  /// Whether a result that the format holds is taken for exact: so it is in the
  /// schedules, whose joints are exact.
  var isExactIfRepresentable = false
  /// Whether both operands of a sum or difference are products with a scalar.
  var isMixture = false
  /// For a moving average `β × m + (1 − β) × g`, the registers of m and g.
  var averaged: (Int, Int)?
  /// Whether it is a product of x and 1 − c that may be written `x − c × x`.
  var isComplement = false
  /// For a product with a quotient, the registers of its parts.
  var scaledQuotient: ScaledQuotient?
  /// For a scalar times a product, the registers of the three factors.
  var factors: (scalar: Int, Int, Int)?
  /// For a quotient of two square roots, the registers of what they are taken of.
  var rootQuotient: (numerator: Int, divisor: Int)?
  /// For a sum with a scalar, the scalar that the rest of the sum contains.
  var scale: Scale?
  /// For a sum or difference, the product among the operands that nothing else
  /// uses.
  var soleProduct: SoleProduct?

  /// factor × (numerator ÷ divisor).
  struct ScaledQuotient {
    let factor: Int
    let numerator: Int
    let divisor: Int
    /// Whether the numerator is a sum, whose terms may be divided one by one.
    let isSum: Bool
    /// What the divisor contains.
    let scale: Scale?
  }

  /// A scalar that a divisor contains as a factor, so that multiplying by it
  /// simplifies the divisor: c2 in `√(v ÷ c2) + ε` and √c2 in `(√v + ε) ÷ √c2`.
  struct Scale {
    let register: Int
    /// Whether it stands under the root.
    let isSquare: Bool
  }

  /// A product that enters one sum.
  struct SoleProduct {
    let left: Int
    let right: Int
    /// Whether it is the right operand of the sum.
    let isRight: Bool
  }

  enum Kind {
    case sum, difference, product, quotient, squareRoot, maximum, magnitude, negation,
      power, realPower, cosinePi
  }
}

extension Instruction {
  /// `operation` of step `step`, with the operands' registers given by `register`.
  init(_ operation: Rules.Operation<Int>, step: Int, target: Int, register: (Int) -> Int) {
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
      case .realPower(let a, let b): make(.realPower, a, b)
      case .cosinePi(let a): make(.cosinePi, a)
      }
  }
}
