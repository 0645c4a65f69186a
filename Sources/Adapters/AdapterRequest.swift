import Foundation
import Verdicts

/// What an adapter is told, as lines with their line feeds.
enum AdapterRequest {
  /// The version of the protocol.
  static let version = 1

  /// Introduce yourself.
  static let start = [UInt8](#"{"type":"start","protocol":1}"#.utf8) + lineFeed
  /// Exit.
  static let stop = [UInt8](#"{"type":"stop"}"#.utf8) + lineFeed

  /// Run a case.
  static func run(_ request: CaseRequest) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(Run(request: request))) + lineFeed
  }

  private static let lineFeed = [UInt8(ascii: "\n")]

  /// A request that carries its type beside its own members.
  private struct Run: Encodable {
    var request: CaseRequest

    enum Key: String, CodingKey { case type }

    func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: Key.self)
      try members.encode("run", forKey: .type)
      // An implementation must not see the answers, whoever forgot to remove them.
      var request = request
      request.case.expected = nil
      try request.encode(to: encoder)
    }
  }
}
