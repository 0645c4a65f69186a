import Adapters
import Adapters
import Bundled
import Foundation
import Testing
import Vectors
import Verdicts

/// The bundled library, or the program that `RMSPEC_ADAPTER` names, against
/// every golden vector that it claims: a test for each case.
///
///     RMSPEC_ADAPTER="python3 my_adapter.py" swift test --filter Conformance
@Suite(.serialized)
struct ImplementationConformanceTests {
  @Test(arguments: try await ImplementationUnderTest.cases())
  func conforms(_ selected: NamedCase) async throws {
    let verdict = try await ImplementationUnderTest.check().verdict(of: selected.value)
    switch verdict.outcome {
    case .conforms: break
    case .mismatch(let mismatch): Issue.record("\(selected): \(mismatch.testDescription)")
    case .failed(let message): Issue.record("\(selected): \(message)")
    case .skipped(let reason):
      withKnownIssue { Issue.record("\(selected) skipped: \(reason)") }
    }
  }
}

/// A case under a name that a test report can show.
struct NamedCase: Sendable, CustomTestStringConvertible, CustomStringConvertible {
  let value: ConformanceCheck.SelectedCase

  var description: String {
    [value.path, value.vectorCase.id].compactMap(\.self).joined(separator: ": ")
  }
  var testDescription: String { description }
}

extension Mismatch {
  /// The mismatch in a line.
  fileprivate var testDescription: String {
    let budget = minimalBudget.map { "\($0)" } ?? "none"
    return "step \(place.step), tensor \(place.tensorName), element \(place.element), "
      + "\(place.quantity): got \(observed ?? "nothing"), exact \(exact), "
      + "low \(low ?? "-"), high \(high ?? "-"), smallest sufficient budget \(budget)"
      + (problem.map { " (\($0))" } ?? "")
  }
}

/// What is under test, started once for all cases.
private enum ImplementationUnderTest {
  static func check() throws -> ConformanceCheck { try shared.get() }

  /// The cases; without an adapter those of thousands of steps are left to
  /// `rmspec check`, which an optimized build runs in seconds.
  static func cases() async throws -> [NamedCase] {
    let check = try check()
    let all = try await check.select(check.implementation.introduce())
    let isBundled = ProcessInfo.processInfo.environment["RMSPEC_ADAPTER"] == nil
    return all.filter { !isBundled || $0.vectorCase.generated == nil }
      .map(NamedCase.init)
  }

  private static let shared = Result<ConformanceCheck, any Error> {
    let library = try VectorLibrary(root: VectorLibrary.defaultRoot())
    let command = ProcessInfo.processInfo.environment["RMSPEC_ADAPTER"]
    let implementation: any Implementation =
      try command.map { try AdapterProcess($0) } ?? BundledImplementation()
    return ConformanceCheck(of: implementation, against: library)
  }
}
