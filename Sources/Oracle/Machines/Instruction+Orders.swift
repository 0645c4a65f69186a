import Rules

extension Instruction {
  /// Element operation `operation` of a program, with what other orders of
  /// evaluation have to be known.
  init(
    _ operation: Operation<Int>, of prepared: PreparedProgram, target: Int,
    register: (Int) -> Int
  ) {
    self.init(operation, step: 0, target: target, register: register)
    let surroundings = Surroundings(prepared: prepared)
    switch operation {
    case .sum(let a, let b):
      isMixture = surroundings.isScaled(a) && surroundings.isScaled(b)
      averaged = surroundings.averaged(a, b).map { (register($0), register($1)) }
      soleProduct = surroundings.soleProduct(a, b, register)
      if surroundings.isScalar(b) { scale = surroundings.scale(of: a, register) }
    case .difference(let a, let b):
      isMixture = surroundings.isScaled(a) && surroundings.isScaled(b)
      soleProduct = surroundings.soleProduct(a, b, register)
    case .product(let a, let b):
      isComplement = surroundings.isComplement(a) || surroundings.isComplement(b)
      if surroundings.isScalar(a), case .product(let r, let g) = surroundings.operation(b)
      {
        factors = (register(a), register(r), register(g))
      }
      let factored =
        surroundings.quotient(b).map { (a, $0) }
        ?? surroundings.quotient(a).map { (b, $0) }
      if let (factor, (n, d)) = factored {
        scaledQuotient = ScaledQuotient(
          factor: register(factor), numerator: register(n), divisor: register(d),
          isSum: surroundings.isSum(n), scale: surroundings.scale(of: d, register))
      }
    case .quotient(let a, let b):
      if case .squareRoot(let n) = surroundings.operation(a),
        case .squareRoot(let d) = surroundings.operation(b)
      {
        rootQuotient = (register(n), register(d))
      }
    default: break
    }
  }
}

/// What stands around an operation in its program.
private struct Surroundings {
  let prepared: PreparedProgram

  func operation(_ node: Int) -> Operation<Int>? {
    if case .operation(let operation) = prepared.program.elements[node] {
      operation
    } else {
      nil
    }
  }

  func isScalar(_ node: Int) -> Bool {
    if case .scalar = prepared.program.elements[node] { true } else { false }
  }

  /// Whether a node is a product with a scalar.
  func isScaled(_ node: Int) -> Bool {
    guard case .product(let a, let b) = operation(node) else { return false }
    return isScalar(a) || isScalar(b)
  }

  /// m and g, for products β × m and (1 − β) × g.
  func averaged(_ a: Int, _ b: Int) -> (Int, Int)? {
    guard case .product(let β, let m) = operation(a),
      case .product(let c, let g) = operation(b),
      case .scalar(let kept) = prepared.program.elements[β],
      case .scalar(let taken) = prepared.program.elements[c],
      case .operation(.difference(_, kept)) = prepared.program.scalars[taken]
    else { return nil }
    return (m, g)
  }

  /// Whether a node is a scalar 1 − c, where c is a weight decay or a dampening.
  ///
  /// No moving average is written so: g − β × g would lose what 1 − β has.
  func isComplement(_ node: Int) -> Bool {
    guard case .scalar(let scalar) = prepared.program.elements[node],
      case .operation(.difference(let one, let c)) = prepared.program.scalars[scalar],
      prepared.program.scalars[one]
        == .integer(StepInteger(countsSteps: false, offset: 1))
    else { return false }
    return switch prepared.program.scalars[c] {
    case .hyperparameter(.weightDecay), .hyperparameter(.dampening): true
    case .operation(.product): true
    default: false
    }
  }

  /// Whether a node is a sum of scaled results, corrected or not.
  func isSum(_ node: Int) -> Bool {
    switch operation(node) {
    case .quotient(let n, let c) where isScalar(c): isSum(n)
    case .sum(let a, let b): isScaled(a) && isScaled(b)
    default: false
    }
  }

  func quotient(_ node: Int) -> (Int, Int)? {
    if case .quotient(let n, let d) = operation(node) { (n, d) } else { nil }
  }

  /// The product among the operands of a sum that nothing else uses.
  func soleProduct(
    _ a: Int, _ b: Int, _ register: (Int) -> Int
  ) -> Instruction.SoleProduct? {
    for (node, isRight) in [(b, true), (a, false)] {
      if case .product(let x, let y) = operation(node), prepared.uses[node] == 1 {
        return Instruction.SoleProduct(
          left: register(x), right: register(y), isRight: isRight)
      }
    }
    return nil
  }

  /// The scalar that a divisor contains.
  func scale(of node: Int, _ register: (Int) -> Int) -> Instruction.Scale? {
    switch operation(node) {
    case .quotient(_, let b) where isScalar(b):
      Instruction.Scale(register: register(b), isSquare: false)
    case .sum(let a, let b) where isScalar(b): scale(of: a, register)
    case .squareRoot(let a): square(of: a, register)
    default: nil
    }
  }

  /// The scalar that what a root is taken of is divided by.
  private func square(of node: Int, _ register: (Int) -> Int) -> Instruction.Scale? {
    switch operation(node) {
    case .quotient(_, let b) where isScalar(b):
      Instruction.Scale(register: register(b), isSquare: true)
    case .sum(let a, let b) where isScalar(b): square(of: a, register)
    default: nil
    }
  }
}
