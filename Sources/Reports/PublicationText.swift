import Generation

/// What became of the vector files, in words.
public enum PublicationText {
  /// The summary in a line, such as `176 files, 4400 cases, 21.3 MB, 95.1 s`.
  public static func summary(_ summary: PublicationSummary, seconds: Double) -> String {
    [
      NumberText.count(summary.files, "file"), NumberText.count(summary.cases, "case"),
      NumberText.fixed(Double(summary.bytes) / 1e6, decimals: 1) + " MB",
      NumberText.fixed(seconds, decimals: 1) + " s",
    ].joined(separator: ", ")
  }

  /// The first `limit` differences, and how many more there are.
  public static func differences(
    _ differences: [VectorDifference], limit: Int
  ) -> [String] {
    // The limit counts lines, and the last one may be needed for the rest.
    let shown = differences.count > limit ? limit - 1 : differences.count
    let lines = differences.prefix(shown).map { "  \($0)" }
    guard differences.count > shown else { return lines }
    return lines + ["  and \(differences.count - shown) more"]
  }
}
