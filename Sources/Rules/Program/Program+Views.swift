import Dialects

/// What a node of a program is.
extension Program {
  /// The operation of an element node.
  public func operation(_ element: Int) -> Operation<Int>? {
    if case .operation(let operation) = elements[element] { operation } else { nil }
  }

  /// The operation of a scalar node.
  public func scalarOperation(_ scalar: Int) -> Operation<Int>? {
    if case .operation(let operation) = scalars[scalar] { operation } else { nil }
  }

  /// The scalar node that an element node hands over.
  public func scalar(_ element: Int) -> Int? {
    if case .scalar(let scalar) = elements[element] { scalar } else { nil }
  }

  /// Whether an element node hands over a scalar.
  public func isScalar(_ element: Int) -> Bool { scalar(element) != nil }

  /// The hyperparameter that a scalar node is.
  public func hyperparameter(_ scalar: Int) -> Hyperparameter? {
    if case .hyperparameter(let name) = scalars[scalar] { name } else { nil }
  }

  /// How often each element node is an operand or an output.
  public var useCounts: [Int] {
    var counts = [Int](repeating: 0, count: elements.count)
    for case .operation(let operation) in elements {
      for operand in operation.operands { counts[operand] += 1 }
    }
    for output in state { counts[output.node] += 1 }
    counts[parameter] += 1
    return counts
  }
}

/// The shapes that the formulas of rules are made of.
extension Program {
  /// x, where a scalar node is 1 − x.
  public func complement(_ scalar: Int) -> Int? {
    guard case .difference(let one, let x) = scalarOperation(scalar),
      scalars[one] == .integer(.one)
    else { return nil }
    return x
  }

  /// The scalar node and the other factor of a product with a scalar.
  public func scaled(_ element: Int) -> (scalar: Int, element: Int)? {
    guard case .product(let a, let b) = operation(element) else { return nil }
    if let scalar = scalar(a) { return (scalar, b) }
    return scalar(b).map { ($0, a) }
  }

  /// The operands of a quotient of elements: the divisor is not a scalar.
  public func ratio(_ element: Int) -> (numerator: Int, divisor: Int)? {
    guard case .quotient(let n, let d) = operation(element), !isScalar(d) else {
      return nil
    }
    return (n, d)
  }

  /// The operands of a quotient by a scalar, as of a moment by its correction.
  public func correction(_ element: Int) -> (element: Int, scalar: Int)? {
    guard case .quotient(let n, let d) = operation(element), let c = scalar(d) else {
      return nil
    }
    return (n, c)
  }

  /// A factor times a quotient of elements.
  public func scaledRatio(
    _ element: Int
  ) -> (factor: Int, numerator: Int, divisor: Int)? {
    guard case .product(let a, let b) = operation(element) else { return nil }
    if let (n, d) = ratio(b) { return (a, n, d) }
    return ratio(a).map { (b, $0, $1) }
  }

  /// x and the scalar of x + scalar; x itself where there is none.
  public func withoutAddend(_ element: Int) -> (element: Int, addend: Int?) {
    if case .sum(let x, let ε) = operation(element), let addend = scalar(ε) {
      return (x, addend)
    }
    return (element, nil)
  }

  /// `√(second ÷ correction + inside) + outside`; what is nil is absent.
  public struct Denominator {
    /// The average of squares: an element node.
    public let second: Int
    /// The scalar nodes of its correction and of both epsilons.
    public let correction, inside, outside: Int?
  }

  /// Takes a denominator apart whose correction is under the root.
  public func denominator(_ element: Int) -> Denominator? {
    let (root, outside) = withoutAddend(element)
    guard case .squareRoot(let square) = operation(root) else { return nil }
    let (second, inside) = withoutAddend(square)
    let corrected = correction(second)
    return Denominator(
      second: corrected?.element ?? second, correction: corrected?.scalar,
      inside: inside, outside: outside)
  }
}
