import Reports

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file descriptor that may be a terminal.
struct Terminal {
  let descriptor: Int32

  /// Whether it is a terminal that understands escape sequences.
  var isCapable: Bool {
    isatty(descriptor) == 1 && environment("TERM") != "dumb"
  }

  /// How text for it is dressed (https://no-color.org).
  var style: TerminalStyle {
    guard isCapable else { return .plain }
    return TerminalStyle(
      usesColour: (environment("NO_COLOR") ?? "").isEmpty, width: width)
  }

  private var width: Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  private func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
