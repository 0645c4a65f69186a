import Vectors
import Verdicts

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What an adapter says.
enum AdapterMessage: Sendable {
  /// It introduces itself, in a version of the protocol.
  case started(ImplementationDescription, version: Int?)
  /// It ran a case.
  case result(case: String, checkpoints: [AnsweredCheckpoint])
  /// It declined a case.
  case skip(case: String, reason: String)
  /// It failed at a case, or to start.
  case error(case: String?, message: String)

  /// The name of the message.
  var type: String {
    switch self {
    case .started: "started"
    case .result: "result"
    case .skip: "skip"
    case .error: "error"
    }
  }
}

/// The values after a step, as an adapter writes them.
struct AnsweredCheckpoint: Decodable, Sendable {
  /// The number of the step, from 1.
  var step: Int
  /// The tensors of all groups, in order.
  var tensors: [AnsweredTensor]
}

/// The values of one tensor, as an adapter writes them.
struct AnsweredTensor: Decodable, Sendable {
  /// The encodings of the parameter, in row-major order.
  var parameter: [String]
  /// The encodings of each slot of the state that exists.
  var state: [String: [String]]?
}

extension AdapterMessage: Decodable {
  private enum Key: String, CodingKey {
    case type, `protocol`, `case`, checkpoints, reason, message
  }

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    let type = try members.decode(String.self, forKey: .type)
    switch type {
    case "started":
      let version = try members.decodeIfPresent(Int.self, forKey: .protocol)
      // Another version may introduce itself in another way, so look no further.
      self = .started(
        version == AdapterRequest.version
          ? try ImplementationDescription(from: decoder)
          : ImplementationDescription(
            name: "", version: "", language: "", implements: []),
        version: version)
    case "result":
      self = .result(
        case: try members.decode(String.self, forKey: .case),
        checkpoints: try members.decode([AnsweredCheckpoint].self, forKey: .checkpoints))
    case "skip":
      self = .skip(
        case: try members.decode(String.self, forKey: .case),
        reason: try members.decode(String.self, forKey: .reason))
    case "error":
      self = .error(
        case: try members.decodeIfPresent(String.self, forKey: .case),
        message: try members.decode(String.self, forKey: .message))
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .type, in: members,
        debugDescription: "there is no message of type \"\(type.shown(upTo: 120))\"")
    }
  }
}

extension AdapterMessage {
  /// Why a line is no message.
  struct Garbled: Error, CustomStringConvertible {
    /// What is wrong, in a line.
    let description: String
  }

  /// Reads one line, without its line feed.
  init(line: [UInt8]) throws(Garbled) {
    guard let text = String(validating: line, as: UTF8.self) else {
      let start = String(decoding: line.prefix(500), as: UTF8.self).shown(upTo: 120)
      throw Garbled(description: "sent a line that is not UTF-8: \(start)")
    }
    do {
      self = try JSONDecoder().decode(AdapterMessage.self, from: Data(line))
    } catch {
      let reason = (error as? DecodingError)?.line ?? "\(error)"
      throw Garbled(
        description:
          "sent a line that is no message (\(reason)): \(text.shown(upTo: 120))")
    }
  }
}
