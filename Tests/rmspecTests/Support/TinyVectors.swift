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
    let path = "rmsprop/standard/binary32.json"
    var cases = try ["one", "two"].map { try vectorCase($0, published.dialect) }
    if isNarrow {
      for index in cases.indices { cases[index].expected?.narrowToReference() }
    }
    let text = VectorFile(
      schemaVersion: GoldenVectors.schemaVersion,
      dataVersion: GoldenVectors.dataVersion, optimizer: "rmsprop",
      dialect: Dictionary(
        uniqueKeysWithValues: published.dialect.values.map { ($0.key.rawValue, $0.value) }
      ),
      format: "binary32", budget: GoldenVectors.budget, notes: [:], cases: cases
    ).canonicalText()
    try folder.write(text, to: "\(name)/\(path)")
    let manifest = VectorManifest(
      schemaVersion: GoldenVectors.schemaVersion,
      dataVersion: GoldenVectors.dataVersion,
      files: [
        .init(path: path, sha256: SHA256.hexadecimal(of: Data(text.utf8)), cases: 2)
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
    var result = VectorCase(
      scenario, id: "rmsprop/standard/binary32/\(name)", section: "4", flags: [],
      comment: "The case & <\(name)>.")
    result.expected = try scenario.expectation(checkpoints: [1], budget: 4)
    return result
  }
}

extension [ExpectedCheckpoint] {
  fileprivate mutating func narrowToReference() {
    for (step, checkpoint) in enumerated() {
      for tensor in checkpoint.tensors.indices {
        let reference = checkpoint.tensors[tensor].parameter.reference
        self[step].tensors[tensor].parameter.low = reference
        self[step].tensors[tensor].parameter.high = reference
      }
    }
  }
}
