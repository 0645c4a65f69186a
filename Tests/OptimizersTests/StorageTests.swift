import Formats
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Values go to storage with one rounding.
@Suite struct StorageTests {
  @Test("round to odd keeps the rounding of Double to 16 bits")
  func doubleTo16Bits() {
    var generator = seeded(21)
    for _ in 0..<20_000 {
      let value = wild(using: &generator)
      #expect(
        Binary16.encodings(of: Binary16.values(nearestTo: [value]))
          == [FloatFormat.binary16.encode(value)])
      #expect(
        BFloat16.encodings(of: BFloat16.values(nearestTo: [value]))
          == [FloatFormat.bfloat16.encode(value)])
    }
  }

  /// A number near a rounding boundary of some format more often than not.
  private func wild(using generator: inout SplitMix64) -> Double {
    let format = generator.choice([FloatFormat.binary16, .bfloat16, .binary32])
    let bits = generator.next() & format.bitMask
    let value = format.decode(bits)
    guard value.isFinite else { return value }
    let next = format.decode(bits ^ 1)
    guard next.isFinite else { return value }
    let middle = (value + next) / 2
    switch generator.next() % 6 {
    case 0: return middle
    case 1: return middle.nextUp
    case 2: return middle.nextDown
    case 3: return value.nextUp
    case 4: return Double(bitPattern: generator.next())
    default: return value + (next - value) * Double.random(in: 0...1, using: &generator)
    }
  }

  @Test("encodings go back and forth")
  func encodings() {
    func check<Scalar: StorageScalar>(_: Scalar.Type, _ bits: UInt64) {
      let values = Scalar.values(encodedBy: [bits])
      #expect(Scalar.encodings(of: values) == [bits])
      #expect(
        Scalar.canonicalEncodings(of: values)
          == [Scalar.format.encode(Scalar.format.decode(bits))])
    }
    var generator = seeded(22)
    for _ in 0..<500 {
      check(Double.self, generator.encoding(.binary64))
      check(Float.self, generator.encoding(.binary32))
      check(Binary16.self, generator.encoding(.binary16))
      check(BFloat16.self, generator.encoding(.bfloat16))
    }
    #expect(isSupported(storage: .binary16, arithmetic: .bfloat16) == false)
  }
}
