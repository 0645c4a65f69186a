import Dialects
import Formats
import Oracle
import Verdicts

/// What a program said to a probe.
enum ProbeAnswer: Sendable {
  /// Values at every checkpoint.
  case values([ObservedValues])
  /// It declined.
  case declined(String)
  /// It failed, or what it said makes no sense.
  case failed(String)
}

/// The values of all tensors after a step.
struct ObservedValues: Sendable {
  let step: Int
  let tensors: [Tensor]

  struct Tensor: Sendable {
    let parameter: [UInt64]
    let state: [StateSlot: [UInt64]]

    /// The values of a slot, or of the parameter for nil.
    func values(of slot: StateSlot?) -> [UInt64]? {
      slot.map { state[$0] } ?? parameter
    }
  }
}

extension ProbeAnswer {
  /// Reads an answer to `probe`.
  ///
  /// State that is not reported, or not in full, is left out: whoever keeps it in
  /// another form is to be recognized all the same.
  init(_ answer: CaseAnswer, to probe: Probe, readsState: Bool) {
    switch answer {
    case .skip(let reason): self = .declined(reason)
    case .error(let message): self = .failed(message)
    case .result(let checkpoints):
      do {
        self = .values(try Self.read(checkpoints, probe, readsState))
      } catch {
        self = .failed("\(error)")
      }
    }
  }

  private struct Unreadable: Error, CustomStringConvertible { let description: String }

  private static func read(
    _ checkpoints: [ObservedCheckpoint], _ probe: Probe, _ readsState: Bool
  ) throws -> [ObservedValues] {
    let scenario = probe.scenario
    return try probe.checkpoints.map { step in
      guard let checkpoint = checkpoints.first(where: { $0.step == step }) else {
        throw Unreadable(description: "the answer has no checkpoint for step \(step)")
      }
      guard checkpoint.tensors.count == scenario.tensors.count else {
        throw Unreadable(
          description: "step \(step): \(checkpoint.tensors.count) tensors were answered, "
            + "expected \(scenario.tensors.count)")
      }
      let tensors = try zip(checkpoint.tensors, scenario.tensors).map {
        observed, tensor in
        guard observed.parameter.count == tensor.initial.count else {
          throw Unreadable(
            description: "step \(step): \(observed.parameter.count) values of "
              + "\(tensor.name) were answered, expected \(tensor.initial.count)")
        }
        let parameter = try observed.parameter.map(scenario.storage.bits(hexadecimal:))
        var state: [StateSlot: [UInt64]] = [:]
        for (name, values) in observed.state ?? [:] where readsState {
          guard let slot = StateSlot(rawValue: name), values.count == parameter.count
          else { continue }
          state[slot] = try values.map(scenario.format(of: slot).bits(hexadecimal:))
        }
        return ObservedValues.Tensor(parameter: parameter, state: state)
      }
      return ObservedValues(step: step, tensors: tensors)
    }
  }
}
