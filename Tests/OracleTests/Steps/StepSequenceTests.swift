import Dialects
import Formats
import Oracle
import Scenarios
import Testing

/// Steps that are listed, and steps that are drawn.
@Suite struct StepSequenceTests {
  private func scenario(_ steps: StepSequence) throws -> Scenario {
    let format = FloatFormat.bfloat16
    func group(_ rate: Double, _ counts: [Int]) throws -> Scenario.Group {
      Scenario.Group(
        hyperparameters: try Hyperparameters(.sgd, [.learningRate: rate]),
        tensors: counts.map {
          Scenario.Tensor(
            name: "w", shape: [$0], initial: Array(repeating: 0, count: $0))
        })
    }
    return Scenario(
      dialect: .standard(.sgd), scalars: .wide, storage: format, arithmetic: format,
      groups: [try group(0.5, [2, 0]), try group(0.25, [1])], steps: steps)
  }

  @Test("drawn steps are the listed ones with the same gradients")
  func equivalence() throws {
    let generator = GradientGenerator(seed: 99, bits: 8, exponent: -4)
    let drawn = try scenario(
      .generated(count: 5, learningRates: [0.5, 0.25], gradients: generator))
    var copy = generator
    var steps: [ScenarioStep] = []
    for _ in 0..<5 {
      // Tensor by tensor, and element by element.
      let gradients: [[UInt64]?] = [2, 0, 1].map { count in
        (0..<count).map { _ in copy.next(in: .bfloat16) }
      }
      steps.append(ScenarioStep(gradients: gradients, learningRates: [0.5, 0.25]))
    }
    let listed = try scenario(.listed(steps))
    #expect(drawn.steps.count == 5 && listed.steps.count == 5)
    let readings = [drawn, listed].map { scenario in
      scenario.roundedReading(checkpoints: [1, 5]).map { $0.tensors.map(\.parameter) }
    }
    #expect(readings[0] == readings[1])
    #expect(readings[0][0] != readings[0][1])
  }

  @Test("steps are numbered from 1, and there may be none")
  func numbers() throws {
    let generator = GradientGenerator(seed: 1, bits: 4, exponent: 0)
    for count in [0, 1, 3] {
      let scenario = try scenario(
        .generated(count: count, learningRates: [0.5, 0.25], gradients: generator))
      var numbers: [Int] = []
      scenario.forEachStep { number, _ in numbers.append(number) }
      #expect(numbers == Array(0..<count).map { $0 + 1 })
    }
  }

  @Test("a step that is not there has no checkpoint")
  func checkpoints() throws {
    let generator = GradientGenerator(seed: 1, bits: 4, exponent: 0)
    let scenario = try scenario(
      .generated(count: 3, learningRates: [0.5, 0.25], gradients: generator))
    #expect(
      scenario.roundedReading(checkpoints: [9, 3, 0, 1, 3]).map(\.step) == [1, 3])
    #expect(scenario.roundedReading(checkpoints: []).isEmpty)
  }

  @Test("restoring changes nothing")
  func restoring() throws {
    let gradients: [[UInt64]?] = [[0x3f80, 0x4000], [], [0xbf80]]
    func reading(_ restores: Bool) throws -> [[[UInt64]]] {
      let steps = (0..<3).map { index in
        ScenarioStep(
          gradients: gradients, learningRates: [0.5, 0.25],
          before: .init(restores: restores && index == 1))
      }
      return try scenario(.listed(steps)).roundedReading(checkpoints: [1, 2, 3]).map {
        $0.tensors.map(\.parameter)
      }
    }
    #expect(try reading(true) == reading(false))
  }
}
