import Dialects
import Formats

extension Optimizer {
  /// The number of steps taken by the optimizer, whichever tensors took part.
  public var stepCount: Int64 { engine.stepCount }

  /// The number of steps in which a tensor had a gradient.
  ///
  /// - Precondition: there is a tensor of that index.
  public func stepCount(ofTensor tensor: Int) -> Int64 {
    engine.stepCount(ofTensor: tensor)
  }

  /// The shape of a tensor: the lengths of its dimensions.
  ///
  /// - Precondition: there is a tensor of that index.
  public func shape(ofTensor tensor: Int) -> [Int] { engine.shape(ofTensor: tensor) }

  /// The index of a tensor's group.
  ///
  /// - Precondition: there is a tensor of that index.
  public func group(ofTensor tensor: Int) -> Int { engine.group(ofTensor: tensor) }

  /// The state that is kept for a tensor, in the order in which a step computes it.
  ///
  /// A master copy comes last, as `masterParameter`.
  ///
  /// - Precondition: there is a tensor of that index.
  public func slots(ofTensor tensor: Int) -> [StateSlot] {
    engine.slots(ofTensor: tensor)
  }

  /// One state buffer of a tensor, flat and exact, or nil if the rule keeps no such state.
  ///
  /// A master copy is empty before the tensor's first gradient, unless it was set.
  ///
  /// ```swift
  /// let squares = optimizer.state(.squareAverage, ofTensor: 0)
  /// ```
  ///
  /// - Precondition: there is a tensor of that index.
  public func state(_ slot: StateSlot, ofTensor tensor: Int) -> [Double]? {
    engine.stateEncodings(slot, ofTensor: tensor)?.map(engine.stateFormat.decode)
  }

  /// The encodings of a state buffer in the format of the state, or nil.
  package func stateEncodings(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]? {
    engine.stateEncodings(slot, ofTensor: tensor)
  }

  /// A copy of the memory of a state buffer, or nil.
  package func stateBytes(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt8]? {
    engine.stateBytes(slot, ofTensor: tensor)
  }

  /// The memory that the state of all tensors takes, in bytes.
  ///
  /// It is, for each tensor, the number of slots × the number of elements × the width of
  /// `Scalar`, or of the arithmetic's format with master copies, which count as a slot.
  ///
  /// Besides, a tensor takes a few words, which hold its shape, its step number and
  /// NAdam's Π, and a word for each row if `StepClock` is `row`. What is computed on
  /// copies in a wider type, such as stochastic rounding, takes 11 KiB an optimizer.
  public var stateByteCount: Int { engine.stateByteCount }
}
