#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder that files are to be written to; it is made if it is not there.
struct OutputFolder {
  private let url: URL
  private let option: String

  /// Refuses a place that is no folder and cannot become one, before the work.
  ///
  /// - Parameters:
  ///   - owner: What the folder is for, such as "the vectors".
  ///   - option: The option that names it.
  init(_ url: URL, of owner: String, option: String) throws(CommandError) {
    self.url = url
    self.option = option
    let path = url.path(percentEncoded: false)
    let parent = url.standardizedFileURL.deletingLastPathComponent()
    let exists = FileManager.default.fileExists(
      atPath: path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)
    guard url.isFolder || (!exists && parent.isFolder) else {
      throw .usage(
        exists
          ? "\(option) \(path) is no folder; name a folder"
          : "there is no folder \(parent.path(percentEncoded: false)) to make the "
            + "folder of \(owner) in; create it first")
    }
    let writable = url.isFolder ? path : parent.path(percentEncoded: false)
    guard FileManager.default.isWritableFile(atPath: writable) else {
      throw .usage(
        "the folder \(writable) may not be written; name another with \(option)")
    }
  }

  /// Refuses files that cannot be written, before the work.
  func require(_ names: [String]) throws(CommandError) {
    guard url.isFolder else { return }
    for name in names { _ = try file(name) }
  }

  /// Replaces what is in the files, and returns their paths.
  func write(_ files: [(name: String, data: Data)]) throws(CommandError) -> [String] {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw .usage(
        "the folder \(url.path(percentEncoded: false)) cannot be made: "
          + "\(error.systemReason); name another with \(option)")
    }
    var paths: [String] = []
    for file in files {
      try self.file(file.name).write(file.data)
      paths.append(path(of: file.name))
    }
    return paths
  }

  private func file(_ name: String) throws(CommandError) -> OutputFile {
    try OutputFile(path(of: name))
  }

  private func path(of name: String) -> String {
    url.appending(path: name).path(percentEncoded: false)
  }
}
