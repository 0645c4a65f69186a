import Crypto
import Foundation

/// The list of all vector files with their checksums.
public struct VectorManifest: Codable, Sendable, Equatable {
  /// The version of the layout.
  public var schemaVersion: Int
  /// The version of the data.
  public var dataVersion: String
  /// The files, in order.
  public var files: [Entry]

  /// One vector file.
  public struct Entry: Codable, Sendable, Hashable {
    /// The path below the vectors' folder.
    public var path: String
    /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
    public var sha256: String
    /// The number of cases.
    public var cases: Int
  }

  /// The canonical text: one line a file.
  func canonicalText() -> String {
    JSONText.object([
      ("schemaVersion", .integer(schemaVersion)), ("dataVersion", .string(dataVersion)),
      (
        "files",
        .array(
          files.map {
            .object([
              ("path", .string($0.path)), ("sha256", .string($0.sha256)),
              ("cases", .integer($0.cases)),
            ])
          })
      ),
    ]).text(brokenToDepth: 2)
  }
}

/// The SHA-256 of `data`, in lower-case hexadecimal.
func sha256(_ data: some DataProtocol) -> String {
  SHA256.hash(data: data).map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
