import Dialects
import Formats
import Foundation
import Oracle
import Scenarios

@testable import Generation
@testable import Vectors

/// Golden vectors of two cases with one element each.
enum TinyVectors {
  /// Writes the vectors below `name` of a folder and returns their path.
  ///
  /// - Parameter isNarrow: Whether the bounds admit the reference only.
  static func write(
    to folder: Folder, _ name: String = "Vectors", narrow isNarrow: Bool = false
  ) throws -> String {
    let published = try PublishedDialect.find(.rmsprop, named: "standard")
    var cases = try ["one", "two"].map { try vectorCase($0, published.dialect) }
    if isNarrow {
      for index in cases.indices {
        cases[index].expected = cases[index].expected.map(\.narrow)
      }
    }
    let file = VectorFile(
      dialect: published.dialect, format: .binary32, notes: [:], cases: cases)
    try folder.write(file.canonicalText(), to: "\(name)/\(file.path)")
    let manifest = VectorManifest(
      files: [
        .init(
          published: published, format: .binary32,
          sha256: SHA256.hexadecimal(of: file.canonicalText().utf8), cases: 2)
      ])
    try folder.write(manifest.canonicalText(), to: "\(name)/manifest.json")
    return folder.path(name)
  }

  private static func vectorCase(_ name: String, _ dialect: Dialect) throws -> VectorCase
  {
    let one = FloatFormat.binary32.encode(1)
    let scenario = Scenario(
      dialect: dialect, scalars: .wide, storage: .binary32, arithmetic: .binary32,
      groups: [
        Scenario.Group(
          hyperparameters: try Hyperparameters(
            .rmsprop, [.learningRate: 0.1, .decay: 0.9, .epsilon: 1e-8]),
          tensors: [Scenario.Tensor(name: "w", shape: [1, 1], initial: [one])])
      ],
      steps: .listed([ScenarioStep(gradients: [[one]], learningRates: [0.1])]))
    return VectorCase(
      id: "rmsprop/standard/binary32/\(name)", section: "4", flags: [],
      comment: "The case & <\(name)>.", scenario: scenario,
      expected: try scenario.expectation(checkpoints: [1], budget: 4))
  }
}

extension Checkpoint<ExpectedValue> {
  /// The same with bounds of parameters that admit the reference only.
  fileprivate var narrow: Checkpoint<ExpectedValue> {
    Checkpoint(
      step: step,
      tensors: tensors.map { tensor in
        tensor.map { value, slot in
          guard slot == nil else { return value }
          var value = value
          value.enclosure = BudgetEnclosure(
            .init(low: value.reference, high: value.reference))
          return value
        }
      })
  }
}
