extension DecodingError {
  /// What is wrong and where, in a line.
  package var line: String {
    switch self {
    case .keyNotFound(let key, let context):
      "there is no \"\(key.stringValue)\"\(Self.place(context))"
    case .typeMismatch(let type, let context):
      "expected \(Self.name(of: type))\(Self.place(context))"
    case .valueNotFound(let type, let context):
      "expected \(Self.name(of: type)) but found null\(Self.place(context))"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty ? "it is not JSON" : context.debugDescription
    @unknown default:
      "it cannot be decoded"
    }
  }

  /// Where the value is, such as ` at checkpoints[0].step`, or nothing at the top.
  private static func place(_ context: Context) -> String {
    let path = context.codingPath.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (path.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return path.isEmpty ? "" : " at \(path)"
  }

  /// What JSON calls a type.
  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Int.Type: "an integer"
    case is [Any].Type: "an array"
    case is [String: Any].Type: "an object"
    default: "another type than \(type)"
    }
  }
}
