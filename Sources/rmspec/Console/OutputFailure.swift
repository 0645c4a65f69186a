import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Why standard output could not be written, if it could not.
///
/// Nobody who writes a line asks whether it arrived; who ends the process does.
enum OutputFailure {
  private static let first = Mutex<Errno?>(nil)

  /// Keeps the first failure.
  static func note(_ error: any Error) {
    first.withLock { $0 = $0 ?? (error as? Errno ?? .ioError) }
  }

  /// The status with which to end where it would have been `status`.
  static func status(after status: ProgramStatus, on console: Console) -> ProgramStatus {
    guard let error = first.withLock({ $0 }) else { return status }
    // Who reads no further, as `head` does, knows that and needs no word.
    if error != .brokenPipe {
      console.complain("standard output cannot be written: \(error)")
    }
    return .adapter
  }
}
