extension Program {
  /// The same program without the nodes that no result needs.
  public func pruned() -> Program {
    let elementIsLive = live(
      elements.count, roots: state.map(\.node) + [parameter],
      operands: { operation($0)?.operands ?? [] })
    let handed = elements.indices.compactMap { index -> Int? in
      elementIsLive[index] ? scalar(index) : nil
    }
    let scalarIsLive = live(
      scalars.count, roots: handed + memory.map(\.node),
      operands: { scalarOperation($0)?.operands ?? [] })
    let scalarPlace = places(scalarIsLive)
    let elementPlace = places(elementIsLive)
    return Program(
      scalars: scalars.indices.filter { scalarIsLive[$0] }.map {
        guard case .operation(let operation) = scalars[$0] else { return scalars[$0] }
        return .operation(operation.map { scalarPlace[$0] })
      },
      elements: elements.indices.filter { elementIsLive[$0] }.map {
        switch elements[$0] {
        case .scalar(let scalar): .scalar(scalarPlace[scalar])
        case .operation(let operation):
          .operation(operation.map { elementPlace[$0] })
        case let leaf: leaf
        }
      },
      state: state.map { Output($0.slot, node: elementPlace[$0.node]) },
      parameter: elementPlace[parameter],
      memory: memory.map { Output($0.slot, node: scalarPlace[$0.node]) })
  }
}

/// Which of `count` nodes the roots depend on; operands precede their node.
private func live(_ count: Int, roots: [Int], operands: (Int) -> [Int]) -> [Bool] {
  var isLive = [Bool](repeating: false, count: count)
  for root in roots { isLive[root] = true }
  for node in (0..<count).reversed() where isLive[node] {
    for operand in operands(node) { isLive[operand] = true }
  }
  return isLive
}

/// The index of each node among the live ones.
private func places(_ isLive: [Bool]) -> [Int] {
  var next = 0
  return isLive.map { isLive in
    defer { if isLive { next += 1 } }
    return next
  }
}
