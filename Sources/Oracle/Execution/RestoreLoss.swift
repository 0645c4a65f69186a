import Dialects

/// What a restored optimizer has lost.
public struct RestoreLoss: Sendable {
  /// Slots that start again at 0.
  public var slots: Set<StateSlot>
  /// The step number that a tensor goes on from, given the one saved.
  public var clock: (@Sendable (Int) -> Int)?
  /// Whether remembered scalars start again.
  public var memory: Bool

  /// Creates a loss.
  public init(
    slots: Set<StateSlot> = [], clock: (@Sendable (Int) -> Int)? = nil,
    memory: Bool = false
  ) {
    self.slots = slots
    self.clock = clock
    self.memory = memory
  }
}
