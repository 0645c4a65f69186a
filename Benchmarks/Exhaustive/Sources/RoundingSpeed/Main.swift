import Formats

/// Prints how long bulk conversions take, in nanoseconds a value, and how long loops
/// over the conversions of single values do; the values are in cache, on one core.
@main
enum Main {
  static func main() {
    print("16 Ki values, bulk conversions on \(FloatFormat.SIMDLevel.current.rawValue),")
    print("ns a value: bulk/single")
    print("")
    print(row("format", "rounding", ["Float", "encode", "Double", "encode", "decode"]))
    for format in FloatFormat.all {
      switch format.bitWidth {
      case 8: measure(format, UInt8.self)
      case 16: measure(format, UInt16.self)
      case 32: measure(format, UInt32.self)
      default: measure(format, UInt64.self)
      }
    }
  }
}

func row(_ format: String, _ rounding: String, _ cells: [String]) -> String {
  ([pad(format, 10), pad(rounding, 13)] + cells.map { pad($0, 14) }).joined()
}

private func pad(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(width - text.count, 1))
}
