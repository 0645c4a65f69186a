import Dialects

/// What a tensor has behind it when a run begins (SPEC §1.5).
public struct TensorPast: Hashable, Sendable {
  /// The number of steps in which it had a gradient, at least 1; each of its rows had
  /// one in as many.
  public let gradientCount: Int
  /// The encodings of its state, in the format of the state.
  public let state: [StateSlot: [UInt64]]
  /// Π of NAdam (SPEC §7), where there is one.
  public let momentumProduct: Double?

  /// Creates a past.
  public init(
    gradientCount: Int, state: [StateSlot: [UInt64]], momentumProduct: Double? = nil
  ) {
    precondition(gradientCount > 0, "what had no gradient has no past")
    self.gradientCount = gradientCount
    self.state = state
    self.momentumProduct = momentumProduct
  }
}
