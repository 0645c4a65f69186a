import ArgumentParser
import Generation
import Reports

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `rmspec generate`: makes the golden vectors anew.
struct GenerateCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Compute the golden vectors and write them.",
    discussion: "Nothing is written before everything has been computed.")

  @OptionGroup var vectors: VectorOptions

  func perform(on console: Console) async throws -> ProgramStatus {
    let root = vectors.root
    _ = try OutputFolder(root, of: "the vectors", option: "--vectors")
    let begin = ContinuousClock.now
    let bar = ProgressBar("generating", total: VectorGenerator.plans.count, on: console)
    defer { bar.clear() }
    let summary = try await VectorGenerator.generate(into: root) { bar.show($0) }
    bar.clear()
    let text = PublicationText.summary(summary, seconds: begin.secondsToNow)
    console.print("\(root.path(percentEncoded: false)): wrote \(text)")
    return .success
  }
}

extension ContinuousClock.Instant {
  /// The seconds from then to now.
  var secondsToNow: Double { (ContinuousClock.now - self) / .seconds(1) }
}
