import Dialects
import Formats
import Scenarios
import Verdicts

extension AdapterMessage {
  /// What the message says to a case, or nil if it is no answer to that case.
  func answer(to request: CaseRequest) -> CaseAnswer? {
    switch self {
    case .result(request.id, let checkpoints): checkpoints.answer(of: request.scenario)
    case .skip(request.id, let reason): .skip(reason: reason)
    case .error(let named, let message) where named == nil || named == request.id:
      .error(message: message)
    default: nil
    }
  }

  /// Why the message is no answer to a case.
  func mismatch(with id: String) -> String {
    switch self {
    case .started: "introduced itself again when it was asked for \(id)"
    case .result(let other, _), .skip(let other, _), .error(let other?, _):
      "answered for \(other.shown(upTo: 120)) when it was asked for \(id)"
    case .error(nil, _): "failed without naming a case"
    }
  }
}

extension [AnsweredCheckpoint] {
  /// The encodings that the texts write, with what is unreadable; state that does not
  /// exist is left out.
  fileprivate func answer(of scenario: Scenario) -> CaseAnswer {
    var unreadable: [RunPlace: String] = [:]
    let checkpoints = map { checkpoint in
      func read(_ texts: [String], _ tensor: Int, _ slot: StateSlot?) -> [UInt64] {
        let format = scenario.format(of: slot)
        return texts.enumerated().map { element, text in
          if let bits = try? format.bits(hexadecimal: text) { return bits }
          let lane = Lane(tensor: tensor, element: element)
          unreadable[RunPlace(step: checkpoint.step, lane: lane, slot: slot)] = text
          return 0
        }
      }
      return Checkpoint(
        step: checkpoint.step,
        tensors: checkpoint.tensors.enumerated().map { index, tensor in
          TensorValues(
            parameter: read(tensor.parameter, index, nil),
            state: StateSlot.allCases.compactMap { slot in
              (tensor.state?[slot.rawValue]).map { (slot, read($0, index, slot)) }
            })
        })
    }
    var foreign: [String] = []
    for name in flatMap(\.tensors).flatMap({ ($0.state ?? [:]).keys.sorted() })
    where StateSlot(rawValue: name) == nil && !foreign.contains(name) {
      foreign.append(name)
    }
    return .result(checkpoints, unreadable: unreadable, foreignSlots: foreign)
  }
}
