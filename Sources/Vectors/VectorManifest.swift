/// The list of all vector files with their checksums.
public struct VectorManifest: Codable, Sendable, Equatable {
  /// The version of the layout.
  public var schemaVersion: Int
  /// The version of the data.
  public var dataVersion: String
  /// The files, in order.
  public var files: [Entry]

  /// Creates a vector manifest of its members.
  public init(
    schemaVersion: Int, dataVersion: String, files: [Entry]
  ) {
    self.schemaVersion = schemaVersion
    self.dataVersion = dataVersion
    self.files = files
  }

  /// One vector file.
  public struct Entry: Codable, Sendable, Hashable {
    /// The path below the vectors' folder.
    public var path: String
    /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
    public var sha256: String
    /// The number of cases.
    public var cases: Int

    /// Creates an entry of its members.
    public init(
      path: String, sha256: String, cases: Int
    ) {
      self.path = path
      self.sha256 = sha256
      self.cases = cases
    }
  }

  /// The canonical text: one line a file.
  package func canonicalText() -> String {
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
