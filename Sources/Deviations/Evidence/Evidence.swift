/// Where a fault happened, or why it is likely.
struct Evidence: Sendable {
  let lines: [String]

  /// Reports of faults that really happened.
  static func seen(_ numbers: String...) -> Evidence {
    Evidence(lines: numbers.flatMap(FaultReports.report))
  }

  /// A fault that nobody reported in public, and the reason to expect it.
  static func likely(_ reason: String) -> Evidence {
    Evidence(lines: ["Our own reading: \(reason)"])
  }

  /// Another address.
  static func link(_ address: String) -> Evidence { Evidence(lines: [address]) }

  /// A slip of the pen: one symbol for another that stands near it.
  static let slip = likely("a slip that leaves the program running and the loss falling.")
}
