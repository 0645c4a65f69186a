import Shards
import Verdicts

/// What divided work came to, in words.
public struct ResultsText {
  private let results: MergedResults

  /// Creates the text of results.
  public init(_ results: MergedResults) { self.results = results }

  /// Everything that a person is shown.
  ///
  /// Whatever a file says of its work is screened: anyone may have written it.
  ///
  /// - Parameter limit: How many items that mismatch or fail are listed.
  public func lines(failures limit: Int, _ style: TerminalStyle) -> [String] {
    let (work, counts) = (results.work, results.counts)
    let item = work.kind.item
    let head = style.paint(
      "\(work.kind.rawValue): \(NumberText.count(work.itemCount, item))", .strong)
    var lines = [
      "\(head), rmspec \(work.rmspecVersion.shown()), vectors \(work.dataVersion.shown())",
      "",
    ]
    var settings = TextTable([.left, .left])
    for setting in work.settings {
      settings.append([.init(setting.name.shown()), .init(setting.value.shown())])
    }
    lines += settings.lines(style, indent: 2)
    lines += ["", coverage]
    var parts = ["\(counts.conforming) conform"]
    for (count, what) in [
      (counts.mismatching.count, "mismatch"), (counts.failed.count, "failed"),
      (counts.skipped, "skipped"), (counts.nothingCompared, "compare nothing"),
    ] where count > 0 {
      parts.append("\(count) \(what)")
    }
    lines.append("  " + parts.joined(separator: ", "))
    if counts.values > 0 {
      let unbounded = NumberText.share(counts.unbounded, of: counts.values)
      lines.append(
        "  \(NumberText.count(counts.values, "value"))"
          + (counts.unbounded > 0 ? ", of which \(unbounded) have no bounds" : ""))
    }
    if let digest = results.digest { lines.append("  digest \(digest)") }
    for (items, what) in [(counts.mismatching, "mismatch"), (counts.failed, "failed")]
    where !items.isEmpty && limit > 0 {
      lines.append(
        "  \(what): \(item) "
          + items.prefix(limit).map(String.init).joined(separator: ", ")
          + (items.count > limit ? ", …" : ""))
    }
    return lines + ["", verdict(style)]
  }

  private var coverage: String {
    let item = results.work.kind.item
    guard let (first, last) = results.coveredEnds else { return "no \(item) is covered" }
    return "covered: \(item)s \(first) to \(last)"
      + (results.isWhole ? ", which are all" : " of \(results.work.itemCount)")
      + ", in \(NumberText.count(results.fileCount, "file"))"
  }

  private func verdict(_ style: TerminalStyle) -> String {
    let (counts, item) = (results.counts, results.work.kind.item)
    if !counts.mismatching.isEmpty {
      return style.paint(
        "does not conform: \(counts.mismatching.count) mismatched of "
          + NumberText.count(counts.items, item), .bad)
    }
    if !counts.failed.isEmpty {
      return style.paint(
        "failed: \(counts.failed.count) of \(NumberText.count(counts.items, item))", .bad)
    }
    guard counts.conforming > 0 else {
      return style.paint("nothing was compared in any \(item)", .warning)
    }
    return style.paint("conforms: \(NumberText.count(counts.conforming, item))", .good)
  }
}

extension MergedResults {
  /// The first and the last item that is covered.
  var coveredEnds: (first: Int, last: Int)? {
    covered.isEmpty ? nil : (covered.lowerBound, covered.upperBound - 1)
  }
}
