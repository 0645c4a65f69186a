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
        UInt64(Binary16(nearest: value).bitPattern) == FloatFormat.binary16.encode(value))
      #expect(
        UInt64(BFloat16(nearest: value).bitPattern) == FloatFormat.bfloat16.encode(value))
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
      let scalar = Scalar(encoding: bits)
      #expect(scalar.encoding == bits)
      #expect(
        scalar.canonicalEncoding
          == Scalar.storageFormat.encode(Scalar.storageFormat.decode(bits)))
    }
    var generator = seeded(22)
    for _ in 0..<500 {
      check(Double.self, generator.encoding(.binary64))
      check(Float.self, generator.encoding(.binary32))
      check(Binary16.self, generator.encoding(.binary16))
      check(BFloat16.self, generator.encoding(.bfloat16))
    }
    #expect(AnyOptimizer.supports(storage: .binary16, arithmetic: .bfloat16) == false)
  }
}
