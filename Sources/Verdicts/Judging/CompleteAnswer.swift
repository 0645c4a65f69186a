import Dialects
import Formats
import Scenarios

/// An answer of which nothing is to be compared with published values: to a probe, or
/// to a case that is explained.
package enum CompleteAnswer: Sendable {
  /// Values at every checkpoint: every parameter, and the state that was reported in
  /// full.
  case values([Checkpoint<UInt64>])
  /// The implementation declined.
  case declined(String)
  /// It failed, or what it said makes no sense.
  case failed(String)

  /// Takes what was answered to a request.
  ///
  /// State that is not reported, or not in full, is left out: whoever keeps it in
  /// another form is to be recognized all the same.
  package init(_ answer: CaseAnswer, to request: CaseRequest, readsState: Bool) {
    switch answer {
    case .skip(let reason): self = .declined(reason)
    case .error(let message): self = .failed(message)
    case .result(let checkpoints, let unreadable, _):
      do throws(Incomplete) {
        self = .values(try Self.complete(checkpoints, unreadable, request, readsState))
      } catch {
        self = .failed(error.description)
      }
    }
  }

  private struct Incomplete: Error { let description: String }

  private static func complete(
    _ checkpoints: [Checkpoint<UInt64>], _ unreadable: [RunPlace: String],
    _ request: CaseRequest, _ readsState: Bool
  ) throws(Incomplete) -> [Checkpoint<UInt64>] {
    let scenario = request.scenario
    var result: [Checkpoint<UInt64>] = []
    for step in request.checkpoints {
      guard let checkpoint = checkpoints.first(where: { $0.step == step }) else {
        throw Incomplete(description: "the answer has no checkpoint for step \(step)")
      }
      guard checkpoint.tensors.count == scenario.tensors.count else {
        throw Incomplete(
          description: "step \(step): \(checkpoint.tensors.count) tensors were answered, "
            + "expected \(scenario.tensors.count)")
      }
      var tensors: [TensorValues<UInt64>] = []
      for (observed, tensor) in zip(checkpoint.tensors, scenario.tensors) {
        guard observed.parameter.count == tensor.elementCount else {
          throw Incomplete(
            description: "step \(step): \(observed.parameter.count) values of "
              + "\(tensor.name) were answered, expected \(tensor.elementCount)")
        }
        let state = observed.state.filter {
          readsState && $0.values.count == tensor.elementCount
        }
        tensors.append(TensorValues(parameter: observed.parameter, state: state))
      }
      result.append(Checkpoint(step: step, tensors: tensors))
    }
    for (place, text) in unreadable.sorted(by: { $0.key.step < $1.key.step })
    where readsState || place.slot == nil {
      throw Incomplete(description: scenario.format(of: place.slot).refusal(of: text))
    }
    return result
  }
}

extension FloatFormat {
  /// Why a text is no encoding of the format.
  fileprivate func refusal(of text: String) -> String {
    do throws(EncodingError) {
      _ = try bits(hexadecimal: text)
      return ""
    } catch {
      return error.description
    }
  }
}
