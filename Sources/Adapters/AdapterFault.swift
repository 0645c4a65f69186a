import Subprocess

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How a session failed.
struct AdapterFault: Error {
  /// What was noticed first.
  enum Problem: Sendable {
    /// The child said something that breaks the protocol.
    case spoke(String)
    /// No more could be read from the child.
    case ended(isInsideLine: Bool)
  }

  var problem: Problem
  /// Why the session was ended from our side, if it was.
  var cause: SessionChannel.Cause?
  var ending: AdapterChild.Ending
  /// The end of the child's standard error.
  var diagnostics: String
}

extension AdapterFault: CustomStringConvertible {
  /// What happened, in a line whose subject is the program.
  var description: String {
    if let failure = ending.failure { return failure.problem }
    guard case .ended(let isInsideLine) = problem else {
      if case .spoke(let what) = problem { return what }
      return ""
    }
    let place = isInsideLine ? "in the middle of a line" : "before it answered"
    if case .timedOut(let limit) = cause {
      return "gave no answer within \(limit.inSeconds)"
    }
    switch ending.status {
    case .exited(let code): return "exited with status \(code) \(place)"
    case .signaled(let signal):
      return "was ended by signal \(signal) (\(Self.name(of: signal))) \(place)"
    case nil: break
    }
    return switch cause {
    case .deaf: "closed its standard input"
    case .abandoned: "was interrupted"
    default: "closed its standard output \(place)"
    }
  }

  private static func name(of signal: Int32) -> String {
    strsignal(signal).map { String(cString: $0) } ?? "unknown"
  }
}

extension Duration {
  /// The number of seconds with its unit.
  var inSeconds: String {
    let (seconds, attoseconds) = components
    guard attoseconds != 0 else { return "\(seconds) s" }
    return "\(Double(seconds) + Double(attoseconds) / 1e18) s"
  }
}
