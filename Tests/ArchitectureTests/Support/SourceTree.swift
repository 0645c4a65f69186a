import Foundation

/// The files of this package.
enum SourceTree {
  /// The folder of Package.swift.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../..").standardizedFileURL

  /// The text of a file below the root.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// A Swift file.
  struct File {
    /// The path below the root.
    let path: String
    let text: String
  }

  /// The Swift files of each folder in `Sources`, by the folder's name; a folder of C
  /// code has none.
  static func modules() throws -> [String: [File]] {
    var result: [String: [File]] = [:]
    let sources = root.appending(path: "Sources").path(percentEncoded: false)
    for module in try FileManager.default.contentsOfDirectory(atPath: sources) {
      let folder = root.appending(path: "Sources/\(module)")
      let paths =
        FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))?
        .allObjects as? [String] ?? []
      result[module] = try paths.filter { $0.hasSuffix(".swift") }.sorted().map {
        let path = "Sources/\(module)/\($0)"
        return File(path: path, text: try text(path))
      }
    }
    return result
  }
}
