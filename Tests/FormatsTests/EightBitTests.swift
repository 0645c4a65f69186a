import Formats
import Testing
import _TestSupport

/// A storage type of 8 bits and the format that it must agree with.
enum EightBits: String, CaseIterable {
  case e4m3, e5m2

  var format: FloatFormat { self == .e4m3 ? .e4m3 : .e5m2 }

  func encode(_ value: Float) -> UInt8 {
    switch self {
    case .e4m3: E4M3(value).bitPattern
    case .e5m2: E5M2(value).bitPattern
    }
  }

  func decode(_ bits: UInt8) -> Float {
    switch self {
    case .e4m3: Float(E4M3(bitPattern: bits))
    case .e5m2: Float(E5M2(bitPattern: bits))
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

@Suite("E4M3 and E5M2 agree with their formats")
struct EightBitTests {
  @Test("on every value", arguments: EightBits.allCases)
  func values(type: EightBits) {
    for bits in UInt8.min...UInt8.max {
      let value = type.decode(bits)
      #expect(Double(value).isSame(as: type.format.decode(UInt64(bits))), "\(bits)")
      #expect(value.isNaN || type.encode(value) == bits, "\(bits)")
      #expect(type.complaint(value) == nil)
    }
  }

  @Test(
    "on the midpoint above every finite value and that midpoint's neighbours",
    arguments: EightBits.allCases)
  func midpoints(type: EightBits) {
    let format = type.format
    for magnitude in 0...format.greatestFiniteBits {
      let value = format.decode(magnitude)
      // Above the largest value, the midpoint to the value that would follow.
      let gap =
        magnitude < format.greatestFiniteBits
        ? format.decode(magnitude + 1) - value : value - format.decode(magnitude - 1)
      let middle = Float(value + gap / 2)
      for value in [middle, middle.nextUp, middle.nextDown] {
        #expect(type.complaint(value) == nil)
        #expect(type.complaint(-value) == nil)
      }
    }
  }

  @Test("on every value of 16 bits", arguments: EightBits.allCases)
  func sixteenBits(type: EightBits) {
    var failure: String?
    for bits in UInt16.min...UInt16.max where failure == nil {
      failure =
        type.complaint(Float(Binary16(bitPattern: bits)))
        ?? type.complaint(Float(BFloat16(bitPattern: bits)))
    }
    #expect(failure == nil)
  }

  @Test("on Floats", arguments: EightBits.allCases)
  func floats(type: EightBits) {
    let failure = counterexample(in: 200_000) { random in
      switch random.integer(in: 0...2) {
      case 0: type.complaint(random.weightedFloat())
      case 1: type.complaint(random.float(exponent: -20...18))
      default: type.complaint(random.anyFloat())
      }
    }
    #expect(failure == nil)
  }

  // Sums and products are exact in Double, and its quotients cannot lie so close
  // to a midpoint of 8 bits without being one.
  @Test(
    "in arithmetic on all pairs, done in Float and rounded once",
    arguments: EightBits.allCases)
  func arithmetic(type: EightBits) {
    var failure: String?
    for (a, b) in (0..<1 << 16).lazy.map({ (UInt8($0 >> 8), UInt8($0 & 255)) }) {
      let (x, y) = (type.decode(a), type.decode(b))
      let (wideX, wideY) = (Double(x), Double(y))
      let isRight =
        type.encode(x + y) == type.format.encode(wideX + wideY)
        && type.encode(x - y) == type.format.encode(wideX - wideY)
        && type.encode(x * y) == type.format.encode(wideX * wideY)
        && type.encode(x / y) == type.format.encode(wideX / wideY)
      if !isRight { failure = "\(x), \(y)" }
    }
    #expect(failure == nil)
  }

  @Test("where they overflow, as literals")
  func overflow() {
    #expect(E4M3(464).bitPattern == 0x7e)
    #expect(E4M3(Float(464).nextUp).bitPattern == 0x7f)
    #expect(E4M3(-1000).bitPattern == 0xff)
    #expect(E4M3(-.infinity).bitPattern == 0xff)
    #expect(E4M3(-.nan).bitPattern == 0x7f)
    #expect(E5M2(Float(61440).nextDown).bitPattern == 0x7b)
    #expect(E5M2(-61440).bitPattern == 0xfc)
    #expect(E5M2(.infinity).bitPattern == 0x7c)
    #expect(E5M2(-.nan).bitPattern == 0x7e)
  }

  @Test("in words")
  func description() {
    #expect(E4M3(1.5).description == "1.5")
    #expect(E5M2(-0.0).description == "-0.0")
    #expect(E5M2(.infinity).description == "inf")
    #expect(E4M3(.infinity).description == "nan")
  }
}
