import Dialects

extension Scenario {
  /// The same run with other tensors, given their indices over all groups.
  package func mappingTensors(_ transform: (Int, Tensor) -> Tensor) -> Scenario {
    var index = -1
    return with(
      groups: groups.map { group in
        Group(
          hyperparameters: group.hyperparameters,
          tensors: group.tensors.map { tensor in
            index += 1
            return transform(index, tensor)
          }, schedule: group.schedule)
      })
  }
}

extension Scenario.Tensor {
  /// The same tensor with other values.
  package func with(initial: [UInt64]) -> Scenario.Tensor {
    Scenario.Tensor(
      name: name, shape: shape, initial: initial, isPeriodic: isPeriodic, past: past)
  }

  /// The same tensor with something else behind it.
  package func with(past: TensorPast?) -> Scenario.Tensor {
    Scenario.Tensor(
      name: name, shape: shape, initial: initial, isPeriodic: isPeriodic, past: past)
  }
}

extension TensorPast {
  /// The same past with other state.
  package func mappingState(
    _ transform: (StateSlot, [UInt64]) -> [UInt64]
  ) -> TensorPast {
    TensorPast(
      gradientCount: gradientCount,
      state: Dictionary(
        uniqueKeysWithValues: state.map { ($0.key, transform($0.key, $0.value)) }),
      momentumProduct: momentumProduct)
  }
}
