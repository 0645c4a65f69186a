import Dialects

extension ParameterOptimizer {
  /// The shape of a tensor.
  public func shape(ofTensor tensor: Int) -> [Int] { tensors[tensor].shape }

  /// The group of a tensor.
  public func group(ofTensor tensor: Int) -> Int { tensors[tensor].group }

  /// The number of steps in which a tensor had a gradient.
  public func stepCount(ofTensor tensor: Int) -> Int64 { tensors[tensor].stepCount }

  /// The state that is kept for a tensor, in the order in which a step computes it.
  public func slots(ofTensor tensor: Int) -> [StateSlot] {
    groups[tensors[tensor].group].staged.slots
  }

  /// The memory of the state of all tensors, in bytes: for each tensor its number of
  /// slots × its number of elements × the width of `Scalar`.
  ///
  /// Besides, a tensor takes a few words, which hold its shape, its step number and
  /// NAdam's Π, and a word for each row if `StepClock` is `row`. What is computed on
  /// copies in a wider type, such as stochastic rounding, takes 11 KiB an optimizer.
  public var stateByteCount: Int {
    tensors.reduce(0) { $0 + $1.state.byteCount }
  }

  /// One state buffer of a tensor, or nil if the rule keeps no such state.
  public func state(_ slot: StateSlot, ofTensor tensor: Int) -> [Scalar]? {
    guard let position = slots(ofTensor: tensor).firstIndex(of: slot) else { return nil }
    let count = tensors[tensor].count
    return tensors[tensor].state[position * count..<(position + 1) * count]
  }
}
