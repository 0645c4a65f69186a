import Dialects
import Formats

/// The list of all vector files: what each is of, and its checksum.
public struct VectorManifest: Sendable, Equatable {
  /// The version of the data.
  public var dataVersion: String
  /// The files, in order.
  public var files: [Entry]

  /// Creates a vector manifest of its members.
  public init(dataVersion: String = GoldenVectors.dataVersion, files: [Entry]) {
    self.dataVersion = dataVersion
    self.files = files
  }

  /// One vector file.
  public struct Entry: Sendable, Hashable {
    /// The dialect of its cases.
    public var published: PublishedDialect
    /// The storage format of its cases.
    public var format: FloatFormat
    /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
    public var sha256: String
    /// The number of cases.
    public var cases: Int

    /// Creates an entry of its members.
    public init(
      published: PublishedDialect, format: FloatFormat, sha256: String, cases: Int
    ) {
      self.published = published
      self.format = format
      self.sha256 = sha256
      self.cases = cases
    }

    /// The path below the vectors' folder, which follows from dialect and format.
    public var path: String { VectorFile.path(published.dialect, format) }

    /// What the identifiers of the cases begin with: `optimizer/dialect/format/`.
    public var idPrefix: String { VectorFile.idPrefix(published.dialect, format) }
  }
}

extension VectorManifest {
  /// Reads a manifest.
  package init(parsing text: some Collection<UInt8>) throws(VectorError) {
    let document = try JSONValue(document: text)
    try GoldenVectors.requireSchemaVersion(of: document)
    let manifest = try JSONObject(
      document, members: "schemaVersion", "dataVersion", "files")
    self.init(
      dataVersion: try manifest.string("dataVersion"),
      files: try manifest.read("files") { value throws(VectorError) in
        try value.elements(Entry.init)
      })
  }

  /// The canonical text: one line a file.
  package func canonicalText() -> String {
    JSONValue.members([
      ("schemaVersion", .integer(GoldenVectors.schemaVersion)),
      ("dataVersion", .string(dataVersion)), ("files", .array(files.map(\.json))),
    ]).text(brokenToDepth: 2)
  }
}

extension VectorManifest.Entry {
  fileprivate init(_ value: JSONValue) throws(VectorError) {
    let entry = try JSONObject(
      value, members: "path", "optimizer", "dialect", "format", "sha256", "cases")
    let optimizer = try entry.read("optimizer") { value throws(VectorError) in
      try value.optimizer()
    }
    self.init(
      published: try entry.read("dialect") { value throws(VectorError) in
        let name = try value.string()
        do throws(DialectError) {
          return try PublishedDialect.find(optimizer, named: name)
        } catch {
          throw VectorError(error)
        }
      },
      format: try entry.read("format") { value throws(VectorError) in
        try value.format()
      },
      sha256: try entry.string("sha256"),
      cases: try entry.integer("cases", in: 0...Int.max))
    let stated = try entry.string("path")
    guard stated == path else {
      throw VectorError(
        location: "path",
        problem: "\"\(stated)\" is not the path of this dialect and format, \(path)")
    }
  }

  fileprivate var json: JSONValue {
    .members([
      ("path", .string(path)),
      ("optimizer", .string(published.dialect.optimizer.rawValue)),
      ("dialect", .string(published.name)), ("format", .string(format.name)),
      ("sha256", .string(sha256)), ("cases", .integer(cases)),
    ])
  }
}
