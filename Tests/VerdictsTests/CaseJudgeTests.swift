import Dialects
import Formats
import Generation
import Scenarios
import Testing
import Vectors
import _TestSupport

@testable import Verdicts

@Suite("The judge")
struct CaseJudgeTests {
  /// A case of one Adam step on two tensors, and its right answer.
  private static func example() throws -> (VectorCase, [Checkpoint<UInt64>]) {
    let format = FloatFormat.binary32
    func tensor(_ name: String, _ count: Int) -> Scenario.Tensor {
      Scenario.Tensor(
        name: name, shape: [count],
        initial: (0..<count).map { format.encode(Double($0) + 1) })
    }
    let group = Scenario.Group(
      hyperparameters: try Hyperparameters(
        .adam, [.learningRate: 0.1, .beta1: 0.5, .beta2: 0.75, .epsilon: 0.1]),
      tensors: [tensor("first", 2), tensor("second", 3)])
    let gradients = [2, 3].map { count in
      StepGradient.dense((0..<count).map { format.encode(Double($0) - 0.5) })
        as StepGradient?
    }
    let scenario = Scenario(
      dialect: .standard(.adam), scalars: .wide, storage: format, arithmetic: format,
      groups: [group],
      steps: .listed(
        (1...3).map { _ in ScenarioStep(gradients: gradients, learningRates: [0.1]) }))
    let vectorCase = VectorCase(
      id: "adam/standard/binary32/x", section: "5", flags: [], comment: "",
      scenario: scenario,
      expected: try scenario.expectation(checkpoints: [1, 3], budget: 4))
    return (vectorCase, scenario.roundedReading(checkpoints: [1, 3]))
  }

  private func outcome(
    comparesState: Bool = true, unreadable: [RunPlace: String] = [:],
    _ change: (inout [Checkpoint<UInt64>]) -> Void = { _ in }
  ) throws -> CaseVerdict.Outcome {
    var (vectorCase, answer) = try Self.example()
    change(&answer)
    return CaseJudge(vectorCase, comparesState: comparesState)
      .outcome(of: .result(answer, unreadable: unreadable))
  }

  private func mismatch(_ outcome: CaseVerdict.Outcome) throws -> Mismatch {
    guard case .mismatch(let mismatch) = outcome else {
      throw CaseSkip(reason: "\(outcome)")
    }
    return mismatch
  }

  @Test("does not let pass what admits everything")
  func nothingCompared() throws {
    var (vectorCase, answer) = try Self.example()
    func open(_ values: [ExpectedValue]) -> [ExpectedValue] {
      values.map {
        ExpectedValue(
          exact: $0.exact, nearest: $0.nearest, enclosure: BudgetEnclosure(nil),
          reference: $0.reference, unit: $0.unit)
      }
    }
    vectorCase.expected = vectorCase.expected.map { checkpoint in
      Checkpoint(
        step: checkpoint.step,
        tensors: checkpoint.tensors.map { tensor in
          TensorValues(
            parameter: open(tensor.parameter),
            state: tensor.state.map { ($0.slot, open($0.values)) })
        })
    }
    let outcome = CaseJudge(vectorCase, comparesState: true)
      .outcome(of: .result(answer, unreadable: [:]))
    guard case .nothingCompared = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test("counts the values of a right answer, with state or without")
  func rightAnswer() throws {
    for (comparesState, count) in [(true, 30), (false, 10)] {
      guard case .conforms(let closeness) = try outcome(comparesState: comparesState)
      else {
        Issue.record("the reference is rejected")
        continue
      }
      #expect(closeness.valueCount == count && closeness.referenceCount == count)
      #expect(closeness.largestBudget <= 1)
    }
  }

  @Test("names the earliest quantity that is wrong, and counts up to its checkpoint")
  func earliest() throws {
    let wrong = try mismatch(
      outcome { answer in
        answer[0] = answer[0].replacing(.secondMoment, of: 1, at: 2, with: 0x7fc0_0000)
        answer[0] = answer[0].replacing(nil, of: 1, at: 0, with: 0)
        answer[1] = answer[1].replacing(nil, of: 0, at: 0, with: 0)
      })
    #expect(
      wrong.place.place
        == RunPlace(step: 1, lane: Lane(tensor: 1, element: 2), slot: .secondMoment))
    #expect(wrong.place.tensorName == "second")
    #expect(wrong.outsideCount == 2 && wrong.valueCount == 15)
    #expect(wrong.observed == "7fc00000" && wrong.minimalBudget == nil)
    // State that is not claimed is not compared.
    let parameter = try mismatch(
      outcome(comparesState: false) { answer in
        answer[0] = answer[0].replacing(.secondMoment, of: 1, at: 2, with: 0x7fc0_0000)
        answer[1] = answer[1].replacing(nil, of: 0, at: 0, with: 0)
      })
    #expect(parameter.place.step == 3 && parameter.place.quantity == "parameter")
    #expect(try #require(parameter.minimalBudget) > 1000)
  }

