import Dialects
import Formats
import Foundation
import HonestOrders
import Oracle
import Rules
import Testing

@testable import Scenarios
@testable import Studies
@testable import Vectors
@testable import Verdicts

/// Who flushes subnormal numbers to zero is judged by the bounds that are published for it.
struct FlushedSubnormalsTests {
  /// The cases with the extremes of a format, of every dialect in it.
  private static func cases(_ format: FloatFormat) async throws -> [VectorCase] {
    let library = try VectorLibrary(root: VectorLibrary.defaultRoot())
    return try await library.files { $1 == format }.flatMap(\.cases).filter {
      $0.id.contains("/extremes")
    }
  }

  private static func tally(
    _ vectorCase: VectorCase, flushing: OperationRounding.Flushing, by bounds: Bool
  ) -> (outside: Int, all: Int) {
    var procedure = Procedure()
    procedure.rounding.flushing = flushing
    let answer = Execution(of: vectorCase.scenario, by: procedure)
      .roundedReading(checkpoints: vectorCase.expected.map(\.step))
    let enclosures = vectorCase.expected.map { checkpoint in
      Checkpoint(
        step: checkpoint.step,
        tensors: checkpoint.tensors.map { tensor in
          tensor.map { value, _ in value.enclosure(flushing: bounds) }
        })
    }
    return AnswerWalk(vectorCase.scenario, expecting: enclosures, state: .required)
      .tally(of: answer)
  }

  @Test(
    "all that flushing operands, results or both gives is admitted by the flushed bounds",
    arguments: [FloatFormat.binary64, .binary32, .bfloat16])
  func admitted(format: FloatFormat) async throws {
    let cases = try await Self.cases(format)
    #expect(cases.count > 80)
    var rejectedByOthers = 0
    for vectorCase in cases {
      for flushing in OperationRounding.Flushing.allCases {
        let (outside, all) = Self.tally(vectorCase, flushing: flushing, by: true)
        #expect(outside == 0 && all > 0, "\(vectorCase.id), \(flushing)")
        rejectedByOthers += Self.tally(vectorCase, flushing: flushing, by: false).outside
      }
    }
    // Bounds that are the same for all would not need to be published.
    #expect(rejectedByOthers > 100)
  }

  @Test("a wrong formula is no more admitted than elsewhere")
  func wrongFormula() async throws {
    let cases = try await Self.cases(.binary32)
    let adam = try #require(cases.first { $0.id == "adam/standard/binary32/extremes" })
    var procedure = Procedure()
    procedure.program = { program, context in
      Program(
        dialect: context.dialect.with(EpsilonFrame.raw),
        hyperparameters: context.hyperparameters, isFirst: context.isFirst,
        isRectified: context.isRectified)
    }
    procedure.clock = { $0.specified + 1 }
    let answer = Execution(of: adam.scenario, by: procedure)
      .roundedReading(checkpoints: adam.expected.map(\.step))
    let verdict = CaseJudge(adam, comparesState: true, flushes: true)
      .outcome(of: .result(answer))
    guard case .mismatch = verdict else {
      Issue.record("\(verdict)")
      return
    }
  }
}
