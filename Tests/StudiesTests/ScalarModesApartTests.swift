import Dialects
import Formats
import Oracle
import Scenarios
import Testing

@testable import Studies
@testable import Vectors
@testable import Verdicts

/// The modes of scalars (SPEC §1.1) are told apart by the vectors.
struct ScalarModesApartTests {
  /// The cases of a mode in a file.
  private static func cases(
    _ mode: Scenario.ScalarPrecision, _ path: String
  ) throws -> [VectorCase] {
    let library = try VectorLibrary(root: VectorLibrary.defaultRoot())
    let entry = try #require(library.manifest.files.first { $0.path == path })
    return try library.load(entry).cases.filter { $0.scenario.scalars == mode }
  }

  /// Whether a case rejects who computes scalars in another mode.
  private static func rejects(
    _ mode: Scenario.ScalarPrecision, _ vectorCase: VectorCase
  ) -> Bool {
    let scenario = vectorCase.scenario.carriedOut(
      as: vectorCase.scenario.dialect, scalars: mode)
    let answer = Execution(of: scenario).completeReading(
      checkpoints: vectorCase.expected.map(\.step))
    return AnswerWalk(
      vectorCase.scenario, expecting: vectorCase.expected, state: .required
    )
    .firstDeparture(of: answer) != nil
  }

  /// Pairs of which the first is admitted where the second is asked: its errors are fewer,
  /// so that every enclosure of the second contains what it gives.
  private static let admitted: [(Scenario.ScalarPrecision, Scenario.ScalarPrecision)] = [
    (.wide, .wideConstants), (.wide, .wideConstantsProducts),
    (.wideConstants, .wideConstantsProducts), (.working, .workingProducts),
  ]

  @Test(
    "each mode is rejected where another is asked, unless it errs less",
    arguments: ["adam/standard/binary32.json", "nadam/constant-momentum/binary32.json"])
  func apart(path: String) throws {
    for asked in Scenario.ScalarPrecision.allCases {
      let cases = try Self.cases(asked, path)
      #expect(cases.count > 5, "\(asked)")
      for mode in Scenario.ScalarPrecision.allCases where mode != asked {
        if Self.admitted.contains(where: { $0 == (mode, asked) }) { continue }
        #expect(
          cases.contains { Self.rejects(mode, $0) }, "\(mode) where \(asked) is asked")
      }
    }
  }

  @Test(
    "nobody is rejected in its own mode", arguments: Scenario.ScalarPrecision.allCases)
  func own(mode: Scenario.ScalarPrecision) throws {
    for vectorCase in try Self.cases(mode, "adam/standard/binary32.json") {
      #expect(!Self.rejects(mode, vectorCase), "\(vectorCase.id)")
    }
  }
}
