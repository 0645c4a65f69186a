import Formats
import Scenarios

/// How much there is to say that a program is a dialect.
public struct EvidenceAmount: Codable, Sendable, Equatable {
  /// The probes in which some value tells anything.
  public var probes = 0
  /// The values that tell something: not every value would have been admitted, nor that
  /// before the first step.
  public var values = 0
  /// The values that are admitted, and tell nothing.
  public var untold = 0

  /// The least that "is" rests on; what has less "may be".
  public static let needed = EvidenceAmount(probes: 2, values: 16)

  /// Whether it is enough to say "is".
  public var suffices: Bool {
    probes >= Self.needed.probes && values >= Self.needed.values
  }

  static func + (a: EvidenceAmount, b: EvidenceAmount) -> EvidenceAmount {
    EvidenceAmount(
      probes: a.probes + b.probes, values: a.values + b.values,
      untold: a.untold + b.untold)
  }
}

extension BudgetEnclosure {
  /// Whether that a value is admitted tells anything: not every number is, nor `initial`.
  func isTelling(in format: FloatFormat, from initial: UInt64?) -> Bool {
    isBounded(in: format) && !(initial.map { admits($0, in: format) } ?? false)
  }

  /// Whether some number is not admitted.
  func isBounded(in format: FloatFormat) -> Bool {
    guard let bounds else { return false }
    let (low, high) = (format.decode(bounds.low), format.decode(bounds.high))
    return !(low <= -format.greatestFinite && high >= format.greatestFinite)
  }
}
