import Formats
import Testing
import _TestSupport

@Suite("Conversions are the hardware's")
struct HardwareConversionTests {
  @Test("Double to Float")
  func float() {
    let format = FloatFormat.binary32
    let failure = counterexample(in: 1_000_000) { random in
      let bits = random.next()
      let value: Double
      switch bits & 3 {
      case 0: value = Double(bitPattern: bits)
      case 1:
        // Subnormal, smallest and largest results, and everything between.
        value = random.double(exponent: -152...129)
      case 2:
        // A midpoint of Floats, or its neighbour.
        let near = random.double(exponent: -127...127).bitPattern
        let middle = UInt64(1) << 28 | near & ~((1 << 29) - 1)
        value = Double(bitPattern: middle &+ (bits >> 2 & 3) &- 1)
      default: value = random.double(exponent: -152 ... -120)
      }
      let expected = Float(value)
      let found = format.encode(value)
      let isSame =
        expected.isNaN ? found == format.nanBits : found == UInt64(expected.bitPattern)
      return isSame ? nil : "\(value.exactDescription): \(format.hexadecimal(found))"
    }
    #expect(failure == nil)
  }

  #if !(os(macOS) && arch(x86_64))
    @Test("every Float16, and Floats to Float16")
    func float16() {
      let format = FloatFormat.binary16
      for bits in UInt16.min...UInt16.max {
        let value = Float16(bitPattern: bits)
        let isSame =
          format.decode(UInt64(bits)).isSame(as: Double(value))
          && Float(Binary16(bitPattern: bits)).isSame(as: Float(value))
        if !isSame {
          Issue.record("\(format.hexadecimal(UInt64(bits)))")
          return
        }
      }
      let failure = counterexample(in: 200_000) { random in
        let value =
          random.bool() ? random.float(exponent: -27...17) : random.weightedFloat()
        let expected = Float16(value)
        let wide = format.encode(Double(value))
        let narrow = Binary16(value).bitPattern
        let isSame =
          expected.isNaN
          ? wide == format.nanBits && UInt64(narrow) == format.nanBits
          : wide == UInt64(expected.bitPattern) && narrow == expected.bitPattern
        return isSame ? nil : "\(Double(value).exactDescription)"
      }
      #expect(failure == nil)
    }
  #endif
}
