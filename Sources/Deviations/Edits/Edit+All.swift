import Dialects
import Rules

/// The edits that a program has room for, the likelier kinds first.
extension Edit {
  /// Every edit of a program.
  ///
  /// - Parameters:
  ///   - target: The program.
  ///   - terms: The hyperparameters that an edit may bring in.
  static func all(of target: EditableProgram, terms: [Hyperparameter]) -> [Edit] {
    let values = Values(target, terms: terms)
    return values.operations() + values.outputs() + values.operands()
      + values.everywhere() + values.moves()
  }

  /// Lists edits, and the values at hand for them.
  private struct Values {
    let target: EditableProgram
    let terms: [Hyperparameter]
    let elements: [Value]
    let scalars: [Value]
    let factors: [Change]

    var program: Program { target.program }

    init(_ target: EditableProgram, terms: [Hyperparameter]) {
      self.target = target
      self.terms = terms
      let program = target.program
      let leaves: [ElementNode] =
        [.gradient, .parameter] + program.state.map { .state($0.slot) }
      elements =
        leaves.map(Value.element)
        + program.elements.indices.filter { program.operation($0) != nil }
        .map { .node(.element(target.elementKeys[$0])) }
      let integers = [0, 1, 2].map {
        Value.scalar(.integer(StepInteger(countsSteps: false, offset: $0)))
      }
      scalars =
        terms.map { .scalar(.hyperparameter($0)) } + terms.map(Value.complement)
        + program.scalars.indices.filter {
          switch program.scalars[$0] {
          case .integer, .hyperparameter: false
          default: true
          }
        }.map { .node(.scalar(target.scalarKeys[$0])) } + integers
      var divisors: [Change] = []
      for node in program.elements.indices {
        guard let (_, scalar) = program.correction(node) else { continue }
        let change = Change.over(.node(.scalar(target.scalarKeys[scalar])))
        if !divisors.contains(change) { divisors.append(change) }
      }
      factors =
        divisors
        + terms.flatMap {
          [.times(.scalar(.hyperparameter($0))), .times(.complement($0))]
        }
    }

    private static let elementChanges: [Change] = [
      .negated, .doubled, .halved, .squared, .rooted, .magnitude,
    ]
    private static let scalarChanges: [Change] = [
      .complement, .squared, .rooted, .doubled, .halved, .negated, .reciprocal,
      .clock(-1), .clock(1),
    ]

    private func place(element node: Int) -> Place { .element(target.elementKeys[node]) }
    private func place(scalar node: Int) -> Place { .scalar(target.scalarKeys[node]) }

    func operations() -> [Edit] {
      let elements = program.elements.indices.flatMap { node in
        changes(of: program.operation(node)).map {
          Edit.operation(place(element: node), $0)
        }
      }
      let scalars = program.scalars.indices.flatMap { node in
        changes(of: program.scalarOperation(node)).map {
          Edit.operation(place(scalar: node), $0)
        }
      }
      return elements + scalars
    }

    private func changes(of operation: Rules.Operation<Int>?) -> [OperationChange] {
      guard let operation else { return [] }
      return OperationChange.allCases.filter { $0.result(for: operation) != nil }
    }

    /// Another value, or the same one changed, in one operation.
    func operands() -> [Edit] {
      let ofElements = program.elements.indices.flatMap { node in
        (program.operation(node)?.operands ?? []).enumerated().flatMap { index, operand in
          changes(ofElement: operand).map {
            Edit.operand(of: place(element: node), index: index, $0)
          }
        }
      }
      let ofScalars = program.scalars.indices.flatMap { node in
        (program.scalarOperation(node)?.operands ?? []).enumerated().flatMap {
          index, operand in
          changes(ofScalar: operand).map {
            Edit.operand(of: place(scalar: node), index: index, $0)
          }
        }
      }
      return ofElements + ofScalars
    }

    private func changes(ofElement node: Int) -> [Change] {
      if let scalar = program.scalar(node) { return changes(ofScalar: scalar) }
      return elements.map(Change.value) + Self.elementChanges + factors
    }

    private func changes(ofScalar node: Int) -> [Change] {
      scalars.map(Change.value) + Self.scalarChanges
    }

    /// The same wherever a value is used, if that is in several places.
    func everywhere() -> [Edit] {
      let uses = (elements: program.useCounts, scalars: target.scalarUseCounts)
      let ofElements = program.elements.indices.filter {
        uses.elements[$0] > 1 && program.scalar($0) == nil
      }.flatMap { node in
        changes(ofElement: node).map { Edit.everywhere(place(element: node), $0) }
      }
      let ofScalars = program.scalars.indices.filter { uses.scalars[$0] > 1 }.flatMap {
        node in changes(ofScalar: node).map { Edit.everywhere(place(scalar: node), $0) }
      }
      return ofElements + ofScalars
    }

    func outputs() -> [Edit] {
      let slots = program.state.map(\.slot)
      return slots.map(Edit.stale)
        + slots.flatMap { slot in
          (elements.map(Change.value) + Self.elementChanges + factors).map {
            Edit.stored(slot, $0)
          }
        } + program.memory.map { .notRemembered($0.slot) }
        + elements.map(Edit.parameter)
    }

    func moves() -> [Edit] {
      let receivers = program.elements.indices.filter {
        program.operation($0) != nil || program.elements[$0] == .gradient
      }
      return program.elements.indices.filter { node in
        switch program.operation(node) {
        case .sum(_, let s), .product(let s, _), .quotient(_, let s): program.isScalar(s)
        default: false
        }
      }.flatMap { node in
        receivers.filter { $0 != node }.map {
          Edit.moved(from: place(element: node), to: place(element: $0))
        }
      }
    }
  }
}
