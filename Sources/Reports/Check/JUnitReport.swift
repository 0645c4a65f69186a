import Vectors
import Verdicts

/// A check in the XML dialect of JUnit, as continuous integration reads it.
public struct JUnitReport {
  let report: CheckReport
  let cases: [String: VectorCase]

  /// Creates the document of `report`; `cases` are those that were asked, by id.
  public init(_ report: CheckReport, cases: [String: VectorCase]) {
    self.report = report
    self.cases = cases
  }

  /// The document: a suite for each row of the table.
  public func text() -> String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      element(
        "testsuites",
        [
          ("name", "\(report.implementation.name) \(report.implementation.version)"),
          ("tests", "\(report.caseCount)"), ("failures", "\(report.mismatchCount)"),
          ("errors", "\(report.failureCount)"),
        ]),
    ]
    for row in report.rows { lines += suite(row) }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private func suite(_ row: CheckReport.Row) -> [String] {
    let name = [row.optimizer, row.path, row.format].compactMap(\.self)
    let verdicts = report.verdicts.filter {
      $0.optimizer == row.optimizer && $0.path == row.path && $0.format == row.format
    }
    var lines = [
      "  "
        + element(
          "testsuite",
          [
            ("name", name.joined(separator: ".")), ("tests", "\(verdicts.count)"),
            ("failures", "\(row.mismatched)"), ("errors", "\(row.failed)"),
            ("skipped", "\(row.skipped + row.nothingCompared)"),
          ])
    ]
    for verdict in verdicts {
      lines += testCase(verdict, className: name.joined(separator: "."))
    }
    lines.append("  </testsuite>")
    return lines
  }

  private func testCase(_ verdict: CaseVerdict, className: String) -> [String] {
    let head = element("testcase", [("classname", className), ("name", verdict.caseID)])
    let body = FailureText(verdict, of: cases[verdict.caseID]).lines(.plain)
      .joined(separator: "\n")
    let child: String
    switch verdict.outcome {
    case .conforms: return ["    " + head.dropLast() + "/>"]
    case .skipped(let reason):
      child = element("skipped", [("message", reason.shown())]).dropLast() + "/>"
    case .nothingCompared:
      child =
        element("skipped", [("message", "nothing compared: every value is admitted")])
        .dropLast() + "/>"
    case .mismatch(let mismatch):
      let place = mismatch.place
      let what =
        mismatch.problem?.shown()
        ?? "element \(place.element): κ* = \(NumberText.budget(mismatch.minimalBudget))"
      let message =
        "step \(place.step): \(place.quantity) of \(place.tensorName): \(what)"
      child =
        element("failure", [("type", "mismatch"), ("message", message)])
        + body.escapedForXML + "</failure>"
    case .failed(let message):
      child =
        element("error", [("type", "failed"), ("message", message.shown())])
        + body.escapedForXML + "</error>"
    }
    return ["    " + head, "      " + child, "    </testcase>"]
  }

  /// An opening tag.
  private func element(_ name: String, _ attributes: [(String, String)]) -> String {
    let list = attributes.map { " \($0)=\"\($1.escapedForXML)\"" }
    return "<\(name)\(list.joined())>"
  }
}

extension String {
  /// The text as it may stand in XML: markup escaped, and what XML 1.0 cannot
  /// hold at all replaced.
  var escapedForXML: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;".unicodeScalars
      case "<": result += "&lt;".unicodeScalars
      case ">": result += "&gt;".unicodeScalars
      case "\"": result += "&quot;".unicodeScalars
      case "\t", "\n": result.append(scalar)
      case "\u{0}"..."\u{1f}", "\u{fffe}"..."\u{ffff}": result.append("\u{fffd}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
