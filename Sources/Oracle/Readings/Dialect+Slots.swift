import Dialects
import Rules

extension Dialect {
  /// The state that a rule keeps for each element, in the order of computation.
  package func stateSlots(_ hyperparameters: Hyperparameters) -> [StateSlot] {
    Program(
      dialect: self, hyperparameters: hyperparameters, isFirst: false, isRectified: true
    ).state.map(\.slot)
  }
}
