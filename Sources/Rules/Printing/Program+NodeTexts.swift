import Dialects

extension Program {
  /// What each node computes, as text for people.
  public struct NodeTexts: Sendable {
    /// The scalar nodes, written out.
    public let scalars: [String]
    /// The element nodes as they are called where they are used.
    public let elements: [String]
    /// The operations of the element nodes, on operands as they are called.
    public let operations: [String]
  }

  /// The texts of all nodes: new values of slots are called by their symbols, old ones
  /// `old v`, and g, D and s are what SPEC.md calls so.
  public var nodeTexts: NodeTexts {
    var text = NodeText(program: self)
    let values = evaluate(in: &text)
    return NodeTexts(
      scalars: values.scalars.map(\.text), elements: values.elements.map(\.text),
      operations: elements.indices.map { text.operations[$0] ?? values.elements[$0].text }
    )
  }
}

/// Nodes as text, in which what has a name is called by it.
private struct NodeText: Algebra {
  /// The text of each operation of elements.
  private(set) var operations: [Int: String] = [:]
  private var names: [Int: String] = [:]
  private var gradientName = "g"

  init(program: Program) {
    let anatomy = program.anatomy
    func name(_ node: Int?, _ name: String) {
      guard let node, names[node] == nil, program.operation(node) != nil else { return }
      names[node] = name
    }
    if anatomy.effectiveGradient.map({ program.operation($0) != nil }) ?? false {
      gradientName = "the gradient as given"
    }
    name(anatomy.effectiveGradient, "g")
    for output in program.state { name(output.node, output.slot.symbol) }
    name(anatomy.denominator, "D")
    name(anatomy.update, "s")
    name(program.parameter, "the new θ")
  }

  func value(of name: Hyperparameter) -> Expression { .atom(name.symbol) }
  func groupLearningRate() -> Expression { .atom("η0") }
  func value(of integer: StepInteger) -> Expression { Expression(integer) }
  func value(of constant: Double) -> Expression { .atom("\(constant)") }
  func value(of slot: ScalarSlot) -> Expression { .atom("old \(slot.symbol)") }
  func parameter() -> Expression { .atom("θ") }
  func gradient() -> Expression { .atom(gradientName) }
  func value(of slot: StateSlot) -> Expression { .atom("old \(slot.symbol)") }
  func handed(_ scalar: Expression) -> Expression { .atom("`\(scalar.text)`") }

  mutating func apply(
    _ operation: Operation<Expression>, at node: ProgramNode
  ) -> Expression {
    let expression = Expression(operation)
    guard case .element(let node) = node else { return expression }
    operations[node] = expression.text
    return names[node].map(Expression.atom) ?? expression
  }
}
