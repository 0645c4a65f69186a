import Formats
import Identification
import Testing
import Verdicts

@testable import Reports
@testable import rmspec

/// What `explain` shows of a case, and what it comes to.
@Suite struct ExplainTests {
  private static let id = "rmsprop/standard/binary32/one"

  @Test("a wrong answer is shown digit by digit")
  func wrongAnswer() async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let adapter = try FakeAdapter.write(
      to: folder, one: FakeAdapter.wrong, two: FakeAdapter.right)
    let words = ["explain", Self.id, "--vectors", vectors, "--adapter", adapter]
    let run = await Run(words)
    #expect(run.status == .mismatch, "\(run.output)\(run.errors)")
    let lines = run.output.split(separator: "\n").map(String.init)
    let exact = try #require(
      lines.first { $0.contains("parameter") && $0.contains("exact") })
    let index = try #require(lines.firstIndex(of: exact))
    let (got, mark) = (lines[index + 1], lines[index + 2])
    #expect(got.contains("2.0000000000000000e0") && got.contains(", outside"))
    // The mark is below the first digit that differs.
    let column = try #require(mark.firstIndex(of: "^")).utf16Offset(in: mark)
    let (left, right) = (Array(exact), Array(got))
    #expect(left[column] != right[column])
    let number = try #require(exact.range(of: "exact  ")).upperBound
    let start = exact.distance(from: exact.startIndex, to: number)
    #expect(left[start..<column] == right[start..<column])
    for part in [
      "step 1", "η = 0.1", "t = 1", "g = 1.0", "scalars of step 1", "1 − ρ", "θ ←",
      "wrong since step 1: parameter of w, element 0",
    ] {
      #expect(run.output.contains(part), "\(run.output)")
    }
    let json = try await Run(words + ["--json"]).json(Explanation.self)
    #expect(json.first?.step == 1 && json.caseID == Self.id)
  }

  @Test("the bundled library is inside")
  func bundled() async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let run = await Run(["explain", Self.id, "--vectors", vectors])
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains(", inside") && !run.output.contains(", outside"))
    let faulty = await Run(["explain", Self.id, "--vectors", vectors, "--fault", "null"])
    #expect(faulty.status == .mismatch)
    #expect(faulty.output.contains(", outside"))
  }

  @Test("failures and refusals are told apart")
  func failures() async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    for (answer, status) in [
      (FakeAdapter.fail, ProgramStatus.adapter), (FakeAdapter.decline, .nothingRan),
    ] {
      let adapter = try FakeAdapter.write(
        to: folder, one: answer, two: FakeAdapter.right)
      let run = await Run([
        "explain", Self.id, "--vectors", vectors, "--adapter", adapter,
      ])
      #expect(run.status == status)
      #expect(run.errorLines.count == 1)
    }
  }

  @Test(
    "mistakes are one line",
    arguments: [
      (["rmsprop/standard/binary32/on"], "did you mean \"one\""),
      ([id, "--steps", "2-1"], "give a step or first-last, from 1 to 1"),
      ([id, "--steps", "0-1"], "give a step or first-last, from 1 to 1"),
      ([id, "--element", "1"], "has 1 elements, from 0"),
      ([id, "--tensor", "v"], "unknown tensor of the case"),
      ([id, "--fault", "nul"], "did you mean \"null\""),
      ([id, "--path", "fused"], "has no code paths"),
    ])
  func mistakes(words: [String], part: String) async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let run = await Run(["explain"] + words + ["--vectors", vectors])
    #expect(run.status == .usage, "\(run.output)\(run.errors)")
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains(part), "\(run.errors)")
  }

  @Test(
    "exact digits are rounded",
    arguments: [
      ("1.23456789012345678901234567890e-2", " 1.234568e-2"),
      ("-9.99999999000000000000000000000e5", "-1.000000e6"),
      ("0", " 0"), ("-inf", "-inf"), ("nan", " nan"),
      ("1.00000050000000000000000000000e0", " 1.000001e0"),
    ])
  func exactDigits(exact: String, text: String) {
    #expect(DigitText(exact: exact, digits: 7).text == text)
  }
}
