import Testing

@testable import Deviations

/// Every name of a report leads to links, and every report is of use.
struct EvidenceTests {
  /// The names of reports that the catalogue uses, told by the links of each.
  private var linksInUse: Set<String> {
    Set(FaultCatalogue.all.flatMap(\.evidence))
      .union(UncataloguedReports.all.flatMap(\.reports).flatMap(FaultReports.links))
  }

  @Test("every report is the evidence of a fault, or is listed with a reason")
  func reports() {
    let inUse = linksInUse
    for (name, links) in FaultReports.all {
      #expect(!links.isEmpty, "\(name)")
      #expect(links.allSatisfy { inUse.contains("https://\($0)") }, "\(name) is unused")
    }
  }

  @Test("every report that has no fault has links and a reason")
  func notes() {
    for note in UncataloguedReports.all {
      #expect(note.reason.hasSuffix("."))
      for name in note.reports {
        #expect(FaultReports.all[name] != nil, "there is no report named \(name)")
      }
    }
  }

  @Test("a reader sees links and reasons, and no code that has no key")
  func noCodes() {
    for fault in FaultCatalogue.all {
      for line in fault.evidence {
        #expect(
          line.hasPrefix("https://") || line.hasPrefix("Our own reading: "),
          "\(fault.id): \(line)")
      }
      for text in [fault.id, fault.summary] + fault.evidence {
        #expect(!text.contains(/\b[A-J][0-9]{2}\b/), "\(fault.id): \(text)")
      }
    }
  }

  @Test("names say what was wrong, in lower-case words")
  func names() {
    for name in FaultReports.all.keys {
      #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)+/) != nil, "\(name)")
    }
  }
}
