import Dialects
import Rules

extension Program {
  /// The program without the terms of hyperparameters that are neutral, and without
  /// factors of 1 and terms of 0.
  ///
  /// A rule leaves such terms out (SPEC §1): so a change to the rule with all of its
  /// terms becomes one to the program that a step with fewer runs. No special value is
  /// made by it: 0 × ∞ and −0 + 0 never come up where a term is absent.
  ///
  /// - Parameters:
  ///   - neutral: The hyperparameters with their neutral values.
  ///   - slots: The state that is kept; what else the program gives is dropped.
  func withoutNeutralTerms(
    _ neutral: [Hyperparameter: Int], keeping slots: Set<StateSlot>
  ) -> Program {
    let trace = Trace()
    var scalars: [SymbolicScalar] = []
    for node in self.scalars {
      switch node {
      case .hyperparameter(let name):
        scalars.append(
          neutral[name].map(trace.integer) ?? trace.record(.hyperparameter(name)))
      case .operation(let operation):
        scalars.append(
          trace.simplified(operation.map { scalars[$0] })
            ?? trace.record(ScalarNode.operation(operation.map { scalars[$0].index })))
      case let leaf: scalars.append(trace.record(leaf))
      }
    }
    var elements: [SymbolicElement] = []
    for node in self.elements {
      switch node {
      case .scalar(let scalar): elements.append(scalars[scalar].element)
      case .operation(let operation):
        elements.append(
          trace.simplified(operation.map { elements[$0] })
            ?? trace.record(ElementNode.operation(operation.map { elements[$0].index })))
      case let leaf: elements.append(trace.record(leaf))
      }
    }
    return Program(
      scalars: trace.scalars, elements: trace.elements,
      state: state.filter { slots.contains($0.slot) }.map {
        Output($0.slot, node: elements[$0.node].index)
      },
      parameter: elements[parameter].index,
      memory: memory.map { Output($0.slot, node: scalars[$0.node].index) }
    ).canonical
  }
}

extension Trace {
  fileprivate func integer(_ value: Int) -> SymbolicScalar {
    record(ScalarNode.integer(StepInteger(countsSteps: false, offset: value)))
  }

  private func isInteger(_ scalar: Int, _ value: Int) -> Bool {
    scalars[scalar] == .integer(StepInteger(countsSteps: false, offset: value))
  }

  /// What an operation with 0 or 1 gives; nil if it is to be performed.
  fileprivate func simplified(
    _ operation: Rules.Operation<SymbolicScalar>
  ) -> SymbolicScalar? {
    if case .power(let x, .one) = operation { return x }
    return simplified(operation) { isInteger($0.index, $1) }
  }

  /// What an operation with 0 or 1 gives; nil if it is to be performed.
  fileprivate func simplified(
    _ operation: Rules.Operation<SymbolicElement>
  ) -> SymbolicElement? {
    simplified(operation) { element, value in
      guard case .scalar(let scalar) = elements[element.index] else { return false }
      return isInteger(scalar, value)
    }
  }

  private func simplified<Value>(
    _ operation: Rules.Operation<Value>, is isInteger: (Value, Int) -> Bool
  ) -> Value? {
    switch operation {
    case .sum(let a, let b): isInteger(b, 0) ? a : isInteger(a, 0) ? b : nil
    case .difference(let a, let b): isInteger(b, 0) ? a : nil
    case .product(let a, let b):
      isInteger(a, 0) || isInteger(b, 1)
        ? a : isInteger(b, 0) || isInteger(a, 1) ? b : nil
    case .quotient(let a, let b): isInteger(b, 1) ? a : nil
    default: nil
    }
  }
}
