extension Program {
  /// Whether both are the same nodes but for those that no result needs, and
  /// their order.
  public func isSameCode(as other: Program) -> Bool {
    let (a, b) = (rewritten { _ in }, other.rewritten { _ in })
    return a.scalars == b.scalars && a.elements == b.elements
      && a.parameter == b.parameter && a.state.map(\.slot) == b.state.map(\.slot)
      && a.state.map(\.node) == b.state.map(\.node)
      && a.memory.map(\.slot) == b.memory.map(\.slot)
      && a.memory.map(\.node) == b.memory.map(\.node)
  }
}
