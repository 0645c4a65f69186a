import Identification

/// What else there is to say of what was identified; equal notes are said once.
struct IdentificationNotes {
  let findings: [Finding]

  init(_ findings: [Finding]) { self.findings = findings }

  /// The sections that have something to say.
  func sections(_ style: TerminalStyle) -> [[String]] {
    [
      section("claimed otherwise", .bad, claims, style),
      section("arithmetic", .warning, subnormals, style),
      section("explained by a known fault", .bad, faults, style),
      section("options that do not do as told", .warning, options, style),
      section("could not be told apart", .warning, undecided, style),
      section("declined probes", .faint, declined, style),
      section("the same rule as", .faint, frameworks, style),
    ].filter { !$0.isEmpty }
  }

  private typealias Note = (who: String, text: String)

  private var identities: [(finding: Finding, identity: Identity)] {
    findings.compactMap {
      if case .identified(let identity) = $0.outcome { ($0, identity) } else { nil }
    }
  }

  private var claims: [Note] {
    identities.flatMap { finding, identity in
      identity.claimedOtherwise.sorted { $0.key < $1.key }.map { axis, value in
        (
          finding.title,
          "it claims \(axis)=\(value), but is \(identity.dialect[axis] ?? "")"
        )
      }
    }
  }

  private var subnormals: [Note] {
    identities.filter { $0.identity.subnormals == .flushed }.map { finding, _ in
      (finding.title, "subnormal numbers are flushed to zero; the formula is right")
    }
  }

  private var faults: [Note] {
    identities.flatMap { finding, identity in
      identity.faults.map { (finding.title, "\($0.id) of \($0.dialect): \($0.summary)") }
    }
  }

  private var options: [Note] {
    findings.flatMap { finding in
      finding.options.filter { !$0.isObeyed }.map { option in
        let told = "told \(option.axis)=\(option.told), "
        if let reason = option.reason { return (finding.title, told + reason.shown()) }
        let found = option.found.joined(separator: " or ")
        let effects = option.sideEffects.sorted { $0.key < $1.key }.map {
          ", and \($0.key)=\($0.value)"
        }
        return (finding.title, told + "it is \(found)" + effects.joined())
      }
    }
  }

  private var undecided: [Note] {
    identities.flatMap { finding, identity in
      identity.undecided.map {
        (
          finding.title,
          "\($0.what): \($0.values.joined(separator: " or ")); needed: \($0.need.shown())"
        )
      }
    }
  }

  private var declined: [Note] {
    findings.flatMap { finding in
      finding.declined.map { probe in
        (
          finding.title,
          (probe.isFailure ? "failed: " : "")
            + "\(probe.reason.shown()) (\(probe.probe))"
        )
      }
    }
  }

  private var frameworks: [Note] {
    identities.map { finding, identity in
      var names: [String] = []
      for match in identity.frameworks where !names.contains(match.framework) {
        names.append(match.framework)
      }
      return ("\(finding.optimizer), \(identity.title)", names.joined(separator: ", "))
    }.filter { !$0.text.isEmpty }
  }

  /// The notes, each with everyone whom it concerns; at most so many of a kind.
  private func section(
    _ title: String, _ tint: TerminalStyle.Tint, _ notes: [Note], _ style: TerminalStyle
  ) -> [String] {
    var grouped: [(text: String, who: [String])] = []
    for note in notes {
      if let index = grouped.firstIndex(where: { $0.text == note.text }) {
        if !grouped[index].who.contains(note.who) { grouped[index].who.append(note.who) }
      } else {
        grouped.append((note.text, [note.who]))
      }
    }
    guard !grouped.isEmpty else { return [] }
    let shown = grouped.prefix(12)
    var lines = [style.paint(title, tint)]
    for (text, who) in shown {
      lines.append("  \(text)")
      lines.append(style.paint("    \(who.joined(separator: ", "))", .faint))
    }
    if grouped.count > shown.count {
      lines.append("  and \(grouped.count - shown.count) more")
    }
    return lines
  }
}
