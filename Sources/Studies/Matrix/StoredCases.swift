import Dialects
import Formats
import Oracle
import Scenarios
import Vectors
import Verdicts

/// The stored cases by dialect and format, with their scenarios.
struct StoredCases: Sendable {
  /// A case as it is stored, and the scenario that it describes.
  struct StoredCase: Sendable {
    let vectorCase: VectorCase
    let scenario: Scenario
  }

  private struct Key: Hashable {
    let dialect: PublishedDialect
    let format: String
  }

  private let cases: [Key: [StoredCase]]

  /// Loads the cases of some optimizers, on all cores.
  init(_ library: VectorLibrary, optimizers: [OptimizerName]) async throws {
    let entries = library.manifest.files.filter { entry in
      entry.identity.map { optimizers.contains($0.0.dialect.optimizer) } ?? false
    }
    let loaded = try await mapConcurrently(entries) { entry in
      (entry, try library.load(entry))
    }
    var cases: [Key: [StoredCase]] = [:]
    for (entry, file) in loaded {
      guard let (published, format) = entry.identity else { continue }
      cases[Key(dialect: published, format: format.name)] = try file.cases.map {
        StoredCase(
          vectorCase: $0, scenario: try $0.scenario(dialect: published.dialect))
      }
    }
    self.cases = cases
  }

  /// The cases of a dialect in a storage format; those of few steps first.
  subscript(_ dialect: PublishedDialect, _ format: FloatFormat) -> [StoredCase] {
    let all = cases[Key(dialect: dialect, format: format.name)] ?? []
    return all.filter { !$0.isLong } + all.filter(\.isLong)
  }
}

extension StoredCases.StoredCase {
  /// Whether the case has too many steps to be tried before others.
  var isLong: Bool { scenario.steps.count > 200 }

  /// Where the vector rejects what another scenario's rounded reading gives.
  func rejection(of other: Scenario) -> ValuePlace? {
    let answer = other.roundedAnswer(
      checkpoints: (vectorCase.expected ?? []).map(\.step))
    let comparison = Comparison(
      vectorCase: vectorCase, scenario: scenario, comparesState: true)
    guard case .mismatch(let mismatch) = comparison.outcome(of: answer) else {
      return nil
    }
    return mismatch.place
  }
}

extension Scenario {
  /// The rounded reading in the form of an implementation's answer.
  func roundedAnswer(checkpoints: [Int]) -> [ObservedCheckpoint] {
    roundedReading(checkpoints: checkpoints).map { checkpoint in
      ObservedCheckpoint(
        step: checkpoint.step,
        tensors: checkpoint.tensors.map { tensor in
          var state: [String: [String]] = [:]
          for (slot, values) in tensor.state {
            state[slot.rawValue] = values.map(stateFormat.hexadecimal)
          }
          return ObservedTensor(
            parameter: tensor.parameter.map(storage.hexadecimal), state: state)
        })
    }
  }
}
