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
    guard tensors.contains(where: { $0.past != nil }) else { return self }
    let format = stateFormat
    return with(
      groups: groups.map { group in
        Group(
          hyperparameters: group.hyperparameters,
          tensors: group.tensors.map { tensor in
            Tensor(
              name: tensor.name, shape: tensor.shape, initial: tensor.initial,
              isPeriodic: tensor.isPeriodic,
              past: tensor.past.map { past in
                TensorPast(
                  gradientCount: past.gradientCount,
                  state: Dictionary(
                    uniqueKeysWithValues: past.state.map { slot, values in
                      (
                        slot,
                        slots.contains(slot) ? values.map(format.negated) : values
                      )
                    }), momentumProduct: past.momentumProduct)
              })
          }, schedule: group.schedule)
      })
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
