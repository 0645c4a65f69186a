import Dialects

/// What a restored optimizer has lost.
public struct RestoreLoss: Sendable {
  /// Slots that start again at 0.
  public var slots: Set<StateSlot>
  /// The step numbers that the tensors go on from, given those saved.
  public var clocks: (@Sendable ([Int]) -> [Int])?
  /// Whether remembered scalars start again.
  public var memory: Bool
  /// The tensor whose state each takes over, given the names and shapes of all.
  public var owners: (@Sendable ([(name: String, shape: [Int])]) -> [Int])?
  /// Whether schedules begin again.
  public var schedule = false

  /// Creates a loss.
  public init(
    slots: Set<StateSlot> = [], clock: (@Sendable (Int) -> Int)? = nil,
    memory: Bool = false
  ) {
    self.slots = slots
    self.memory = memory
    if let clock { clocks = { $0.map(clock) } }
  }
}

/// What a saved state shares with the optimizer that goes on.
public struct KeptState: Sendable {
  /// Slots that change in what was saved as well.
  public var slots: Set<StateSlot>
  /// Whether step numbers do.
  public var clock: Bool
  /// Whether remembered scalars do.
  public var memory: Bool

  /// Creates a description of what is shared.
  public init(
    slots: Set<StateSlot> = [], clock: Bool = false, memory: Bool = false
  ) {
    self.slots = slots
    self.clock = clock
    self.memory = memory
  }
}
