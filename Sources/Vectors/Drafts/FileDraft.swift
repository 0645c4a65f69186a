import Dialects
import Formats
import Scenarios

/// Cases that a person wrote by hand, of one dialect in one format, without what is
/// expected of them.
package struct FileDraft: Sendable {
  /// The dialect; an axis that is left out has the optimizer's standard value.
  package let dialect: Dialect
  /// The storage format.
  package let format: FloatFormat
  /// The cases.
  package let cases: [CaseDraft]

  /// Reads a draft: `optimizer`, `dialect` (may be left out), `format` and `cases`.
  ///
  /// - Throws: `VectorError`, with the place in the document.
  package init(parsing text: some Collection<UInt8>) throws(VectorError) {
    let file = try JSONObject(
      try JSONValue(document: text), members: "optimizer", "dialect", "format", "cases")
    let optimizer = try file.read("optimizer") { value throws(VectorError) in
      try value.optimizer()
    }
    let values =
      try file.readIfPresent("dialect") { value throws(VectorError) in
        try value.entries { value throws(VectorError) in try value.string() }
      } ?? [:]
    let dialect: Dialect
    do throws(DialectError) {
      dialect = try Dialect(optimizer, named: values)
    } catch {
      throw VectorError(error).inside("dialect")
    }
    let format = try file.read("format") { value throws(VectorError) in
      try value.format()
    }
    let cases = try file.read("cases") { value throws(VectorError) in
      try value.elements { value throws(VectorError) in
        try CaseDraft(value, of: dialect, in: format)
      }
    }
    guard !cases.isEmpty else {
      throw VectorError(location: "cases", problem: "there must be one at least")
    }
    let names = cases.map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw VectorError(location: "cases", problem: "two cases are called \"\(twice)\"")
    }
    self.dialect = dialect
    self.format = format
    self.cases = cases
  }
}

extension FileDraft {
  /// The text of a draft of one case, with encodings in place of numbers.
  package static func text(
    _ scenario: Scenario, name: String, comment: String, checkpoints: [Int]
  ) -> String {
    // The storage format is that of the file.
    let given = scenario.jsonMembers.filter { $0.0 != "storage" }
    let draft = JSONValue.members(
      [("name", .string(name)), ("comment", .string(comment))] + given
        + [("checkpoints", .array(checkpoints.map(JSONValue.integer)))])
    return JSONValue.members([
      ("optimizer", .string(scenario.dialect.optimizer.rawValue)),
      ("dialect", scenario.dialect.json), ("format", .string(scenario.storage.name)),
      ("cases", .array([draft])),
    ]).text(brokenToDepth: 4)
  }
}
