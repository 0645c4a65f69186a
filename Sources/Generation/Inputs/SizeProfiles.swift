import Dialects
import Formats
import Oracle
import Scenarios

/// Profiles that differ in how many elements, tensors and extents there are.
enum SizeProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "large-tensor",
      "More elements than 2^16, and a remainder for every width: chunks and tails.",
      flags: ["Shapes"], coverage: .everyModeBinary64AndBinary32,
      checkpoints: delayed([2])
    ) { $0.periodic(shapes: [[65_551]]) },
    InputProfile(
      "chunks",
      "Tensors whose sizes are beside powers of two: 31, 1025 and 4099 elements.",
      flags: ["Shapes"], coverage: .everyModeBinary64AndBinary32,
      checkpoints: delayed([2])
    ) { $0.periodic(shapes: [[31], [1025], [4099]]) },
    InputProfile(
      "many-tensors", "Sixty-six tensors of one element, more than any batch of 64.",
      flags: ["Shapes"], coverage: .binary32,
      onlyIf: { $0.dialect == .standard($0.dialect.optimizer) }, checkpoints: delayed([2])
    ) { $0.manyTensors(66) },
    InputProfile(
      "ranks",
      "Tensors of no, two, three and four extents, some of which are 1, and an empty one.",
      flags: ["Shapes"], coverage: .everyMode, checkpoints: delayed([2])
    ) {
      $0.run(
        steps: 2,
        groups: [
          .init(
            [:],
            [
              "empty": [0, 2], "scalar": [], "matrix": [2, 3], "cube": [2, 1, 3],
              "four": [2, 2, 1, 2],
            ])
        ])
    },
  ]
}

extension InputContext {
  /// Tensors of many elements that have three values in turn.
  fileprivate mutating func periodic(shapes: [[Int]]) -> Scenario {
    let group = Scenario.Group(
      hyperparameters: hyperparameters(),
      tensors: shapes.enumerated().map { index, shape in
        Scenario.Tensor(
          name: "size-\(shape[0])", shape: shape,
          initial: ([0] + spread(2, from: 0x1p-3, to: 1)).map(bits), isPeriodic: true)
      })
    return scenario(
      groups: [group],
      steps: lasting(2).map { step in
        ScenarioStep(
          gradients: shapes.map { _ in
            .dense(spread(3, at: step, from: 0x1p-3, to: 1).map(bits))
          }, learningRates: [group.hyperparameters[.learningRate]])
      })
  }

  /// Tensors of one element each.
  fileprivate mutating func manyTensors(_ count: Int) -> Scenario {
    let group = Scenario.Group(
      hyperparameters: hyperparameters(),
      tensors: (0..<count).map { index in
        tensor("tensor-\(index)", [1], spread(1, from: 0x1p-3, to: 1))
      })
    return scenario(
      groups: [group],
      steps: lasting(2).map { step in
        ScenarioStep(
          gradients: (0..<count).map { _ in
            .dense(spread(1, at: step, from: 0x1p-3, to: 1).map(bits))
          }, learningRates: [group.hyperparameters[.learningRate]])
      })
  }
}