  @Test("takes what is missing or unreadable for a mismatch of that value")
  func missing() throws {
    let absent = try mismatch(
      outcome { $0[0] = $0[0].replacing(.firstMoment, of: 0, with: nil) })
    #expect(absent.problem == "no values were answered, expected 2")
    #expect(absent.outsideCount == 2 && absent.observed == nil)
    let short = try mismatch(outcome { $0[0] = $0[0].replacing(nil, of: 1, with: [1]) })
    #expect(short.problem == "1 values were answered, expected 3")
    let place = RunPlace(step: 1, lane: Lane(tensor: 0, element: 1), slot: nil)
    let unreadable = try mismatch(outcome(unreadable: [place: "3F"]))
    #expect(unreadable.problem == "\"3F\" is not 8 lower-case hexadecimal digits")
    #expect(unreadable.observed == "3F" && unreadable.place.place == place)
  }

  @Test("takes a checkpoint that cannot be compared for a failure")
  func incomplete() throws {
    for (change, part) in [
      ({ $0.removeLast() }, "the answer has no checkpoint for step 3"),
      (
        { $0[1] = Checkpoint(step: 3, tensors: [$0[1].tensors[0]]) },
        "step 3: 1 tensors were answered, expected 2"
      ),
    ] as [((inout [Checkpoint<UInt64>]) -> Void, String)] {
      guard case .failed(let message) = try outcome(change) else {
        Issue.record("it is compared")
        continue
      }
      #expect(message == part)
    }
  }

  @Test("admits what lies between the bounds, and nothing else")
  func admission() {
    let failure = counterexample(in: 3000) { random in
      let format = random.choice([FloatFormat.binary16, .bfloat16, .e4m3, .e5m2])
      let values = (0..<3).map { _ in random.next() & format.bitMask }
      let numbers = values.map(format.decode)
      let enclosure = BudgetEnclosure(.init(low: values[0], high: values[1]))
      let expected =
        numbers[0].isNaN || numbers[1].isNaN
        ? numbers[0].isNaN && numbers[2].isNaN
        : numbers[0] <= numbers[2] && numbers[2] <= numbers[1]
      return enclosure.admits(values[2], in: format) == expected
        ? nil : "\(format) \(numbers)"
    }
    #expect(failure == nil)
    let zero = BudgetEnclosure(.init(low: 0, high: 0))
    #expect(zero.admits(0x8000, in: .binary16) && !zero.admits(1, in: .binary16))
    #expect(BudgetEnclosure(nil).admits(0x7e00, in: .binary16))
  }
}

extension Checkpoint<UInt64> {
  /// The same with other values of a quantity of a tensor, or without them.
  fileprivate func replacing(
    _ slot: StateSlot?, of tensor: Int, with values: [UInt64]?
  ) -> Checkpoint<UInt64> {
    var tensors = tensors
    let old = tensors[tensor]
    tensors[tensor] = TensorValues(
      parameter: slot == nil ? values ?? [] : old.parameter,
      state: old.state.compactMap { entry in
        entry.slot != slot ? entry : values.map { (entry.slot, $0) }
      })
    return Checkpoint(step: step, tensors: tensors)
  }

  /// The same with another value of one element.
  fileprivate func replacing(
    _ slot: StateSlot?, of tensor: Int, at element: Int, with bits: UInt64
  ) -> Checkpoint<UInt64> {
    var values = tensors[tensor].values(of: slot) ?? []
    values[element] = bits
    return replacing(slot, of: tensor, with: values)
  }
}
