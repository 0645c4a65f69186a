import ArgumentParser
import Generation
import Reports

/// `rmspec verify`: compares the golden vectors with what the oracle gives.
struct VerifyCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compute the golden vectors and compare them byte for byte.",
    discussion: "Exit status: 0 all files are reproduced; 1 a file differs.")

  @OptionGroup var vectors: VectorOptions

  func perform(on console: Console) async throws -> ProgramStatus {
    try vectors.requireFolder()
    let root = vectors.root
    let begin = ContinuousClock.now
    let bar = ProgressBar("verifying", total: VectorGenerator.plans.count, on: console)
    defer { bar.clear() }
    let (differences, summary) = try await VectorGenerator.verify(root) { bar.show($0) }
    bar.clear()
    let text = PublicationText.summary(summary, seconds: begin.secondsToNow)
    let path = root.path(percentEncoded: false)
    guard !differences.isEmpty else {
      console.print("\(path): reproduced \(text)")
      return .success
    }
    let verb = differences.count == 1 ? "file differs" : "files differ"
    console.print("\(path): \(differences.count) \(verb); compared \(text)")
    console.print(PublicationText.differences(differences, limit: 10))
    return .mismatch
  }
}
