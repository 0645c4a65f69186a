import Formats
import Vectors

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Numbers as reports write them.
enum NumberText {
  /// κ* to three significant digits; nil means that no budget suffices.
  static func budget(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "∞" }
    if value == 0 { return "0" }
    if value < 1e-3 || value >= 99_950 { return scientific(value, digits: 3) }
    // As many decimals as leave three digits, counted after rounding.
    let rounded = Double(scientific(value, digits: 3)) ?? value
    let exponent = Int(log10(rounded).rounded(.down))
    return fixed(rounded, decimals: max(0, 2 - exponent))
  }

  /// A share in percent; it reads 100 % only if nothing is missing.
  static func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    if part == whole { return "100 %" }
    let hundredths = Int(Double(part) / Double(whole) * 10_000)
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
  }

  /// A number with a given number of decimals, such as `95.1`.
  static func fixed(_ value: Double, decimals: Int) -> String {
    printed("%.*f", decimals, value)
  }

  /// A number in scientific notation, such as `1.00e-2`.
  static func scientific(_ value: Double, digits: Int) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    if value == 0 { return value.sign == .minus ? "-0" : "0" }
    let parts = printed("%.*e", digits - 1, value).split(separator: "e")
    return "\(parts[0])e\(Int(parts[1]) ?? 0)"
  }

  /// What C's `printf` makes of a precision and a number: it rounds correctly, and all
  /// of Foundation for that would bring ICU with it.
  private static func printed(
    _ format: String, _ precision: Int, _ value: Double
  ) -> String {
    withVaList([Int32(precision), value]) { arguments in
      // The largest binary64 number has 309 digits before the point.
      let capacity = 320 + precision
      return String(unsafeUninitializedCapacity: capacity) { buffer in
        buffer.withMemoryRebound(to: CChar.self) { text in
          Int(vsnprintf(text.baseAddress, capacity, format, arguments))
        }
      }
    }
  }

  /// The value of an encoding, with as many digits as tell it from its neighbours.
  static func decimal(_ bits: UInt64, _ format: FloatFormat) -> String {
    scientific(format.decode(bits), digits: format.roundTripDigits)
  }

  /// The value of an encoding as text, or a note that it is none.
  static func decimal(hexadecimal text: String, _ format: FloatFormat?) -> String {
    guard let format, let bits = try? format.bits(hexadecimal: text) else {
      return "(no value)"
    }
    return decimal(bits, format)
  }

  /// A binary64 number as short as it can be.
  static func shortest(_ value: Double) -> String {
    value.shortestText.replacing("e-0", with: "e-")
  }

  /// A count with its noun, in the singular or with an s.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension FloatFormat {
  /// The number of decimal digits that tell every value from its neighbours.
  var roundTripDigits: Int {
    1 + Int((Double(precision) * 0.301_029_995_663_981_2).rounded(.up))
  }
}
