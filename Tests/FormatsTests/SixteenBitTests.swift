import Formats
import Testing
import _TestSupport

/// A storage type of 16 bits and the format that it must agree with.
enum SixteenBits: String, CaseIterable {
  case binary16, bfloat16

  var format: FloatFormat { self == .binary16 ? .binary16 : .bfloat16 }

  func encode(_ value: Float) -> UInt16 {
    switch self {
    case .binary16: Binary16(value).bitPattern
    case .bfloat16: BFloat16(value).bitPattern
    }
  }

  func decode(_ bits: UInt16) -> Float {
    switch self {
    case .binary16: Float(Binary16(bitPattern: bits))
    case .bfloat16: Float(BFloat16(bitPattern: bits))
    }
  }

  /// What is wrong with the encoding of `value`.
  func complaint(_ value: Float) -> String? {
    let expected = format.encode(Double(value))
    let found = UInt64(encode(value))
    return found == expected
      ? nil
      : "\(Double(value).exactDescription): \(format.hexadecimal(found)), "
        + "not \(format.hexadecimal(expected))"
  }
}

@Suite("Binary16 and BFloat16 agree with their formats")
struct SixteenBitTests {
  @Test("on every value", arguments: SixteenBits.allCases)
  func values(type: SixteenBits) {
    var failure: String?
    for bits in UInt16.min...UInt16.max where failure == nil {
      let value = type.decode(bits)
      if !Double(value).isSame(as: type.format.decode(UInt64(bits))) {
        failure = type.format.hexadecimal(UInt64(bits))
      }
      if !value.isNaN && type.encode(value) != bits { failure = "\(value)" }
      failure = failure ?? type.complaint(value)
    }
    #expect(failure == nil)
  }

  @Test(
    "on the midpoint above every finite value and that midpoint's neighbours",
    arguments: SixteenBits.allCases)
  func midpoints(type: SixteenBits) {
    let format = type.format
    var failure: String?
    for magnitude in 0...format.greatestFiniteBits where failure == nil {
      let value = format.decode(magnitude)
      // Above the largest value, the midpoint to the value that would follow.
      let gap =
        magnitude < format.greatestFiniteBits
        ? format.decode(magnitude + 1) - value : value - format.decode(magnitude - 1)
      let middle = Float(value + gap / 2)
      for value in [middle, middle.nextUp, middle.nextDown] {
        failure = failure ?? type.complaint(value) ?? type.complaint(-value)
      }
    }
    #expect(failure == nil)
  }

  @Test("on Floats", arguments: SixteenBits.allCases)
  func floats(type: SixteenBits) {
    let failure = counterexample(in: 200_000) { random in
      type.complaint(random.bool() ? random.weightedFloat() : random.anyFloat())
    }
    #expect(failure == nil)
  }

  @Test("in words")
  func description() {
    #expect(Binary16(1.5).description == "1.5")
    #expect(BFloat16(-0.0).description == "-0.0")
    #expect(Binary16(.infinity).description == "inf")
  }
}
