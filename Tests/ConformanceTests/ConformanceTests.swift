import Adapters
import Bundled
import Foundation
import Testing
import Vectors
import Verdicts

/// The bundled library, or the program that `RMSPEC_ADAPTER` names, against every golden
/// vector that it claims: a test for each file, and a line that sums up.
///
///     swift test --filter Conformance
///     RMSPEC_ADAPTER="python3 my_adapter.py" swift test --filter Conformance
@Suite("Conformance", .serialized)
struct ConformanceTests {
  @Test("of every case of a file", arguments: try await Subject.shared().files)
  func conforms(_ file: CaseFile) async throws {
    let subject = try await Subject.shared()
    for verdict in try await subject.check.run(file.cases) {
      await subject.tally.add(verdict)
      switch verdict.outcome {
      case .conforms: break
      case .mismatch(let mismatch):
        Issue.record("\(verdict.title): \(mismatch.line)")
      case .failed(let message): Issue.record("\(verdict.title): \(message)")
      case .nothingCompared: break
      case .skipped(let reason):
        // Another program may decline; the library is to give everything.
        guard subject.isForeign else {
          Issue.record("\(verdict.title) skipped: \(reason)")
          break
        }
        withKnownIssue { Issue.record("\(verdict.title) skipped: \(reason)") }
      }
    }
  }

  @Test("comes to a verdict")
  func verdict() async throws {
    let subject = try await Subject.shared()
    await subject.check.implementation.finish()
    let line = await subject.tally.line(subject.description)
    print(line)
    #expect(await subject.tally.conforming > 0, "\(line)")
  }
}

/// The cases of one file that are asked on one code path, under a name that a test report
/// can show.
struct CaseFile: Sendable, CustomTestStringConvertible {
  let name: String
  let cases: [ConformanceCheck.SelectedCase]

  var testDescription: String { name }
}

/// What is under test, started once for all cases.
private struct Subject {
  let check: ConformanceCheck
  let description: ImplementationDescription
  let files: [CaseFile]
  /// Whether it is the program that `RMSPEC_ADAPTER` names.
  let isForeign: Bool
  let tally = Tally()

  private static let task = Task<Subject, any Error> { try await Subject() }

  static func shared() async throws -> Subject { try await task.value }

  private init() async throws {
    let command = ProcessInfo.processInfo.environment["RMSPEC_ADAPTER"]
    let implementation: any Implementation =
      try command.map { try AdapterProcess($0) } ?? BundledImplementation()
    isForeign = command != nil
    check = ConformanceCheck(
      of: implementation, against: try VectorLibrary(root: VectorLibrary.defaultRoot()))
    description = try await implementation.introduce()
    var files: [CaseFile] = []
    for selected in try await check.select(description) {
      // Unoptimized, thousands of generated steps or elements take minutes: `make run` has them all.
      if command == nil, case .generated = selected.vectorCase.scenario.steps { continue }
      if command == nil, selected.vectorCase.scenario.isPeriodic { continue }
      let name = [selected.path, selected.file].compactMap(\.self)
        .joined(separator: ": ")
      if let index = files.firstIndex(where: { $0.name == name }) {
        files[index] = CaseFile(name: name, cases: files[index].cases + [selected])
      } else {
        files.append(CaseFile(name: name, cases: [selected]))
      }
    }
    self.files = files
  }
}

/// Counts what became of cases.
private actor Tally {
  private(set) var conforming = 0
  private var mismatched = 0
  private var failed = 0
  private var skipped = 0
  private var largestBudget = 0.0

  func add(_ verdict: CaseVerdict) {
    switch verdict.outcome {
    case .conforms(let closeness):
      conforming += 1
      largestBudget = max(largestBudget, closeness.largestBudget)
    case .mismatch: mismatched += 1
    case .failed: failed += 1
    case .skipped, .nothingCompared: skipped += 1
    }
  }

  /// The verdict in a line.
  func line(_ description: ImplementationDescription) -> String {
    let parts = [(mismatched, "mismatched"), (failed, "failed"), (skipped, "skipped")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let verdict =
      mismatched + failed > 0
      ? "does not conform" : conforming > 0 ? "conforms" : "nothing ran"
    let budget = (largestBudget * 100).rounded() / 100
    return "\(description.name) \(description.version) \(verdict): "
      + (["\(conforming) cases conform, κ* at most about \(budget)"] + parts)
      .joined(separator: ", ")
  }
}

extension CaseVerdict {
  /// The code path and the case.
  fileprivate var title: String {
    [path, caseID].compactMap(\.self).joined(separator: ": ")
  }
}

extension Mismatch {
  /// The mismatch in a line.
  fileprivate var line: String {
    let budget = minimalBudget.map { "\($0)" } ?? "none"
    return "step \(place.step), tensor \(place.tensorName), element \(place.element), "
      + "\(place.quantity): got \(observed ?? "nothing"), exact \(exact), "
      + "low \(low ?? "-"), high \(high ?? "-"), smallest sufficient budget \(budget)"
      + (problem.map { " (\($0))" } ?? "")
  }
}
