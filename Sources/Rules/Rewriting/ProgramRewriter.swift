import Dialects

/// Derives a program from another: copies what its results need and changes
/// parts on the way.
///
///     // ε goes inside the root.
///     program.rewritten { edit in
///       edit.replace(element: denominator) { _ in
///         (edit.element(square) + edit[.epsilon]).squareRoot()
///       }
///     }
///
/// Replacements are declared first; whatever refers to a replaced node then
/// refers to its replacement. `scalar(_:)` and `element(_:)` give such copies,
/// the leaves (`gradient`, `old(_:)`, …) are never replaced, so that a
/// replacement may be made of the very leaf that it replaces.
public final class ProgramRewriter {
  /// The program that is copied.
  public let original: Program
  let trace = Trace()
  private var scalarCopies: [Int: SymbolicScalar] = [:]
  private var elementCopies: [Int: SymbolicElement] = [:]
  private var unchangedCopies: [Int: SymbolicElement] = [:]
  private var scalarChanges: [Int: (SymbolicScalar) -> SymbolicScalar] = [:]
  private var elementChanges: [Int: (SymbolicElement) -> SymbolicElement] = [:]
  private var newState: [StateSlot: () -> SymbolicElement] = [:]
  private var newMemory: [ScalarSlot: () -> SymbolicScalar] = [:]
  private var newParameter: (() -> SymbolicElement)?

  /// Starts from a program without changes.
  public init(_ original: Program) { self.original = original }

  // MARK: Copies

  /// The copy of a scalar node, or what replaces it.
  public func scalar(_ node: Int) -> SymbolicScalar {
    if let known = scalarCopies[node] { return known }
    let result = scalarChanges[node].map { $0(copy(scalar: node)) } ?? copy(scalar: node)
    scalarCopies[node] = result
    return result
  }

  /// The copy of an element node, or what replaces it.
  public func element(_ node: Int) -> SymbolicElement {
    if let known = elementCopies[node] { return known }
    let result =
      elementChanges[node].map { $0(copy(element: node)) } ?? copy(element: node)
    elementCopies[node] = result
    return result
  }

  /// The copy of an element node as if nothing were replaced.
  public func unchanged(_ node: Int) -> SymbolicElement {
    if let known = unchangedCopies[node] { return known }
    let result: SymbolicElement
    switch original.elements[node] {
    case .scalar(let index): result = unchanged(scalar: index).element
    case .operation(let operation):
      result = trace.record(.operation(operation.map { unchanged($0).index }))
    case let leaf: result = trace.record(leaf)
    }
    unchangedCopies[node] = result
    return result
  }

  private func unchanged(scalar node: Int) -> SymbolicScalar {
    guard case .operation(let operation) = original.scalars[node] else {
      return trace.record(original.scalars[node])
    }
    return trace.record(.operation(operation.map { unchanged(scalar: $0).index }))
  }

  /// Keeps replacements out of the state and of remembered scalars: only the
  /// parameter is computed from them.
  public func keepState() {
    for output in original.state { set(output.slot, self.unchanged(output.node)) }
    for output in original.memory {
      set(output.slot, self.unchanged(scalar: output.node))
    }
  }

  /// What a slot's new value is if nothing else is said.
  public func new(_ slot: StateSlot) -> SymbolicElement {
    original.state.first { $0.slot == slot }.map { element($0.node) } ?? old(slot)
  }

  private func copy(scalar node: Int) -> SymbolicScalar {
    guard case .operation(let operation) = original.scalars[node] else {
      return trace.record(original.scalars[node])
    }
    return trace.record(.operation(operation.map { scalar($0).index }))
  }

  private func copy(element node: Int) -> SymbolicElement {
    switch original.elements[node] {
    case .scalar(let index): scalar(index).element
    case .operation(let operation):
      trace.record(.operation(operation.map { element($0).index }))
    case let leaf: trace.record(leaf)
    }
  }

  // MARK: Changes

  /// Replaces a scalar node; `change` gets its copy.
  public func replace(
    scalar node: Int, with change: @escaping (SymbolicScalar) -> SymbolicScalar
  ) {
    scalarChanges[node] = change
  }

  /// Replaces an element node; `change` gets its copy.
  public func replace(
    element node: Int, with change: @escaping (SymbolicElement) -> SymbolicElement
  ) {
    elementChanges[node] = change
  }

  /// Replaces every scalar node that is `node`.
  public func replace(
    _ node: ScalarNode, with change: @escaping (SymbolicScalar) -> SymbolicScalar
  ) {
    for index in original.scalars.indices where original.scalars[index] == node {
      replace(scalar: index, with: change)
    }
  }

  /// Replaces every element node that is `node`.
  public func replace(
    _ node: ElementNode, with change: @escaping (SymbolicElement) -> SymbolicElement
  ) {
    for index in original.elements.indices where original.elements[index] == node {
      replace(element: index, with: change)
    }
  }

  /// Replaces the new value of a slot, and nothing that is computed from it.
  public func set(
    _ slot: StateSlot, _ value: @autoclosure @escaping () -> SymbolicElement
  ) {
    newState[slot] = value
  }

  /// Replaces the new value of a remembered scalar, and nothing else.
  public func set(
    _ slot: ScalarSlot, _ value: @autoclosure @escaping () -> SymbolicScalar
  ) {
    newMemory[slot] = value
  }

  /// Replaces the new value of the parameter.
  public func setParameter(_ value: @autoclosure @escaping () -> SymbolicElement) {
    newParameter = value
  }

  // MARK: The result

  /// The changed program, without nodes that no result needs.
  public func program() -> Program {
    let state = original.state.map { output in
      let value = newState[output.slot].map { $0() } ?? element(output.node)
      return Program.Output(
        output.slot, node: detached(value, from: .state(output.slot)).index)
    }
    // Before the nodes are read: it may record some.
    let parameter = detached(
      newParameter.map { $0() } ?? element(original.parameter), from: .parameter)
    let memory = original.memory.map { output in
      let value = newMemory[output.slot].map { $0() } ?? scalar(output.node)
      return Program.Output(output.slot, node: value.index)
    }
    return Program(
      scalars: trace.scalars, elements: trace.elements, state: state,
      parameter: parameter.index, memory: memory
    ).pruned()
  }

  /// Lets go of the changes, which refer to the rewriter itself as a rule.
  fileprivate func forgetChanges() {
    (scalarChanges, elementChanges) = ([:], [:])
    (newState, newMemory, newParameter) = ([:], [:], nil)
  }

  /// A value that is no other output's old value, which may be overwritten
  /// before this output is stored.
  private func detached(
    _ value: SymbolicElement, from own: ElementNode
  ) -> SymbolicElement {
    switch trace.elements[value.index] {
    case own, .gradient, .squaresOfListings, .scalar, .operation: value
    case .parameter, .state: -(-value)
    }
  }
}

extension Program {
  /// The program with the changes that `edit` declares.
  public func rewritten(_ edit: (ProgramRewriter) -> Void) -> Program {
    let rewriter = ProgramRewriter(self)
    defer { rewriter.forgetChanges() }
    edit(rewriter)
    return rewriter.program()
  }
}
