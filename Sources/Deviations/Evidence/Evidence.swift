/// Where a fault happened, or why it is likely.
struct Evidence: Sendable {
  /// Links and reasons, as a reader sees them.
  let lines: [String]

  /// Faults that really happened, by the names of their reports in `FaultReports`.
  static func seen(_ names: String...) -> Evidence {
    Evidence(lines: names.flatMap(FaultReports.links))
  }

  /// A fault that really happened, with the addresses of what reports it.
  static func reported(_ addresses: String...) -> Evidence { Evidence(lines: addresses) }

  /// A fault that nobody reported in public, and the reason to expect it.
  static func likely(_ reason: String) -> Evidence {
    Evidence(lines: ["Our own reading: \(reason)"])
  }

  /// One symbol written for another that stands near it.
  static let slip = likely("a slip that leaves the program running and the loss falling.")
}
