import Dialects
import Oracle
import Scenarios

/// A rounded reading that can be compared.
struct Reading: Equatable {
  private let values: [[[UInt64]]]
  private let slots: [[[StateSlot]]]

  init(_ execution: Execution) {
    let count = execution.scenario.steps.count
    // A long run is looked at rarely.
    let steps = count > 100 ? [300, count] : Array(1...count)
    let checkpoints = execution.roundedReading(checkpoints: steps)
    values = checkpoints.map { checkpoint in
      checkpoint.tensors.flatMap { [$0.parameter] + $0.state.map(\.values) }
    }
    slots = checkpoints.map { $0.tensors.map { $0.state.map(\.slot) } }
  }
}
