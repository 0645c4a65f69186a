import Scenarios
import Vectors
import Verdicts

/// What an adapter is told, as lines with their line feeds.
enum AdapterRequest {
  /// The version of the protocol.
  static let version = 2

  /// Introduce yourself.
  static let start = line([
    ("type", .string("start")), ("protocol", .integer(version)),
  ])
  /// Exit.
  static let stop = line([("type", .string("stop"))])

  /// Run a case.
  ///
  /// What the case is for, and what is expected, is no business of an implementation.
  static func run(_ request: CaseRequest) -> [UInt8] {
    let scenario = request.scenario.expanded
    var members: [(String, JSONValue)] = [
      ("type", .string("run")),
      ("optimizer", .string(scenario.dialect.optimizer.rawValue)),
      ("dialect", scenario.dialect.json),
    ]
    if let path = request.path { members.append(("path", .string(path))) }
    members.append(
      ("case", .members([("id", .string(request.id))] + scenario.jsonMembers)))
    members.append(("checkpoints", .array(request.checkpoints.map(JSONValue.integer))))
    return line(members)
  }

  private static func line(_ members: [(String, JSONValue)]) -> [UInt8] {
    JSONValue.members(members).compactText + [UInt8(ascii: "\n")]
  }
}
