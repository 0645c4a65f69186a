import Foundation
import Scenarios
import Testing
import _TestSupport

@testable import Generation
@testable import Verdicts

@testable import Formats
@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Laws of the reports, on reports drawn at random.
@Suite struct ReportTests {
  @Test("tables are aligned")
  func tablesAligned() {
    let failure = counterexample(in: 300) { random in
      let columns = random.integer(in: 1...5)
      let alignments = (0..<columns).map { _ in
        random.bool() ? TextTable.Alignment.left : .right
      }
      var table = TextTable(alignments)
      let rows = (0..<random.integer(in: 1...6)).map { _ in
        (0..<columns).map { _ in
          String(
            repeating: random.choice(["x", "κ", "∞"]), count: random.integer(in: 1...9))
        }
      }
      for row in rows { table.append(row.map { .init($0, .bad) }) }
      let lines = table.lines(.plain, indent: 3)
      if lines.contains(where: { $0.hasSuffix(" ") }) { return "blanks at an end" }
      let painted = table.lines(TerminalStyle(usesColour: true), indent: 3)
      let bare = painted.map { $0.replacing(/\u{1b}\[[0-9]+m/, with: "") }
      if bare != lines { return "colour changes the text" }
      var edge = 3
      for column in 0..<columns {
        let width = rows.map { $0[column].count }.max() ?? 0
        for (row, line) in zip(rows, lines) {
          let cell = row[column]
          let start = alignments[column] == .left ? edge : edge + width - cell.count
          guard line.dropFirst(start).hasPrefix(cell) else { return "\(lines)" }
        }
        edge += width + 2
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("documents tell the same")
  func documentsTell() async throws {
    var random = SplitMix64(seed: Search.seed)
    for _ in 0..<30 {
      let report = try await random.report()
      let text = try JSONReport.text(CheckDocument(report))
      let document = try JSONReport.document(CheckDocument.self, from: text)
      #expect(try JSONReport.text(document) == text)
      #expect(document.totals.cases == report.caseCount)
      #expect(document.totals.mismatched == report.mismatchCount)
      #expect(document.totals.failed == report.failureCount)
      #expect(document.conforms == report.conforms)

      let counter = ElementCounter()
      let parser = XMLParser(data: Data(JUnitReport(report, cases: [:]).text().utf8))
      parser.delegate = counter
      #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
      #expect(counter.counts["testcase", default: 0] == report.caseCount)
      #expect(counter.counts["failure", default: 0] == report.mismatchCount)
      #expect(counter.counts["error", default: 0] == report.failureCount)
      #expect(counter.counts["skipped", default: 0] == document.totals.skipped)
      #expect(
        counter.names
          == report.rows.flatMap { row in
            report.verdicts.filter {
              $0.optimizer == row.optimizer && $0.format == row.format
            }
            .map(\.caseID)
          })

      let limit = random.integer(in: 0...4)
      let lines = CheckSummary(report, cases: [:]).lines(failures: limit, .plain)
      let shown = lines.count { $0.hasPrefix("mismatch ") || $0.hasPrefix("failed ") }
      let failing = report.mismatchCount + report.failureCount
      #expect(shown == min(limit, failing))
      #expect(
        lines.contains { $0.contains("--failures \(failing) ") } == (failing > limit))
    }
  }

  @Test("decimals tell neighbours apart")
  func decimalsTell() throws {
    for format in FloatFormat.all where format.bitWidth <= 16 {
      for bits in 0...format.bitMask where !format.isNaN(bits) {
        let value = try #require(Double(NumberText.decimal(bits, format)))
        guard format.encode(value) == bits else {
          Issue.record("\(format) \(format.hexadecimal(bits)): \(value)")
          break
        }
      }
    }
    let failure = counterexample(in: 2000) { random in
      let bits = UInt64(random.anyFloat().bitPattern)
      let format = FloatFormat.binary32
      guard !format.isNaN(bits) else { return nil }
      let text = NumberText.decimal(bits, format)
      return Double(text).map({ format.encode($0) }) == bits ? nil : text
    }
    #expect(failure == nil)
  }

  @Test("budgets have three digits")
  func budgetsHave() {
    #expect(NumberText.budget(nil) == "∞")
    #expect(NumberText.budget(0) == "0")
    #expect(NumberText.budget(0.5) == "0.500")
    #expect(NumberText.budget(9.996) == "10.0")
    #expect(NumberText.budget(123) == "123")
    #expect(NumberText.budget(5.02e6) == "5.02e6")
    let failure = counterexample(in: 1000) { random in
      let value = random.double(exponent: -30...40)
      let text = NumberText.budget(value.magnitude)
      guard let read = Double(text), abs(read / value.magnitude - 1) < 0.005001 else {
        return "\(value) is \(text)"
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("a share is whole only if nothing is missing")
  func shares() {
    #expect(NumberText.share(0, of: 0) == "–")
    #expect(NumberText.share(7, of: 7) == "100 %")
    #expect(NumberText.share(999_999, of: 1_000_000) == "99.99 %")
    #expect(NumberText.share(0, of: 3) == "0.00 %")
  }

  @Test("digits stand below digits")
  func digitsStand() {
    let verdict = CaseVerdict(
      caseID: "a/b/binary32/c", optimizer: "a", dialect: "b", format: "binary32",
      path: "fused",
      outcome: .mismatch(
        Mismatch(
          place: ValuePlace(
            RunPlace(step: 3, lane: Lane(tensor: 0, element: 5), slot: nil),
            tensorName: "w"),
          problem: nil, observed: "3f800000", exact: "-1.0000001234567890123456789e0",
          low: "bf800002", high: "bf800000", reference: "bf800001", minimalBudget: nil,
          outsideCount: 2, valueCount: 9)))
    let lines = FailureText(verdict, of: nil).lines(.plain)
    let points = lines.filter { $0.hasPrefix("    ") }.compactMap { line in
      line.firstIndex(of: ".").map { line.distance(from: line.startIndex, to: $0) }
    }
    #expect(points.count == 5 && Set(points).count == 1, "\(lines)")
    #expect(lines.joined().contains("κ* = ∞"))
    #expect(lines.joined().contains("on path fused"))
    #expect(lines.joined().contains("outside: 2 of the 9 values"))
  }

  @Test("cut numbers keep their exponent")
  func cutNumbers() {
    #expect(
      TrajectoryDocument.cut("-1.23456789012345e-123", to: 12) == "-1.234…e-123")
    #expect(TrajectoryDocument.cut("1.5e0", to: 12) == "1.5e0")
  }

  @Test("long lists of differences are cut")
  func longLists() {
    let all = (1...25).map { VectorDifference(path: "\($0)", problem: "differs") }
    let lines = PublicationText.differences(all, limit: 10)
    #expect(lines.count == 10)
    #expect(lines.last == "  and 16 more")
    #expect(PublicationText.differences(Array(all.prefix(10)), limit: 10).count == 10)
  }
}

/// Counts the elements of an XML document.
private final class ElementCounter: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  /// The names of the test cases.
  var names: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    counts[name, default: 0] += 1
    if name == "testcase" { names.append(attributes["name"] ?? "") }
  }
}

extension SplitMix64 {
  /// A report of up to a dozen cases.
  fileprivate mutating func report() async throws -> CheckReport {
    let verdicts = (0..<integer(in: 0...12)).map { verdict(number: $0) }
    return try await CheckReport(
      ImplementationDescription(
        name: awkwardText(), version: "1", language: "x", implements: []),
      dataVersion: "1.0.0", cases: [], verdicts: verdicts)
  }

  private mutating func verdict(number: Int) -> CaseVerdict {
    let optimizer = choice(["adam", "sgd"])
    let format = choice(["binary32", "bfloat16"])
    let outcome: CaseVerdict.Outcome
    switch integer(in: 0...3) {
    case 0:
      outcome = .conforms(
        Closeness(
          largestBudget: oneIn(4) ? .infinity : unit(), place: nil, observed: nil,
          valueCount: 10, referenceCount: integer(in: 0...10)))
    case 1:
      outcome = .mismatch(
        Mismatch(
          place: ValuePlace(
            RunPlace(step: 1, lane: Lane(tensor: 0, element: 0), slot: nil),
            tensorName: awkwardText()),
          problem: bool() ? awkwardText() : nil, observed: bool() ? "zz" : nil,
          exact: "nan",
          low: nil, high: nil, reference: "0000", minimalBudget: bool() ? unit() : nil,
          outsideCount: 1, valueCount: 1))
    case 2: outcome = .skipped(reason: awkwardText())
    default: outcome = .failed(message: awkwardText())
    }
    return CaseVerdict(
      caseID: "\(optimizer)/\(number)", optimizer: optimizer, dialect: "d",
      format: format,
      path: nil, outcome: outcome)
  }

  /// Text with what XML, JSON and terminals treat in a special way.
  private mutating func awkwardText() -> String {
    (0...integer(in: 0...6)).map { _ in
      choice([
        "a<b", "&amp;", "]]>", "\"", "'", "\u{1}", "\n", "\u{fffe}", "κ", "🦔", "\\",
      ])
    }.joined()
  }
}
