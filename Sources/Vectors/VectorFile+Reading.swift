import Dialects
import Formats
import Scenarios

extension VectorFile {
  /// Reads a file of vectors.
  ///
  /// - Throws: `VectorError`, with the place in the document, if the text is not JSON,
  ///   has a member that the schema does not know, or describes something that cannot
  ///   be: a dialect that does not exist, lists of the wrong length, a step beyond the
  ///   last one.
  package init(parsing text: some Collection<UInt8>) throws(VectorError) {
    let document = try JSONValue(document: text)
    try GoldenVectors.requireSchemaVersion(of: document)
    let file = try JSONObject(
      document, members: "schemaVersion", "dataVersion", "optimizer", "dialect", "format",
      "budget", "notes", "cases")
    let optimizer = try file.read("optimizer") { value throws(VectorError) in
      try value.optimizer()
    }
    let dialect = try file.read("dialect") { value throws(VectorError) in
      try value.dialect(of: optimizer)
    }
    let format = try file.read("format") { value throws(VectorError) in
      try value.format()
    }
    let prefix = Self.idPrefix(dialect, format)
    self.init(
      dataVersion: try file.read("dataVersion") { value throws(VectorError) in
        try value.string()
      },
      dialect: dialect, format: format,
      budget: try file.read("budget") { value throws(VectorError) in
        try value.number()
      },
      notes: try file.read("notes") { value throws(VectorError) in
        try value.entries(VectorNote.init)
      },
      cases: try file.read("cases") { value throws(VectorError) in
        try value.elements { value throws(VectorError) in
          try VectorCase(value, of: dialect, in: format, idPrefix: prefix)
        }
      })
  }
}

extension GoldenVectors {
  /// Refuses a document of another version before anything else is read of it.
  static func requireSchemaVersion(of document: JSONValue) throws(VectorError) {
    guard case .object(let members) = document,
      let version = members.first(where: { $0.name == "schemaVersion" })?.value
    else {
      throw VectorError(location: "", problem: "there is no \"schemaVersion\"")
    }
    guard version != .integer(schemaVersion) else { return }
    let number = if case .integer(let number) = version { "\(number)" } else { "unknown" }
    throw VectorError(
      location: "schemaVersion",
      problem: "is \(number), but this version of rmspec reads \(schemaVersion): there "
        + "the header names every axis, epsilonPlace too, and some ids are others; "
        + "Vectors/renamed.json has the new id of every old one, and \"rmspec generate\" "
        + "makes the files anew")
  }
}

extension VectorNote {
  fileprivate init(_ value: JSONValue) throws(VectorError) {
    let note = try JSONObject(value, members: "kind", "effect", "links")
    self.init(
      kind: try note.read("kind") { value throws(VectorError) in try value.string() },
      effect: try note.read("effect") { value throws(VectorError) in try value.string() },
      links: try note.read("links") { value throws(VectorError) in
        try value.elements { value throws(VectorError) in try value.string() }
      })
  }
}

extension JSONValue {
  /// The document that a text writes.
  package init(document text: some Collection<UInt8>) throws(VectorError) {
    do throws(SyntaxError) {
      self = try JSONValue(parsing: text)
    } catch {
      throw VectorError(location: "line \(error.line)", problem: "it is not JSON")
    }
  }

  /// The optimizer of a name.
  func optimizer() throws(VectorError) -> OptimizerName {
    let name = try string()
    guard let optimizer = OptimizerName(rawValue: name) else {
      throw VectorError(DialectError.unknownOptimizer(name))
    }
    return optimizer
  }

  /// The format of a name.
  func format() throws(VectorError) -> FloatFormat {
    let name = try string()
    guard let format = FloatFormat(named: name) else {
      let known = FloatFormat.all.map(\.name).joined(separator: ", ")
      throw VectorError(
        location: "", problem: "unknown format \"\(name)\"; known: \(known)")
    }
    return format
  }

  /// The dialect of `optimizer` that an object with a value for each axis describes.
  func dialect(of optimizer: OptimizerName) throws(VectorError) -> Dialect {
    let values = try entries { value throws(VectorError) in try value.string() }
    for (axis, _) in optimizer.definition.axes where values[axis.rawValue] == nil {
      throw VectorError(
        location: "", problem: "there is no value on the axis \(axis.rawValue)")
    }
    do throws(DialectError) {
      return try Dialect(optimizer, named: values)
    } catch {
      throw VectorError(error)
    }
  }
}

extension VectorError {
  /// What is wrong with a name or number.
  init(_ error: DialectError) {
    self.init(location: "", problem: error.description)
  }
}
