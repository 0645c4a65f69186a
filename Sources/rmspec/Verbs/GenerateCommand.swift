import ArgumentParser
import Conformance
import Foundation
import Reports

/// `rmspec generate`: makes the golden vectors anew.
struct GenerateCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Compute the golden vectors and write them.",
    discussion: "Nothing is written before everything has been computed.")

  @OptionGroup var vectors: VectorOptions

  func perform(on console: Console) async throws -> ProgramStatus {
    let root = vectors.root
    try requirePlace(root)
    let begin = ContinuousClock.now
    let bar = ProgressBar("generating", total: VectorGenerator.plans.count, on: console)
    defer { bar.clear() }
    let summary = try await VectorGenerator.generate(into: root) { bar.show($0) }
    bar.clear()
    let text = PublicationText.summary(summary, seconds: begin.secondsToNow)
    console.print("\(root.path(percentEncoded: false)): wrote \(text)")
    return .success
  }

  /// Refuses a place that is no folder and cannot become one, before the work.
  private func requirePlace(_ root: URL) throws(CommandError) {
    let path = root.path(percentEncoded: false)
    let parent = root.standardizedFileURL.deletingLastPathComponent()
    let exists = FileManager.default.fileExists(
      atPath: path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)
    guard root.isFolder || (!exists && parent.isFolder) else {
      throw .usage(
        exists
          ? "--vectors \(path) is no folder; name a folder"
          : "there is no folder \(parent.path(percentEncoded: false)) to make the "
            + "vectors' folder in; create it first")
    }
    let writable = root.isFolder ? path : parent.path(percentEncoded: false)
    guard FileManager.default.isWritableFile(atPath: writable) else {
      throw .usage(
        "the folder \(writable) may not be written; name another with --vectors")
    }
  }
}

extension ContinuousClock.Instant {
  /// The seconds from then to now.
  var secondsToNow: Double { (ContinuousClock.now - self) / .seconds(1) }
}
