import Synchronization

/// What connects the two sides of a session: the one that asks, and the one that
/// holds the child's pipes.
final class SessionChannel: Sendable {
  /// A line to send, and the bound on the line that answers it.
  struct Exchange: Sendable {
    var line: [UInt8]
    /// Nil if no answer is expected.
    var answerLimit: Int?
  }

  /// Why a session was ended from our side.
  enum Cause: Sendable, Equatable {
    /// The child took longer than this.
    case timedOut(Duration)
    /// The child no longer reads.
    case deaf
    /// The child was told to stop.
    case finished
    /// The child broke the protocol, or nobody wants its answers any more.
    case abandoned
  }

  /// The lines to send; each is sent after the last was answered.
  let exchanges = AsyncStream.makeStream(of: Exchange.self)
  /// The answers; they finish when the child can give no more.
  let answers = AsyncStream.makeStream(of: LineReader.Outcome.self)
  /// A stream that finishes when the conversation is to be broken off.
  let halt = AsyncStream.makeStream(of: Never.self)

  private let firstCause = Mutex<Cause?>(nil)

  /// Why the session was ended from our side, if it was.
  var cause: Cause? { firstCause.withLock { $0 } }

  /// Notes why the session ends, unless a cause is known already.
  func note(_ cause: Cause) { firstCause.withLock { $0 = $0 ?? cause } }

  /// Breaks the conversation off.
  func breakOff(_ cause: Cause) {
    note(cause)
    halt.continuation.finish()
  }
}
