import Dialects
import Rules

extension ScalarNode {
  var operation: Operation<Int>? {
    if case .operation(let operation) = self { operation } else { nil }
  }
}

extension ElementNode {
  var operation: Operation<Int>? {
    if case .operation(let operation) = self { operation } else { nil }
  }
}

extension Program {
  /// The nodes that hold new values.
  var outputs: [Int] { state.map(\.node) + [parameter] }

  /// The hyperparameters that occur.
  var hyperparameters: Set<Hyperparameter> {
    Set(
      scalars.compactMap {
        if case .hyperparameter(let name) = $0 { name } else { nil }
      })
  }

  /// The number of operations of the scalar part and of the element part.
  var operationCounts: [Int] {
    [scalars.compactMap(\.operation).count, elements.compactMap(\.operation).count]
  }

  /// The element nodes that an output depends on.
  var usedElements: Set<Int> {
    var used = Set(outputs)
    for index in elements.indices.reversed() where used.contains(index) {
      used.formUnion(elements[index].operation?.operands ?? [])
    }
    return used
  }

  /// The scalar nodes that an output depends on.
  var usedScalars: Set<Int> {
    var used = Set(memory.map(\.node))
    for index in usedElements {
      if case .scalar(let scalar) = elements[index] { used.insert(scalar) }
    }
    for index in scalars.indices.reversed() where used.contains(index) {
      used.formUnion(scalars[index].operation?.operands ?? [])
    }
    return used
  }
}
