import Dialects

/// Where in a run a value is.
public struct RunPlace: Hashable, Sendable {
  /// The step after which the value is looked at, from 1.
  public let step: Int
  /// The element.
  public let lane: Lane
  /// The slot of the state, or nil for the parameter.
  public let slot: StateSlot?

  /// Creates a place.
  public init(step: Int, lane: Lane, slot: StateSlot?) {
    self.step = step
    self.lane = lane
    self.slot = slot
  }
}
