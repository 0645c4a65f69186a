import Dispatch

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What an interrupting signal does.
///
/// A signal's default action ends the process without `exit`, and so without
/// what is registered to run then: the end of an adapter that still runs.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// Makes interrupting signals leave by `exit`, with the status of a shell.
  ///
  /// To be called once, before any other thread runs.
  static func prepare() {
    sources = signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        exit(128 + number)
      }
      source.resume()
      return source
    }
  }
}
