import ShardedRun

/// What the command line says.
struct Options: Sendable {
  /// What the library's bits are compared with.
  enum Reference: String, CustomStringConvertible {
    /// The rounded reading of the oracle.
    case oracle
    /// The loops over single elements, in hardware arithmetic, rounded once more where
    /// the format is narrower.
    case generic

    var description: String {
      switch self {
      case .oracle: "the oracle's rounded reading"
      case .generic: "the generic loops of the library itself"
      }
    }
  }

  /// The number of steps of an element to take, at least.
  private(set) var steps = 100_000_000
  private(set) var seed: UInt64 = 0x524d_5370_6563
  private(set) var firstCase = 0
  /// The number of cases to record, in the place of `steps`.
  private(set) var cases = 30_000
  private(set) var reference = Reference.oracle
  /// Where results are recorded, if they are.
  let sharded: ShardedRun?

  static let usage = """
    RandomSteps [--steps COUNT] [--seed SEED] [--case NUMBER] \
    [--reference oracle|generic]
    RandomSteps --results FILE [--shard NUMBER/COUNT] [--cases COUNT] [--seed SEED] \
    [--reference oracle|generic]
    """

  /// The options of those arguments.
  init(_ arguments: [String]) throws {
    var rest = arguments
    sharded = try ShardedRun(&rest)
    var arguments = rest.makeIterator()
    while let name = arguments.next() {
      guard let value = arguments.next() else { throw ShardedRun.Refusal(Self.usage) }
      switch (name, Int(value), UInt64(value), Reference(rawValue: value)) {
      case ("--steps", let count?, _, _) where count > 0 && sharded == nil: steps = count
      case ("--cases", let count?, _, _)
      where (1...1_000_000_000).contains(count) && sharded != nil:
        cases = count
      case ("--seed", _, let seed?, _): self.seed = seed
      case ("--case", let number?, _, _) where number >= 0 && sharded == nil:
        firstCase = number
      case ("--reference", _, _, let reference?): self.reference = reference
      default: throw ShardedRun.Refusal(Self.usage)
      }
    }
  }
}
