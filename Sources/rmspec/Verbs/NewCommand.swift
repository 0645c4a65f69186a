import ArgumentParser
import Generation
import Vectors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `rmspec new`: completes cases that a person wrote with what is expected of them.
struct NewCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Complete cases of your own with what is expected of them.",
    discussion: """
      The draft is a JSON object with "optimizer", "dialect" (axes that are left out have \
      their standard values), "format" and "cases". A case is as in vector files, without \
      expectations; numbers may stand for encodings, and much may be left out:

        {"optimizer": "rmsprop", "format": "binary64", "cases": [{"name": "mine",
          "groups": [{"hyperparameters": {"learningRate": 0.01, "decay": 0.9,
            "epsilon": 1e-8}, "tensors": [{"initial": [1]}]}],
          "steps": [{"gradients": [[0.1]]}, {"gradients": [[-0.2]]}]}]}

      The folder that it makes is one of vectors: check your optimizer with \
      "rmspec check --vectors FOLDER", and see the digits with \
      "rmspec show CASE --vectors FOLDER".

      Exit status: 0 the folder is written; 1 a digit could not be decided; 2 usage, or a \
      draft that cannot be.
      """)

  @Argument(help: ArgumentHelp("The draft.", valueName: "file"))
  var draft: String

  @Option(help: ArgumentHelp("The folder to write; it must not exist.", valueName: "dir"))
  var output: String

  func perform(on console: Console) async throws -> ProgramStatus {
    let root = URL(filePath: output)
    guard !FileManager.default.fileExists(atPath: root.path) else {
      throw CommandError.usage(
        "\(output) exists; name a folder that does not, so that nothing is lost")
    }
    _ = try OutputFolder(root, of: "the cases", option: "--output")
    let file = try VectorFile(completingDraftAt: draft)
    let files: [(path: String, text: String)]
    do throws(VectorError) {
      files = try file.folder()
    } catch {
      throw CommandError.usage("\(draft): \(error)")
    }
    do {
      for (path, text) in files {
        let url = root.appending(path: path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url, options: .atomic)
      }
    } catch {
      try? FileManager.default.removeItem(at: root)
      throw CommandError.usage("\(output) cannot be written: \(error.systemReason)")
    }
    for vectorCase in file.cases { console.print(vectorCase.id) }
    return .success
  }
}
