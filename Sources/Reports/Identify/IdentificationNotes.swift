import Formats
import Identification
import Verdicts

/// What else there is to say of what was identified; equal notes are said once.
struct IdentificationNotes {
  let findings: [Finding]

  init(_ findings: [Finding]) { self.findings = findings }

  /// The sections that have something to say.
  func sections(_ style: TerminalStyle) -> [[String]] {
    [
      section("claimed otherwise", .bad, claims, style),
      section(
        "may be, with too little evidence to say that it is", .warning, possible, style),
      section("arithmetic", .warning, subnormals + scalars, style),
      section("different where numbers are special", .warning, specialValues, style),
      section("explained by a known fault", .bad, faults, style),
      section("options that do not do as told", .warning, options, style),
      section("options that were not tried", .faint, untried, style),
      section("could not be told apart", .warning, undecided, style),
      section("declined probes", .faint, declined, style),
      section(
        "not asked: each call takes long, or --scenarios is used up", .faint, unasked,
        style),
      section("the same rule as", .faint, frameworks, style),
      section("fits as well, as far as was asked", .faint, alsoFrameworks, style),
    ].filter { !$0.isEmpty }
  }

  private typealias Note = (who: String, text: String)

  private var identities: [(finding: Finding, identity: Identity)] {
    findings.compactMap {
      switch $0.outcome {
      case .identified(let identity), .possible(let identity): ($0, identity)
      default: nil
      }
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

  private var possible: [Note] {
    findings.compactMap { finding in
      guard case .possible(let identity) = finding.outcome else { return nil }
      let (has, needs) = (identity.evidence, EvidenceAmount.needed)
      return (
        finding.title,
        "\(NumberText.count(has.values, "value")) in "
          + "\(NumberText.count(has.probes, "probe")) tell something; \(needs.values) in "
          + "\(needs.probes) are needed"
      )
    }
  }

  private var scalars: [Note] {
    identities.filter { !$0.identity.roundedHyperparameters.isEmpty }.map {
      finding, identity in
      let names = identity.roundedHyperparameters.joined(separator: ", ")
      return (finding.title, "rounded to binary32 before anything is computed: \(names)")
    }
  }

  private var specialValues: [Note] {
    identities.flatMap { finding, identity in
      identity.specialValues.map { special in
        let (place, format) = (special.first.place, FloatFormat(named: finding.format))
        let got = special.first.observed.map {
          NumberText.decimal(hexadecimal: $0, format)
        }
        return (
          finding.title,
          "\(special.probe): \(NumberText.count(special.count, "value")), first "
            + "\(place.quantity) of \(place.tensorName), element \(place.element), step "
            + "\(place.step): got \(got ?? "nothing"), exact \(special.first.exact)"
        )
      }
    }
  }

  private var faults: [Note] {
    identities.flatMap { finding, identity in
      identity.faults.map { (finding.title, "\($0.id) of \($0.dialect): \($0.summary)") }
    }
  }

  private var options: [Note] {
    findings.flatMap { finding in
      finding.options.filter { !$0.isObeyed && !$0.isUntried }.map { option in
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

  private var untried: [Note] {
    findings.flatMap { finding in
      finding.options.filter(\.isUntried).map { option in
        (finding.title, "\(option.axis)=\(option.told): \((option.reason ?? "").shown())")
      }
    }
  }

  private var unasked: [Note] {
    findings.filter { !$0.unasked.isEmpty }.map { finding in
      let shown = finding.unasked.prefix(3).joined(separator: ", ")
      let rest = finding.unasked.count - 3
      return (
        finding.title,
        "\(NumberText.count(finding.unasked.count, "probe")): \(shown)"
          + (rest > 0 ? " and \(rest) more" : "")
      )
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
      (
        "\(finding.optimizer), \(identity.title)",
        Self.names(identity.frameworks).joined(separator: ", ")
      )
    }.filter { !$0.text.isEmpty }
  }

  private var alsoFrameworks: [Note] {
    identities.map { finding, identity in
      let known = Self.names(identity.frameworks)
      let others = Self.names(identity.alsoFrameworks).filter { !known.contains($0) }
      return ("\(finding.optimizer), \(identity.title)", others.joined(separator: ", "))
    }.filter { !$0.text.isEmpty }
  }

  /// The names of frameworks, each once.
  private static func names(_ matches: [FrameworkMatch]) -> [String] {
    var names: [String] = []
    for match in matches where !names.contains(match.framework) {
      names.append(match.framework)
    }
    return names
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
