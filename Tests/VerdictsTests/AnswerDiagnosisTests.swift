import Deviations
import Dialects
import Formats
import Generation
import Oracle
import Scenarios
import Testing
import Vectors

@testable import Verdicts

/// Mistakes in passing numbers on are named; wrong formulas are not taken for them.
@Suite("A mismatch is recognized")
struct AnswerDiagnosisTests {
  private static func vectorCase(_ id: String) throws -> VectorCase {
    let library = try VectorLibrary(root: VectorLibrary.defaultRoot())
    let entry = try #require(library.manifest.files.first { id.hasPrefix($0.idPrefix) })
    return try #require(try library.load(entry).cases.first { $0.id == id })
  }

  private func diagnosis(
    _ vectorCase: VectorCase, _ answer: [Checkpoint<UInt64>], foreign: [String] = []
  ) -> AnswerDiagnosis? {
    let outcome = CaseJudge(vectorCase, comparesState: true)
      .outcome(of: .result(answer, foreignSlots: foreign))
    guard case .mismatch(let mismatch) = outcome else { return nil }
    return mismatch.diagnosis
  }

  private func reference(
    _ vectorCase: VectorCase, shift: Int = 0
  ) -> [Checkpoint<UInt64>] {
    let steps = vectorCase.expected.map(\.step)
    let reading = vectorCase.scenario.roundedReading(
      checkpoints: Array(1...vectorCase.scenario.steps.count))
    return steps.compactMap { step in
      let wanted = min(max(step + shift, 1), reading.count)
      return Checkpoint(step: step, tensors: reading[wanted - 1].tensors)
    }
  }

  @Test("as reversed bytes", arguments: ["binary64", "binary32", "binary16"])
  func bytes(format: String) throws {
    let vectorCase = try Self.vectorCase("rmsprop/standard/\(format)/ordinary")
    let width = vectorCase.scenario.storage.bitWidth
    let answer = reference(vectorCase).mapValues { $0.byteSwapped >> UInt64(64 - width) }
    #expect(diagnosis(vectorCase, answer) == .reversedBytes)
  }

  @Test("as state of the other sign")
  func sign() throws {
    let vectorCase = try Self.vectorCase("adam/standard/binary32/ordinary")
    let answer = reference(vectorCase).negating([.firstMoment], in: .binary32)
    #expect(diagnosis(vectorCase, answer) == .negatedState)
  }

  @Test("as tensors in another order")
  func order() throws {
    let vectorCase = try Self.vectorCase("adam/standard/binary32/groups")
    let answer = reference(vectorCase).map {
      Checkpoint(step: $0.step, tensors: $0.tensors.reversed())
    }
    #expect(vectorCase.scenario.tensors.count > 1)
    #expect(diagnosis(vectorCase, answer) == .swappedTensors)
  }

  @Test("as the values of another step")
  func steps() throws {
    let vectorCase = try Self.vectorCase("adam/standard/binary32/ordinary")
    #expect(diagnosis(vectorCase, reference(vectorCase, shift: -1)) == .oneStepEarly)
    #expect(diagnosis(vectorCase, reference(vectorCase, shift: 1)) == .oneStepLate)
  }

  @Test("as state by other names, which are told")
  func names() throws {
    let vectorCase = try Self.vectorCase("adam/standard/binary32/ordinary")
    let answer = reference(vectorCase).map { checkpoint in
      Checkpoint(
        step: checkpoint.step,
        tensors: checkpoint.tensors.map {
          TensorValues(parameter: $0.parameter, state: [])
        })
    }
    #expect(diagnosis(vectorCase, answer, foreign: ["exp_avg"]) == .foreignSlots)
    // Without a name nothing is known.
    #expect(diagnosis(vectorCase, answer) == nil)
    // A name beside the slots has nothing to do with a wrong value.
    let wrong = reference(vectorCase).mapValues { $0 ^ 0x0010_0000 }
    #expect(diagnosis(vectorCase, wrong, foreign: ["step"]) == nil)
  }

  @Test("as a scalar without its element")
  func scalars() throws {
    let vectorCase = try Self.vectorCase("adam/standard/binary32/ranks")
    let scenario = vectorCase.scenario
    let answer = reference(vectorCase).map { checkpoint in
      Checkpoint(
        step: checkpoint.step,
        tensors: zip(checkpoint.tensors, scenario.tensors).map { values, tensor in
          guard tensor.shape.isEmpty else { return values }
          return TensorValues(
            parameter: [], state: values.state.map { ($0.slot, []) })
        })
    }
    #expect(diagnosis(vectorCase, answer) == .missingScalars)
  }

  @Test("as another step only where that step has bounds")
  func unboundedSteps() throws {
    // In the second step g + λθ cancels, and v is its square: 0/0, without ε.
    let inputs: [(gradient: Double, rate: Double)] = [(1, 0), (-0.5, 0.5)]
    let group = Scenario.Group(
      hyperparameters: try Hyperparameters(
        .rmsprop, [.learningRate: 0.5, .decay: 0, .weightDecay: 1]),
      tensors: [
        Scenario.Tensor(
          name: "w", shape: [1], initial: [FloatFormat.binary32.encode(0.5)])
      ])
    let scenario = Scenario(
      dialect: .standard(.rmsprop), scalars: .wide, storage: .binary32,
      arithmetic: .binary32, groups: [group],
      steps: .listed(
        inputs.map { input in
          ScenarioStep(
            gradients: [[FloatFormat.binary32.encode(input.gradient)]],
            learningRates: [input.rate])
        }))
    let text = FileDraft.text(scenario, name: "mine", comment: "One.", checkpoints: [1])
    let vectorCase = try VectorFile(completing: FileDraft(parsing: text.utf8)).cases[0]
    let bounds = scenario.budgetReading(budget: 4, checkpoints: [1, 2]).map {
      $0.tensors[0].parameter[0].bounds
    }
    #expect(bounds[0] != nil && bounds[1] == nil)
    let answer = reference(vectorCase).mapValues { $0 ^ 0x0010_0000 }
    let outcome = CaseJudge(vectorCase, comparesState: false).outcome(of: .result(answer))
    guard case .mismatch(let mismatch) = outcome else {
      Issue.record("a wrong value is \(outcome)")
      return
    }
    #expect(mismatch.diagnosis == nil)
  }

  @Test("as none of these where the formula is wrong")
  func formulas() throws {
    let vectorCase = try Self.vectorCase("adam/standard/binary32/ordinary")
    let dialect = vectorCase.scenario.dialect
    var rejected = 0
    for fault in FaultCatalogue.all where fault.applies(dialect) {
      let answer = fault.execution(of: vectorCase.scenario)
        .completeReading(checkpoints: vectorCase.expected.map(\.step))
      let outcome = CaseJudge(vectorCase, comparesState: true).outcome(
        of: .result(answer))
      guard case .mismatch(let mismatch) = outcome else { continue }
      rejected += 1
      #expect(mismatch.diagnosis == nil, "\(fault.id): \(mismatch.diagnosis!)")
    }
    #expect(rejected > 60)
  }
}
