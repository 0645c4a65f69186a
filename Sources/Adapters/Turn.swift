import Synchronization

/// First come, first served: one task at a time, across its suspensions.
final class Turn: Sendable {
  private struct State {
    var isTaken = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// Waits until it is this task's turn.
  func begin() async {
    await withCheckedContinuation { (task: CheckedContinuation<Void, Never>) in
      let isFree = state.withLock { state in
        if state.isTaken {
          state.waiting.append(task)
          return false
        }
        state.isTaken = true
        return true
      }
      if isFree { task.resume() }
    }
  }

  /// Gives the turn to the task that has waited longest.
  func end() {
    let next = state.withLock { state in
      state.isTaken = !state.waiting.isEmpty
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
    next?.resume()
  }
}
