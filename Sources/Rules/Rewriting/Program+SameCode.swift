extension Program {
  /// The same program without nodes that no result needs, in the order in which the
  /// results need them.
  public var canonical: Program { rewritten { _ in } }

  /// Whether both are the same nodes but for those that no result needs, and
  /// their order.
  public func isSameCode(as other: Program) -> Bool { canonical == other.canonical }
}
