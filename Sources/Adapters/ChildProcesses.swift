import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the system must be told about child processes.
enum ChildProcesses {
  /// The process groups that must not outlive this process.
  private static let groups = Mutex<Set<pid_t>>([])

  /// Makes sure that a group is killed when this process exits.
  ///
  /// `exit` is called from many places, and most know of no adapter.
  static func guardGroup(_ group: pid_t) {
    _ = killsGroupsAtExit
    groups.withLock { _ = $0.insert(group) }
  }

  /// Ends what `guardGroup` began; to be called before the leader is reaped,
  /// since its number may be given to another process then.
  static func releaseGroup(_ group: pid_t) {
    groups.withLock { _ = $0.remove(group) }
  }

  private static let killsGroupsAtExit: Bool =
    atexit {
      ChildProcesses.groups.withLock { groups in
        for group in groups {
          kill(-group, SIGKILL)
          // The leader may have left its group.
          kill(group, SIGKILL)
        }
      }
    } == 0

  /// Makes writing to a program that has gone an error instead of our death.
  ///
  /// Pipes have no switch of their own for this, so it concerns the whole
  /// process; a handler that is there already is left alone.
  static func ignoreBrokenPipes() { _ = ignoresBrokenPipes }

  private static let ignoresBrokenPipes: Bool = {
    let previous = signal(SIGPIPE, SIG_IGN)
    let isDefault = unsafeBitCast(previous, to: Int.self) == 0
    if !isDefault { _ = signal(SIGPIPE, previous) }
    return isDefault
  }()

  /// Whether a child has ended, or ends within `patience`.
  ///
  /// The child is not reaped.
  static func hasEnded(_ child: pid_t, within patience: Duration) async -> Bool {
    let deadline = ContinuousClock.now + patience
    while true {
      var info = siginfo_t()
      if waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0,
        info.si_signo == SIGCHLD
      {
        return true
      }
      guard ContinuousClock.now < deadline else { return false }
      try? await Task.sleep(for: .milliseconds(5))
      if Task.isCancelled { return false }
    }
  }
}
