import Dialects

/// Records the operations that a rule performs on symbolic values.
///
/// Equal nodes are recorded once, so that a rule may write a subexpression
/// wherever the formula has it.
public final class Trace {
  /// The scalar nodes so far.
  public private(set) var scalars: [ScalarNode] = []
  /// The element nodes so far.
  public private(set) var elements: [ElementNode] = []
  private var scalarIndex: [ScalarNode: Int] = [:]
  private var elementIndex: [ElementNode: Int] = [:]

  /// Creates an empty trace.
  public init() {}

  /// Records a scalar node; its operands must be recorded.
  public func record(_ node: ScalarNode) -> SymbolicScalar {
    if let index = scalarIndex[node] { return SymbolicScalar(trace: self, index: index) }
    scalars.append(node)
    scalarIndex[node] = scalars.count - 1
    return SymbolicScalar(trace: self, index: scalars.count - 1)
  }

  /// Records an element node; its operands must be recorded.
  public func record(_ node: ElementNode) -> SymbolicElement {
    if let index = elementIndex[node] {
      return SymbolicElement(trace: self, index: index)
    }
    elements.append(node)
    elementIndex[node] = elements.count - 1
    return SymbolicElement(trace: self, index: elements.count - 1)
  }
}

/// The short names under which the rules know them.
typealias Scalar = SymbolicScalar
typealias Element = SymbolicElement

/// A symbolic scalar: something of hyperparameters and the step number.
public struct SymbolicScalar {
  /// Where it is recorded.
  public let trace: Trace
  /// Its node.
  public let index: Int

  /// The same value, handed to the elements.
  public var element: SymbolicElement { trace.record(ElementNode.scalar(index)) }

  public static func + (a: SymbolicScalar, b: SymbolicScalar) -> SymbolicScalar {
    a.apply(.sum(a.index, b.index))
  }
  public static func - (a: SymbolicScalar, b: SymbolicScalar) -> SymbolicScalar {
    a.apply(.difference(a.index, b.index))
  }
  public static func * (a: SymbolicScalar, b: SymbolicScalar) -> SymbolicScalar {
    a.apply(.product(a.index, b.index))
  }
  public static func / (a: SymbolicScalar, b: SymbolicScalar) -> SymbolicScalar {
    a.apply(.quotient(a.index, b.index))
  }

  public static func + (a: Int, b: SymbolicScalar) -> SymbolicScalar { b.integer(a) + b }
  public static func - (a: Int, b: SymbolicScalar) -> SymbolicScalar { b.integer(a) - b }
  public static func - (a: SymbolicScalar, b: Int) -> SymbolicScalar { a - a.integer(b) }
  public static func * (a: Int, b: SymbolicScalar) -> SymbolicScalar { b.integer(a) * b }
  public static func / (a: Int, b: SymbolicScalar) -> SymbolicScalar { b.integer(a) / b }

  /// Records √x.
  public func squareRoot() -> SymbolicScalar { apply(.squareRoot(index)) }
  /// Records x^n for an integer n, which may depend on the step.
  public func power(_ exponent: StepInteger) -> SymbolicScalar {
    apply(.power(index, exponent))
  }
  /// Records x^y for a real y.
  public func power(_ exponent: SymbolicScalar) -> SymbolicScalar {
    apply(.realPower(index, exponent.index))
  }
  /// cos(πx).
  public func cosinePi() -> SymbolicScalar { apply(.cosinePi(index)) }

  private func apply(_ operation: Operation<Int>) -> SymbolicScalar {
    trace.record(.operation(operation))
  }

  private func integer(_ value: Int) -> SymbolicScalar {
    trace.record(.integer(StepInteger(countsSteps: false, offset: value)))
  }
}

/// A symbolic element of a tensor.
public struct SymbolicElement {
  /// Where it is recorded.
  public let trace: Trace
  /// Its node.
  public let index: Int

  public static func + (a: SymbolicElement, b: SymbolicElement) -> SymbolicElement {
    a.apply(.sum(a.index, b.index))
  }
  public static func - (a: SymbolicElement, b: SymbolicElement) -> SymbolicElement {
    a.apply(.difference(a.index, b.index))
  }
  public static func * (a: SymbolicElement, b: SymbolicElement) -> SymbolicElement {
    a.apply(.product(a.index, b.index))
  }
  public static func / (a: SymbolicElement, b: SymbolicElement) -> SymbolicElement {
    a.apply(.quotient(a.index, b.index))
  }
  public static prefix func - (a: SymbolicElement) -> SymbolicElement {
    a.apply(.negation(a.index))
  }

  public static func * (a: SymbolicScalar, b: SymbolicElement) -> SymbolicElement {
    a.element * b
  }
  public static func * (a: SymbolicElement, b: SymbolicScalar) -> SymbolicElement {
    a * b.element
  }
  public static func / (a: SymbolicElement, b: SymbolicScalar) -> SymbolicElement {
    a / b.element
  }
  public static func + (a: SymbolicElement, b: SymbolicScalar) -> SymbolicElement {
    a + b.element
  }

  /// Records √x.
  public func squareRoot() -> SymbolicElement { apply(.squareRoot(index)) }
  /// Records max(x, y) of an element and a scalar.
  public func maximum(_ other: SymbolicScalar) -> SymbolicElement {
    maximum(other.element)
  }
  /// Records max(x, y).
  public func maximum(_ other: SymbolicElement) -> SymbolicElement {
    apply(.maximum(index, other.index))
  }
  /// Records |x|.
  public func magnitude() -> SymbolicElement { apply(.magnitude(index)) }

  private func apply(_ operation: Operation<Int>) -> SymbolicElement {
    trace.record(.operation(operation))
  }
}
