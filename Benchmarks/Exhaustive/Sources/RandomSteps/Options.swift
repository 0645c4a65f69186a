/// What the command line says.
struct Options {
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

  private(set) var steps = 100_000_000
  private(set) var seed: UInt64 = 0x524d_5370_6563
  private(set) var firstCase = 0
  private(set) var reference = Reference.oracle

  static let usage = """
    RandomSteps [--steps COUNT] [--seed SEED] [--case NUMBER] \
    [--reference oracle|generic]
    """

  /// The options of those arguments, or nil if there are others.
  init?(_ arguments: some Sequence<String>) {
    var arguments = arguments.makeIterator()
    while let name = arguments.next() {
      guard let value = arguments.next() else { return nil }
      switch (name, Int(value), UInt64(value), Reference(rawValue: value)) {
      case ("--steps", let count?, _, _) where count > 0: steps = count
      case ("--seed", _, let seed?, _): self.seed = seed
      case ("--case", let number?, _, _) where number >= 0: firstCase = number
      case ("--reference", _, _, let reference?): self.reference = reference
      default: return nil
      }
    }
  }
}
