import Dialects
import Formats
import Foundation

/// A folder of golden vectors.
public struct VectorLibrary: Sendable {
  /// The folder.
  public let root: URL
  /// The files that it holds.
  public let manifest: VectorManifest

  /// Opens a folder of vectors by its manifest.
  public init(root: URL) throws(VectorError) {
    self.root = root
    manifest = try Self.decode(
      VectorManifest.self, from: try Self.read(root.appending(path: "manifest.json")),
      file: "manifest.json")
    guard manifest.schemaVersion == GoldenVectors.schemaVersion else {
      throw VectorError(
        file: "manifest.json", location: "schemaVersion",
        problem: "is \(manifest.schemaVersion), but this version of rmspec reads "
          + "\(GoldenVectors.schemaVersion)")
    }
  }

  /// The folder to use where none is named: `RMSPEC_VECTORS`, `Vectors` here or
  /// in a folder above, or that of the package that this was built from.
  public static func defaultRoot() -> URL {
    if let path = ProcessInfo.processInfo.environment["RMSPEC_VECTORS"], !path.isEmpty {
      return URL(filePath: path)
    }
    var folder = URL(filePath: FileManager.default.currentDirectoryPath)
    while folder.path(percentEncoded: false).count > 1 {
      let candidate = folder.appending(path: "Vectors")
      let manifest = candidate.appending(path: "manifest.json")
      if FileManager.default.fileExists(atPath: manifest.path(percentEncoded: false)) {
        return candidate
      }
      folder.deleteLastPathComponent()
    }
    return URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Vectors").standardizedFileURL
  }

  /// Reads a file and checks it against its checksum.
  public func load(_ entry: VectorManifest.Entry) throws(VectorError) -> VectorFile {
    let data = try Self.read(root.appending(path: entry.path))
    guard SHA256.hexadecimal(of: data) == entry.sha256 else {
      throw VectorError(
        file: entry.path, location: "",
        problem: "the checksum differs from the manifest's; restore the file, or run "
          + "\"rmspec generate\" to make it anew")
    }
    return try Self.decode(VectorFile.self, from: data, file: entry.path)
  }

  static func read(_ url: URL) throws(VectorError) -> Data {
    do {
      return try Data(contentsOf: url)
    } catch {
      throw VectorError(
        file: url.path(percentEncoded: false), location: "",
        problem: "cannot be read; name the vectors' folder with --vectors")
    }
  }

  static func decode<Value: Decodable>(
    _ type: Value.Type, from data: Data, file: String
  ) throws(VectorError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      let line = syntaxErrorLine(in: data)
      throw VectorError(
        file: file, location: line.map { "line \($0)" } ?? "", problem: error.line)
    } catch {
      throw VectorError(file: file, location: "", problem: "\(error)")
    }
  }
}

/// The line on which a document stops being JSON, or nil if it is JSON or the
/// place cannot be told.
///
/// The decoder does not say where; the older parser names a byte offset, if only
/// in the text of its error.
private func syntaxErrorLine(in data: Data) -> Int? {
  do {
    _ = try JSONSerialization.jsonObject(with: data)
    return nil
  } catch {
    let text = (error as NSError).userInfo["NSDebugDescription"] as? String ?? ""
    guard
      let offset = text.split(whereSeparator: { !$0.isNumber }).last.flatMap({ Int($0) })
    else { return nil }
    return data.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
  }
}

extension VectorLibrary {
  /// The files of the dialects and formats that `isWanted` picks, loaded on all
  /// cores, in the order of the manifest.
  public func files(
    where isWanted: (PublishedDialect, FloatFormat) -> Bool
  ) async throws -> [VectorFile] {
    let entries = manifest.files.filter { entry in
      entry.identity.map { isWanted($0.published, $0.format) } ?? false
    }
    return try await mapConcurrently(entries) { try load($0) }
  }
}

extension VectorManifest.Entry {
  /// The published dialect and format of the file, from its path.
  public var identity: (published: PublishedDialect, format: FloatFormat)? {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count == 3, let optimizer = OptimizerName(rawValue: parts[0]),
      let published = try? PublishedDialect.find(optimizer, named: parts[1]),
      parts[2].hasSuffix(".json"),
      let format = FloatFormat(named: String(parts[2].dropLast(5)))
    else { return nil }
    return (published, format)
  }
}
