import Verdicts

/// What a verdict does not speak of: what was claimed and is asked by no case, and what
/// was not claimed.
struct ClaimText {
  let claims: [ClaimCoverage]

  init(_ claims: [ClaimCoverage]) { self.claims = claims }

  /// The lines, with one entry for all claims of which the same is to be said.
  ///
  /// - Parameter saysWhatIsLeftOut: Whether what is not claimed is told as well.
  func lines(_ style: TerminalStyle, saysWhatIsLeftOut: Bool) -> [String] {
    func section(
      _ title: String, _ text: (ClaimCoverage) -> String?
    ) -> [String] {
      var entries: [(text: String, names: [String])] = []
      for claim in claims {
        guard let text = text(claim) else { continue }
        let name = [claim.optimizer, claim.path].compactMap(\.self).joined(separator: " ")
        if let index = entries.firstIndex(where: { $0.text == text }) {
          if !entries[index].names.contains(name) { entries[index].names.append(name) }
        } else {
          entries.append((text, [name]))
        }
      }
      guard !entries.isEmpty else { return [] }
      return [style.paint(title, .warning)]
        + entries.flatMap { entry in
          ["  " + entry.names.joined(separator: ", "), "    " + entry.text]
        }
    }
    func list(_ names: [String]) -> String? {
      names.isEmpty ? nil : names.joined(separator: ", ")
    }
    var lines = section("no case was selected for") { $0.reason }
    lines += section("claimed, but no case asks for it") { list($0.unasked) }
    lines += section("dialects that are claimed and have no file, so that none is asked")
    {
      $0.unpublishedDialects.map { "\($0) of them; --live or --random asks them" }
    }
    if saysWhatIsLeftOut {
      lines += section("not claimed, and so not asked") {
        $0.caseCount > 0 ? list($0.unclaimed) : nil
      }
    }
    return lines
  }
}
