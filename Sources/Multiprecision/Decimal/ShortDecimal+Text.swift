extension ShortDecimal {
  /// The canonical form of `BigFloat.decimal(digits:rounding:)`.
  var text: String {
    // A sign, 32 digits, a point, and an exponent of at most 5 characters.
    String(unsafeUninitializedCapacity: 40) { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      var end = start
      if isNegative {
        end.pointee = UInt8(ascii: "-")
        end += 1
      }
      // 32 digits, whose first moves before the point.
      let first = end
      writeDigits(to: UnsafeMutableRawPointer(first + 1))
      var count = digits
      while count > 1, first[count] == UInt8(ascii: "0") { count &-= 1 }
      first[0] = first[1]
      first[1] = UInt8(ascii: ".")
      end = first + (count > 1 ? count &+ 1 : 1)
      end.pointee = UInt8(ascii: "e")
      end += 1
      if exponent < 0 {
        end.pointee = UInt8(ascii: "-")
        end += 1
      }
      let magnitude = exponent.magnitude
      var unit = magnitude >= 100 ? 100 : magnitude >= 10 ? 10 : 1 as UInt
      while unit > 0 {
        let digit = UInt8(truncatingIfNeeded: magnitude / unit % 10)
        end.pointee = UInt8(ascii: "0") &+ digit
        end += 1
        unit /= 10
      }
      return end - start
    }
  }

  /// Writes the digits, with zeros up to 32 of them.
  @inline(__always)
  private func writeDigits(to target: UnsafeMutableRawPointer) {
    let all = significand &* PowersOfTen.shared.integer(32 &- digits)
    let half = 10_000_000_000_000_000 as UInt64
    // A quotient of 10^32 and 10^16 fits in 64 bits.
    let (upper, lower) = half.dividingFullWidth(
      (UInt64(truncatingIfNeeded: all >> 64), UInt64(truncatingIfNeeded: all)))
    let quarter = 100_000_000 as UInt64
    let parts = (upper / quarter, upper % quarter, lower / quarter, lower % quarter)
    store(parts.0, target)
    store(parts.1, target + 8)
    store(parts.2, target + 16)
    store(parts.3, target + 24)
  }

  /// Writes the 8 digits of a number below 10^8.
  ///
  /// The lanes of a word are halved three times: into numbers below 10^4, 10^2 and 10,
  /// the more significant one in the lower lane. Division is by multiplication, exact
  /// for numbers so small: ⌊10486 x ÷ 2^20⌋ = ⌊x ÷ 100⌋ below 10^4 and
  /// ⌊103 x ÷ 2^10⌋ = ⌊x ÷ 10⌋ below 100.
  @inline(__always)
  private func store(_ value: UInt64, _ target: UnsafeMutableRawPointer) {
    let upper = value / 10_000
    var lanes = upper | (value &- upper &* 10_000) << 32
    var tens = (lanes &* 10_486) >> 20 & 0x0000_007f_0000_007f
    lanes = tens | (lanes &- tens &* 100) << 16
    tens = (lanes &* 103) >> 10 & 0x000f_000f_000f_000f
    lanes = tens | (lanes &- tens &* 10) << 8
    let text = lanes | 0x3030_3030_3030_3030
    target.storeBytes(of: text.littleEndian, as: UInt64.self)
  }
}
