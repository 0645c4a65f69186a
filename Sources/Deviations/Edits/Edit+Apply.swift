import Dialects
import Rules

/// Making an edit in a program.
extension Edit {
  /// The program with the edit; nil if it has no such place or value.
  func applied(to target: EditableProgram) -> Program? {
    var isMade = false
    let result = target.program.rewritten { rewriter in
      isMade = declare(Editor(target: target, rewriter: rewriter))
    }
    return isMade ? result : nil
  }

  /// Declares the change.
  private func declare(_ editor: Editor) -> Bool {
    let (target, rewriter) = (editor.target, editor.rewriter)
    switch self {
    case .operand(.element(let key), let index, let change):
      return editor.changeOperand(ofElement: key, index, change)
    case .operand(.scalar(let key), let index, let change):
      return editor.changeOperand(ofScalar: key, index, change)
    case .everywhere(.element(let key), let change):
      guard let node = target.element(key),
        let make = editor.element(change, notNeeding: node)
      else { return false }
      rewriter.replace(element: node, with: make)
    case .everywhere(.scalar(let key), let change):
      guard let node = target.scalar(key),
        let make = editor.scalar(change, of: node, notNeeding: node)
      else { return false }
      rewriter.replace(scalar: node, with: make)
    case .operation(let place, let change):
      return editor.changeOperation(place, change)
    case .stale(let slot):
      guard let node = target.program.anatomy.newState[slot],
        target.program.operation(node) != nil
      else { return false }
      rewriter.keepState()
      rewriter.replace(element: node) { _ in rewriter.old(slot) }
    case .stored(let slot, let change):
      guard let node = target.program.anatomy.newState[slot],
        let make = editor.element(change, notNeeding: nil)
      else { return false }
      rewriter.set(slot, make(rewriter.element(node)))
    case .notRemembered(let slot):
      guard target.program.memory.contains(where: { $0.slot == slot }) else {
        return false
      }
      rewriter.set(slot, rewriter.old(slot))
    case .parameter(let value):
      guard let make = editor.element(.value(value), notNeeding: nil) else {
        return false
      }
      rewriter.setParameter(make(rewriter.parameter))
    case .moved(let from, let to):
      return editor.move(from, to)
    }
    return true
  }
}

/// An edit under way.
private struct Editor {
  let target: EditableProgram
  let rewriter: ProgramRewriter
  private var program: Program { target.program }

  typealias ElementChange = (SymbolicElement) -> SymbolicElement
  typealias ScalarChange = (SymbolicScalar) -> SymbolicScalar

  init(target: EditableProgram, rewriter: ProgramRewriter) {
    self.target = target
    self.rewriter = rewriter
  }

  // MARK: Operands

  func changeOperand(
    ofElement key: String, _ index: Int, _ change: Edit.Change
  ) -> Bool {
    guard let node = target.element(key), let operation = program.operation(node),
      operation.operands.indices.contains(index)
    else { return false }
    let operand = operation.operands[index]
    let make: ElementChange
    if let scalar = program.scalar(operand) {
      guard let inner = self.scalar(change, of: scalar, notNeeding: nil) else {
        return false
      }
      make = { [rewriter] _ in inner(rewriter.scalar(scalar)).element }
    } else {
      guard let inner = element(change, notNeeding: node) else { return false }
      make = inner
    }
    rewriter.replace(element: node) { [rewriter] copy in
      var position = 0
      let changed = operation.map { operand in
        defer { position += 1 }
        let value = rewriter.element(operand)
        return (position == index ? make(value) : value).index
      }
      return copy.trace.record(ElementNode.operation(changed))
    }
    return true
  }

  func changeOperand(
    ofScalar key: String, _ index: Int, _ change: Edit.Change
  ) -> Bool {
    guard let node = target.scalar(key), let operation = program.scalarOperation(node),
      operation.operands.indices.contains(index),
      let make = scalar(change, of: operation.operands[index], notNeeding: node)
    else { return false }
    rewriter.replace(scalar: node) { [rewriter] copy in
      var position = 0
      let changed = operation.map { operand in
        defer { position += 1 }
        let value = rewriter.scalar(operand)
        return (position == index ? make(value) : value).index
      }
      return copy.trace.record(ScalarNode.operation(changed))
    }
    return true
  }

  // MARK: Values

