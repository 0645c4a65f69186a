import Dialects
import Rules

/// Finds formulas in a program and replaces them.
struct FormulaEditor {
  let edit: ProgramRewriter
  let hyperparameters: Hyperparameters
  private var program: Program { edit.original }

  init(_ edit: ProgramRewriter, hyperparameters: Hyperparameters) {
    self.edit = edit
    self.hyperparameters = hyperparameters
  }

  /// The element nodes.
  var nodes: Range<Int> { program.elements.indices }

  /// The operation of an element node.
  func operation(_ node: Int) -> Operation<Int>? {
    if case .operation(let operation) = program.elements[node] { operation } else { nil }
  }

  /// The scalar node that an element node hands over.
  func scalar(_ node: Int) -> Int? {
    if case .scalar(let scalar) = program.elements[node] { scalar } else { nil }
  }

  /// The operation of a scalar node.
  func scalarOperation(_ scalar: Int) -> Operation<Int>? {
    if case .operation(let operation) = program.scalars[scalar] { operation } else { nil }
  }

  /// x, where a scalar node is 1 − x.
  func complement(_ scalar: Int) -> Int? {
    guard case .difference(let one, let x) = scalarOperation(scalar),
      program.scalars[one] == .integer(StepInteger(countsSteps: false, offset: 1))
    else { return nil }
    return x
  }

  /// The hyperparameter that a scalar node is.
  func hyperparameter(_ scalar: Int) -> Hyperparameter? {
    if case .hyperparameter(let name) = program.scalars[scalar] { name } else { nil }
  }

  /// The scalar and the other factor of a product.
  func scaled(_ node: Int) -> (scalar: Int, element: Int)? {
    guard case .product(let a, let b) = operation(node) else { return nil }
    if let scalar = scalar(a) { return (scalar, b) }
    return scalar(b).map { ($0, a) }
  }

  /// The operands of a quotient of elements, and of one by a scalar.
  func quotient(_ node: Int) -> (numerator: Int, divisor: Int)? {
    guard case .quotient(let n, let d) = operation(node), scalar(d) == nil else {
      return nil
    }
    return (n, d)
  }
  func correction(_ node: Int) -> (element: Int, scalar: Int)? {
    guard case .quotient(let n, let d) = operation(node), let c = scalar(d) else {
      return nil
    }
    return (n, c)
  }

  /// A factor times a quotient of elements.
  func scaledQuotient(_ node: Int) -> (factor: Int, numerator: Int, divisor: Int)? {
    guard case .product(let a, let b) = operation(node) else { return nil }
    if let (n, d) = quotient(b) { return (a, n, d) }
    return quotient(a).map { (b, $0, $1) }
  }

  /// x and the scalar of x + scalar; x itself where there is none.
  func withoutAddend(_ node: Int) -> (element: Int, addend: Int?) {
    if case .sum(let x, let ε) = operation(node), let addend = scalar(ε) {
      return (x, addend)
    }
    return (node, nil)
  }

  /// `√(v ÷ c + inside) + outside`, or `(…) ÷ c` in the other frame.
  struct Denominator {
    let second: Int
    let correction: Int?
    let inside: Int?
    let outside: Int?
  }

  /// Takes a denominator in the corrected frame apart.
  func denominator(_ node: Int) -> Denominator? {
    let (root, outside) = withoutAddend(node)
    guard case .squareRoot(let square) = operation(root) else { return nil }
    let (second, inside) = withoutAddend(square)
    let corrected = correction(second)
    return Denominator(
      second: corrected?.element ?? second, correction: corrected?.scalar, inside: inside,
      outside: outside)
  }

  /// Replaces every node that `change` has something else for.
  func replaceEach(_ change: (Int) -> (() -> SymbolicElement)?) {
    for node in nodes {
      if let result = change(node) { edit.replace(element: node) { _ in result() } }
    }
  }

  /// Replaces the new parameter θ′ where it is `x − s`, by what `change` makes of
  /// the nodes x and s.
  func replaceDescent(_ change: (Int, Int) -> (() -> SymbolicElement)?) {
    guard case .difference(let x, let s) = operation(program.parameter),
      let result = change(x, s)
    else { return }
    edit.setParameter(result())
  }

  /// Replaces the node that holds the new parameter.
  func replaceParameter(_ change: (Int) -> (() -> SymbolicElement)?) {
    if let result = change(program.parameter) { edit.setParameter(result()) }
  }

  /// Whether a node is the old parameter.
  func isParameter(_ node: Int) -> Bool { program.elements[node] == .parameter }

  // MARK: Copies

  func element(_ node: Int) -> SymbolicElement { edit.element(node) }
  func scalarCopy(_ scalar: Int) -> SymbolicScalar { edit.scalar(scalar) }
  var one: SymbolicScalar { edit.integer(1) }
}
