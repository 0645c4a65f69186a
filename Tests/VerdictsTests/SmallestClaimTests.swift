import Dialects
import Formats
import Testing
import Vectors
import Verdicts

/// Who claims nothing but a rule, and shows nothing but parameters, is asked to move them.
struct SmallestClaimTests {
  @Test("a case of each file excludes that parameters stay where they are")
  func moves() async throws {
    let library = try VectorLibrary(root: VectorLibrary.defaultRoot())
    let files = try await library.files { published, _ in published.onlyAxis == nil }
    #expect(files.count > 300)
    for file in files {
      let smallest = file.cases.filter {
        $0.id.hasSuffix("/smallest-claim") && $0.scenario.neededFeatures.isEmpty
          && $0.scenario.arithmetic == $0.scenario.storage
          && $0.scenario.hyperparameterValues.allSatisfy { name, value in
            name.neutral == nil || value == name.neutral || name == .epsilon
              || name == .epsilonRoot || name == .momentumDecay
          }
      }
      #expect(smallest.contains { $0.excludesInitialValues }, "\(file.path)")
    }
  }
}

extension VectorCase {
  /// Whether after some checkpoint no parameter may be what it was.
  fileprivate var excludesInitialValues: Bool {
    expected.contains { checkpoint in
      zip(scenario.tensors, checkpoint.tensors).allSatisfy { tensor, values in
        zip(tensor.initial, values.parameter).allSatisfy { start, value in
          value.enclosure.bounds != nil
            && !value.enclosure.admits(start, in: scenario.storage)
        }
      }
    }
  }
}
