#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A file that a report is to be written to.
struct OutputFile {
  private let url: URL

  /// Refuses a place that cannot be written, before the work is done.
  init(_ path: String) throws(CommandError) {
    guard !path.isEmpty else { throw .usage("the name of a file to write is empty") }
    url = URL(filePath: path)
    let folder = url.deletingLastPathComponent()
    guard folder.isFolder else {
      throw .usage(
        "\(path) cannot be written: there is no folder "
          + "\(folder.path(percentEncoded: false)); create it first")
    }
    let place = url.path(percentEncoded: false)
    let exists = FileManager.default.fileExists(atPath: place)
    let probe = exists ? place : folder.path(percentEncoded: false)
    guard !url.isFolder, FileManager.default.isWritableFile(atPath: probe) else {
      throw .usage(
        "\(path) cannot be written: "
          + (url.isFolder ? "it is a folder" : "not permitted") + "; "
          + "name another file")
    }
  }

  /// Replaces what is in the file.
  func write(_ text: String) throws(CommandError) { try write(Data(text.utf8)) }

  /// Replaces what is in the file.
  func write(_ data: Data) throws(CommandError) {
    do {
      // An atomic write would put a file in the place of a device or a link.
      try data.write(to: url, options: isSpecial ? [] : .atomic)
    } catch {
      throw .usage(
        "\(url.path(percentEncoded: false)) cannot be written: "
          + error.systemReason)
    }
  }

  private var isSpecial: Bool {
    let path = url.path(percentEncoded: false)
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let type = attributes?[.type] as? FileAttributeType
    return type != nil && type != .typeRegular
  }
}

extension Error {
  /// Why the system refused a file, in its own words where it gave any.
  var systemReason: String {
    guard let error = self as? CocoaError, let cause = error.underlying as? POSIXError
    else { return "\(self)" }
    return Errno(rawValue: cause.code.rawValue).description
  }
}
