import Dialects

/// Records the operations that a rule performs on symbolic values.
///
/// Equal nodes are recorded once, so that a rule may write a subexpression
/// wherever the formula has it.
final class Trace {
  private(set) var scalars: [ScalarNode] = []
  private(set) var elements: [ElementNode] = []
  private var scalarIndex: [ScalarNode: Int] = [:]
  private var elementIndex: [ElementNode: Int] = [:]

  func record(_ node: ScalarNode) -> Scalar {
    if let index = scalarIndex[node] { return Scalar(trace: self, index: index) }
    scalars.append(node)
    scalarIndex[node] = scalars.count - 1
    return Scalar(trace: self, index: scalars.count - 1)
  }

  func record(_ node: ElementNode) -> Element {
    if let index = elementIndex[node] { return Element(trace: self, index: index) }
    elements.append(node)
    elementIndex[node] = elements.count - 1
    return Element(trace: self, index: elements.count - 1)
  }
}

/// A symbolic scalar: something of hyperparameters and the step number.
struct Scalar {
  let trace: Trace
  let index: Int

  /// The same value, handed to the elements.
  var element: Element { trace.record(ElementNode.scalar(index)) }

  static func + (a: Scalar, b: Scalar) -> Scalar { a.apply(.sum(a.index, b.index)) }
  static func - (a: Scalar, b: Scalar) -> Scalar {
    a.apply(.difference(a.index, b.index))
  }
  static func * (a: Scalar, b: Scalar) -> Scalar { a.apply(.product(a.index, b.index)) }
  static func / (a: Scalar, b: Scalar) -> Scalar { a.apply(.quotient(a.index, b.index)) }

  static func + (a: Int, b: Scalar) -> Scalar { b.integer(a) + b }
  static func - (a: Int, b: Scalar) -> Scalar { b.integer(a) - b }

  func squareRoot() -> Scalar { apply(.squareRoot(index)) }
  func power(_ exponent: StepInteger) -> Scalar { apply(.power(index, exponent)) }

  private func apply(_ operation: Operation) -> Scalar {
    trace.record(.operation(operation))
  }

  private func integer(_ value: Int) -> Scalar {
    trace.record(.integer(StepInteger(countsSteps: false, offset: value)))
  }
}

/// A symbolic element of a tensor.
struct Element {
  let trace: Trace
  let index: Int

  static func + (a: Element, b: Element) -> Element { a.apply(.sum(a.index, b.index)) }
  static func - (a: Element, b: Element) -> Element {
    a.apply(.difference(a.index, b.index))
  }
  static func * (a: Element, b: Element) -> Element {
    a.apply(.product(a.index, b.index))
  }
  static func / (a: Element, b: Element) -> Element {
    a.apply(.quotient(a.index, b.index))
  }
  static prefix func - (a: Element) -> Element { a.apply(.negation(a.index)) }

  static func * (a: Scalar, b: Element) -> Element { a.element * b }
  static func * (a: Element, b: Scalar) -> Element { a * b.element }
  static func / (a: Element, b: Scalar) -> Element { a / b.element }
  static func + (a: Element, b: Scalar) -> Element { a + b.element }

  func squareRoot() -> Element { apply(.squareRoot(index)) }
  func maximum(_ other: Scalar) -> Element { apply(.maximum(index, other.element.index)) }

  private func apply(_ operation: Operation) -> Element {
    trace.record(.operation(operation))
  }
}
