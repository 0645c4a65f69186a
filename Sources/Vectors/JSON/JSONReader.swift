extension JSONValue {
  /// The text of a string.
  package func string() throws(VectorError) -> String {
    guard case .string(let value) = self else { throw .expected("a string", self) }
    return value
  }

  /// An integer.
  package func integer() throws(VectorError) -> Int {
    guard case .integer(let value) = self else { throw .expected("an integer", self) }
    return value
  }

  /// The nearest binary64 number.
  func number() throws(VectorError) -> Double {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: throw .expected("a number", self)
    }
  }

  /// A truth value.
  func bool() throws(VectorError) -> Bool {
    guard case .bool(let value) = self else { throw .expected("true or false", self) }
    return value
  }

  /// What `read` makes of each element of an array.
  package func elements<Element>(
    _ read: (JSONValue) throws(VectorError) -> Element
  ) throws(VectorError) -> [Element] {
    guard case .array(let values) = self else { throw .expected("an array", self) }
    var result: [Element] = []
    result.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      do {
        result.append(try read(value))
      } catch {
        throw error.inside("[\(index)]")
      }
    }
    return result
  }

  /// What `read` makes of the value, or nil for null.
  func orNull<Element>(
    _ read: (JSONValue) throws(VectorError) -> Element
  ) throws(VectorError) -> Element? {
    if case .null = self { nil } else { try read(self) }
  }

  /// What `read` makes of each member of an object whose names are data.
  func entries<Element>(
    _ read: (JSONValue) throws(VectorError) -> Element
  ) throws(VectorError) -> [String: Element] {
    guard case .object(let members) = self else { throw .expected("an object", self) }
    var result: [String: Element] = [:]
    for member in members {
      do {
        result[member.name] = try read(member.value)
      } catch {
        throw error.inside(member.name)
      }
    }
    return result
  }
}

/// An object of a document with a closed schema: a member that is not known is
/// refused, since it may mean something that the reader would pass over.
package struct JSONObject {
  private let members: [JSONValue.Member]

  /// Takes `value` as an object that has no other members than `known`.
  package init(_ value: JSONValue, members known: String...) throws(VectorError) {
    try self.init(value, members: known)
  }

  /// Takes `value` as an object that has no other members than `known`.
  package init(_ value: JSONValue, members known: [String]) throws(VectorError) {
    guard case .object(let members) = value else { throw .expected("an object", value) }
    for member in members where !known.contains(member.name) {
      throw VectorError(
        location: "",
        problem: "unknown member \"\(member.name)\"; known: "
          + known.joined(separator: ", "))
    }
    self.members = members
  }

  /// What `read` makes of a member that must be there.
  package func read<Element>(
    _ name: String, _ read: (JSONValue) throws(VectorError) -> Element
  ) throws(VectorError) -> Element {
    guard let value = try readIfPresent(name, read) else {
      throw VectorError(location: "", problem: "there is no \"\(name)\"")
    }
    return value
  }

  /// What `read` makes of a member, or nil if it is absent.
  func readIfPresent<Element>(
    _ name: String, _ read: (JSONValue) throws(VectorError) -> Element
  ) throws(VectorError) -> Element? {
    guard let member = members.first(where: { $0.name == name }) else { return nil }
    do {
      return try read(member.value)
    } catch {
      throw error.inside(name)
    }
  }
}

extension VectorError {
  /// The error of a value of another type.
  fileprivate static func expected(_ type: String, _ value: JSONValue) -> VectorError {
    let found = if case .null = value { " but found null" } else { "" }
    return VectorError(location: "", problem: "expected \(type)\(found)")
  }

  /// The same error, seen from what encloses the value at `place`.
  func inside(_ place: String) -> VectorError {
    var result = self
    let separator = location.isEmpty || location.hasPrefix("[") ? "" : "."
    result.location = place + separator + location
    return result
  }

  /// The same error, in a file.
  func of(file: String) -> VectorError {
    var result = self
    result.file = file
    return result
  }
}
