import Studies

/// The matrix of dialects in lines: what separates each pair in each format.
public enum MatrixText {
  /// A row for each pair, then the equality arguments and a summary.
  public static func lines(
    _ matrix: DialectMatrix, lists isListed: Bool, _ style: TerminalStyle
  ) -> [String] {
    var lines: [String] = []
    var optimizer = ""
    for pair in matrix.pairs where isListed || !pair.open.isEmpty {
      if pair.optimizer != optimizer {
        optimizer = pair.optimizer
        lines += ["", style.paint(optimizer, .strong)]
      }
      lines.append("  \(pair.first) / \(pair.second)")
      for separation in pair.separations {
        lines.append(
          "    \(separation.format.padded(to: 10))\(separation.caseID), step \(separation.step): "
            + separation.quantity)
      }
      if let equality = pair.equality {
        lines.append("    " + style.paint("equal", .good) + ": \(equality)")
      }
      if !pair.isSettled {
        lines.append(
          "    " + style.paint("nothing separates them", .bad) + " in "
            + pair.open.joined(separator: ", "))
      }
    }
    lines += ["", summary(matrix)]
    return lines
  }

  private static func summary(_ matrix: DialectMatrix) -> String {
    let equal = matrix.pairs.count { $0.equality != nil }
    return "\(matrix.pairs.count) pairs of dialects: "
      + "\(matrix.pairs.count - equal - matrix.open.count) separated in every format, "
      + "\(equal) equal in real arithmetic, \(matrix.open.count) open"
  }
}
