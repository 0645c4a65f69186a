import Verdicts

extension AdapterMessage {
  /// What the message says to a case, or nil if it is no answer to that case.
  func answer(to id: String) -> CaseAnswer? {
    switch self {
    case .result(id, let checkpoints): .result(checkpoints)
    case .skip(id, let reason): .skip(reason: reason)
    case .error(let named, let message) where named == nil || named == id:
      .error(message: message)
    default: nil
    }
  }

  /// Why the message is no answer to a case.
  func mismatch(with id: String) -> String {
    switch self {
    case .started: "introduced itself again when it was asked for \(id)"
    case .result(let other, _), .skip(let other, _), .error(let other?, _):
      "answered for \(excerpt(other)) when it was asked for \(id)"
    case .error(nil, _): "failed without naming a case"
    }
  }
}
