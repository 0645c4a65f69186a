import ArgumentParser
import Vectors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where the golden vectors are.
struct VectorOptions: ParsableArguments {
  @Option(
    name: .customLong("vectors"),
    help: ArgumentHelp(
      "The folder of golden vectors.",
      discussion: "Unless given: RMSPEC_VECTORS, or Vectors here or in a folder above.",
      valueName: "dir"))
  var path: String?

  /// The folder.
  var root: URL {
    path.map { URL(filePath: $0, directoryHint: .isDirectory) }
      ?? VectorLibrary.defaultRoot()
  }

  /// The vectors in the folder.
  func library() throws -> VectorLibrary {
    try requireFolder()
    return try VectorLibrary(root: root)
  }

  /// Refuses a folder that is not there.
  func requireFolder() throws(CommandError) {
    guard root.isFolder else {
      throw .usage(
        "there is no folder of vectors at \(root.path(percentEncoded: false)); name it with --vectors, "
          + "or make it with \"rmspec generate\"")
    }
  }
}

extension URL {
  /// Whether there is a folder.
  var isFolder: Bool {
    // Only a folder holds itself; links are followed.
    FileManager.default.fileExists(atPath: path(percentEncoded: false) + "/.")
  }
}