  /// A change of elements; nil if it takes a value that is computed from a node that the
  /// change itself is part of.
  func element(_ change: Edit.Change, notNeeding node: Int?) -> ElementChange? {
    switch change {
    case .value(let value):
      return self.value(value, notNeeding: node).map { v in { _ in v() } }
    case .negated: return { -$0 }
    case .doubled: return { $0 + $0 }
    case .halved: return { [rewriter] in rewriter.constant(0.5) * $0 }
    case .squared: return { $0 * $0 }
    case .rooted: return { $0.squareRoot() }
    case .magnitude: return { $0.magnitude() }
    case .times(let value):
      return self.scalar(value, notNeeding: nil).map { v in { v() * $0 } }
    case .over(let value):
      return self.scalar(value, notNeeding: nil).map { v in { $0 / v() } }
    case .complement, .reciprocal, .clock: return nil
    }
  }

  /// A change of a scalar, likewise.
  func scalar(
    _ change: Edit.Change, of operand: Int, notNeeding node: Int?
  ) -> ScalarChange? {
    switch change {
    case .value(let value):
      return self.scalar(value, notNeeding: node).map { v in { _ in v() } }
    case .negated: return { [rewriter] in rewriter.integer(0) - $0 }
    case .doubled: return { 2 * $0 }
    case .halved: return { [rewriter] in rewriter.constant(0.5) * $0 }
    case .squared: return { $0 * $0 }
    case .rooted: return { $0.squareRoot() }
    case .complement: return { 1 - $0 }
    case .reciprocal: return { 1 / $0 }
    case .clock(let offset):
      guard case .integer(let integer) = program.scalars[operand], integer.countsSteps
      else { return nil }
      return { [rewriter] _ in rewriter.step(integer.offset + offset) }
    case .magnitude, .times, .over: return nil
    }
  }

  private func value(
    _ value: Edit.Value, notNeeding node: Int?
  ) -> (() -> SymbolicElement)? {
    switch value {
    case .node(.element(let key)):
      guard let other = target.element(key),
        node.map({ !target.element(other, needs: $0) }) ?? true
      else { return nil }
      return { [rewriter] in rewriter.element(other) }
    case .element(.parameter): return { [rewriter] in rewriter.parameter }
    case .element(.gradient): return { [rewriter] in rewriter.gradient }
    case .element(.state(let slot)): return { [rewriter] in rewriter.old(slot) }
    case .element: return nil
    default: return scalar(value, notNeeding: nil).map { value in { value().element } }
    }
  }

  private func scalar(
    _ value: Edit.Value, notNeeding node: Int?
  ) -> (() -> SymbolicScalar)? {
    switch value {
    case .node(.scalar(let key)):
      guard let other = target.scalar(key),
        node.map({ !target.scalar(other, needs: $0) }) ?? true
      else { return nil }
      return { [rewriter] in rewriter.scalar(other) }
    case .scalar(.hyperparameter(let name)): return { [rewriter] in rewriter[name] }
    case .scalar(.integer(let integer)):
      return { [rewriter] in
        integer.countsSteps
          ? rewriter.step(integer.offset) : rewriter.integer(integer.offset)
      }
    case .complement(let name): return { [rewriter] in 1 - rewriter[name] }
    default: return nil
    }
  }

  // MARK: Operations

  func changeOperation(_ place: Edit.Place, _ change: OperationChange) -> Bool {
    switch place {
    case .element(let key):
      guard let node = target.element(key), let operation = program.operation(node),
        let result = change.result(for: operation)
      else { return false }
      rewriter.replace(element: node) { [rewriter] in
        change.element(result, replacing: $0, rewriter)
      }
    case .scalar(let key):
      guard let node = target.scalar(key), let operation = program.scalarOperation(node),
        let result = change.result(for: operation)
      else { return false }
      rewriter.replace(scalar: node) { [rewriter] in
        change.scalar(result, replacing: $0, rewriter)
      }
    }
    return true
  }

  /// Takes a scalar away from the operation that it is an operand of, and does the same
  /// with it to another value.
  func move(_ from: Edit.Place, _ to: Edit.Place) -> Bool {
    guard case .element(let key) = from, case .element(let other) = to,
      let node = target.element(key), let receiver = target.element(other),
      node != receiver, let operation = program.operation(node)
    else { return false }
    let make: ElementChange
    let rest: Int
    switch operation {
    case .sum(let x, let s):
      guard let scalar = program.scalar(s) else { return false }
      (rest, make) = (x, { [rewriter] in $0 + rewriter.scalar(scalar) })
    case .product(let s, let x):
      guard let scalar = program.scalar(s) else { return false }
      (rest, make) = (x, { [rewriter] in rewriter.scalar(scalar) * $0 })
    case .quotient(let x, let s):
      guard let scalar = program.scalar(s) else { return false }
      (rest, make) = (x, { [rewriter] in $0 / rewriter.scalar(scalar) })
    default: return false
    }
    rewriter.replace(element: node) { [rewriter] _ in rewriter.element(rest) }
    rewriter.replace(element: receiver, with: make)
    return true
  }
}
