/// A formula of scalars as straight-line code: the learning rate of a schedule, or
/// what decides between two programs of a rule.
public struct ScalarProgram: Hashable, Sendable {
  /// The nodes; an operation refers to earlier ones.
  public let scalars: [ScalarNode]
  /// The node that holds the result.
  public let result: Int

  /// Records the formula that `write` writes.
  public init(_ write: (Trace) -> SymbolicScalar) {
    let trace = Trace()
    result = write(trace).index
    scalars = trace.scalars
  }
}
