import Synchronization

/// A line on a terminal that shows how far the work is.
final class ProgressBar: Sendable {
  private static let width = 24

  private let console: Console
  private let label: String
  private let total: Int
  private let shown = Mutex<ContinuousClock.Instant?>(nil)

  /// Creates the bar; it stays invisible where standard error is no terminal.
  init(_ label: String, total: Int, on console: Console) {
    self.label = label
    self.total = total
    self.console = console
  }

  /// Shows that `count` of the total are done, at most ten times a second.
  func show(_ count: Int) {
    guard console.showsProgress, total > 0 else { return }
    shown.withLock { last in
      let now = ContinuousClock.now
      if let last, now - last < .milliseconds(100), count < total { return }
      last = now
      let filled = Self.width * min(count, total) / total
      let bar =
        String(repeating: "█", count: filled)
        + String(repeating: "░", count: Self.width - filled)
      console.writeError("\r\u{1b}[K\(label) \(bar) \(count)/\(total)")
    }
  }

  /// Takes the line away.
  func clear() {
    shown.withLock { last in
      if last != nil { console.writeError("\r\u{1b}[K") }
      last = nil
    }
  }
}
