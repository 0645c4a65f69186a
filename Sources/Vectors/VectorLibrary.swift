import Dialects
import Formats

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder of golden vectors.
public struct VectorLibrary: Sendable {
  /// The folder.
  public let root: URL
  /// The files that it holds.
  public let manifest: VectorManifest

  /// Opens a folder of vectors by its manifest.
  public init(root: URL) throws(VectorError) {
    self.root = root
    let text = try Self.read(root.appending(path: "manifest.json"))
    do throws(VectorError) {
      manifest = try VectorManifest(parsing: text)
    } catch {
      throw error.of(file: "manifest.json")
    }
  }

  /// The folder to use where none is named: `RMSPEC_VECTORS`, `Vectors` here or
  /// in a folder above, or that of the package that this was built from.
  public static func defaultRoot() -> URL {
    if let path = ProcessInfo.processInfo.environment["RMSPEC_VECTORS"], !path.isEmpty {
      return URL(filePath: path)
    }
    var folder = URL(filePath: FileManager.default.currentDirectoryPath)
    while folder.path.count > 1 {
      let candidate = folder.appending(path: "Vectors")
      let manifest = candidate.appending(path: "manifest.json")
      if FileManager.default.fileExists(atPath: manifest.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Vectors").standardizedFileURL
  }

  /// Reads a file, and checks it against its checksum and what the manifest says of it.
  public func load(_ entry: VectorManifest.Entry) throws(VectorError) -> VectorFile {
    let data = try Self.read(root.appending(path: entry.path))
    guard SHA256.hexadecimal(of: data) == entry.sha256 else {
      throw VectorError(
        file: entry.path, location: "",
        problem: "the checksum differs from the manifest's; restore the file, or run "
          + "\"rmspec generate\" to make it anew")
    }
    do throws(VectorError) {
      let file = try VectorFile(parsing: data)
      try check(file, against: entry)
      return file
    } catch {
      throw error.of(file: entry.path)
    }
  }

  /// Refuses a file whose header says something else than the manifest.
  private func check(
    _ file: VectorFile, against entry: VectorManifest.Entry
  ) throws(VectorError) {
    func require(
      _ isRight: Bool, _ location: String, _ found: String, _ expected: String
    ) throws(VectorError) {
      if isRight { return }
      throw VectorError(
        location: location,
        problem: "\(found) here, but \(expected) in the manifest and by its folder")
    }
    let expected = entry.published.dialect
    try require(
      file.dialect.optimizer == expected.optimizer, "optimizer",
      file.dialect.optimizer.rawValue, expected.optimizer.rawValue)
    for (axis, _) in expected.optimizer.definition.axes {
      let (found, wanted) = (file.dialect.values[axis], expected.values[axis])
      try require(
        found == wanted, "dialect.\(axis.rawValue)", found ?? "nothing",
        wanted ?? "nothing")
    }
    try require(
      file.format == entry.format, "format", "\(file.format)", "\(entry.format)")
    try require(
      file.dataVersion == manifest.dataVersion, "dataVersion", file.dataVersion,
      manifest.dataVersion)
    try require(
      file.cases.count == entry.cases, "cases", "\(file.cases.count)", "\(entry.cases)")
  }

  /// The files of the dialects and formats that `isWanted` picks, loaded on all
  /// cores, in the order of the manifest.
  public func files(
    where isWanted: (PublishedDialect, FloatFormat) -> Bool
  ) async throws -> [VectorFile] {
    let entries = manifest.files.filter { isWanted($0.published, $0.format) }
    return try await mapConcurrently(entries) { try load($0) }
  }

  private static func read(_ url: URL) throws(VectorError) -> Data {
    do {
      return try Data(contentsOf: url)
    } catch {
      throw VectorError(
        file: url.path, location: "",
        problem: "cannot be read; name the vectors' folder with --vectors")
    }
  }
}
