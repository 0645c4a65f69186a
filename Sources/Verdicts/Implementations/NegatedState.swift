import Dialects
import Formats
import Scenarios

extension Implementation {
  /// Runs one case, with state that the implementation keeps with the other sign.
  package func answer(
    to request: CaseRequest, negating slots: Set<StateSlot>
  ) async throws -> CaseAnswer {
    guard !slots.isEmpty else { return try await answer(request) }
    var negated = request
    negated.scenario = request.scenario.negating(slots)
    return try await answer(negated).negating(slots, in: request.scenario.stateFormat)
  }
}

extension Scenario {
  /// The same run with state of the other sign in some slots, where state is given.
  fileprivate func negating(_ slots: Set<StateSlot>) -> Scenario {
    let format = stateFormat
    return mappingTensors { _, tensor in
      tensor.with(
        past: tensor.past?.mappingState { slot, values in
          slots.contains(slot) ? values.map(format.negated) : values
        })
    }
  }
}

extension CaseAnswer {
  /// The same answer with state of the other sign in some slots.
  ///
  /// - Parameter format: The format of the state.
  fileprivate func negating(
    _ slots: Set<StateSlot>, in format: FloatFormat
  ) -> CaseAnswer {
    guard case .result(let checkpoints, let unreadable, let foreign) = self else {
      return self
    }
    return .result(
      checkpoints.negating(slots, in: format), unreadable: unreadable,
      foreignSlots: foreign)
  }
}

extension FloatFormat {
  /// The encoding with the other sign.
  func negated(_ bits: UInt64) -> UInt64 { bits ^ 1 << UInt64(bitWidth - 1) }
}
