import Foundation
import Testing
import _TestSupport

@testable import Formats

/// Results depend on nothing but the values.
@Suite("Bulk conversions of any length at any place")
struct BulkShapeTests {
  /// Runs `convert` on every length up to 70 from every offset up to 15, and compares
  /// with `expected`; what lies around the results must stay as it is.
  private func check<Source, Result: FixedWidthInteger & BitwiseCopyable>(
    _ name: String, _ values: [Source], _ expected: [Result], untouched: Result,
    _ convert: (UnsafeBufferPointer<Source>, UnsafeMutableBufferPointer<Result>) -> Void
  ) {
    values.withUnsafeBufferPointer { values in
      for length in 0...70 {
        for offset in 0...15 {
          let whole = [Result](repeating: untouched, count: 96)
          var found = whole
          found.withUnsafeMutableBufferPointer {
            convert(
              UnsafeBufferPointer(rebasing: values[offset..<offset + length]),
              UnsafeMutableBufferPointer(
                rebasing: $0[15 - offset..<15 - offset + length]))
          }
          var right = whole
          right.replaceSubrange(
            15 - offset..<15 - offset + length, with: expected[offset..<offset + length])
          if firstDifference(found, right) != nil {
            Issue.record("\(name): length \(length) at \(offset)")
            return
          }
        }
      }
    }
  }

  @Test("from Float and Double", arguments: FloatFormat.SIMDLevel.supported)
  func shapes(level: FloatFormat.SIMDLevel) {
    var random = SplitMix64(seed: Search.seed)
    let doubles = (0..<90).map { _ in random.weightedDouble() }
    let floats = (0..<90).map { _ in random.weightedFloat() }
    let bits = (0..<90).map { _ in UInt32(truncatingIfNeeded: random.next()) }

    for format in [FloatFormat.bfloat16, .binary16] {
      let encodings = floats.map { UInt16(format.encode(Double($0), rounding: .up)) }
      check("\(format) \(level)", floats, encodings, untouched: 0xabcd) {
        format.encode($0, into: EncodingBuffer($1), .toward(.up), level)
      }
      let rounded = encodings.map { Float(format.decode(UInt64($0))).bitPattern }
      check("\(format) \(level) round", floats, rounded, untouched: 0xabcd) { from, to in
        to.withMemoryRebound(to: Float.self) {
          format.round(from, into: $0, .toward(.up), level)
        }
      }
      check("\(format) \(level) decode", encodings, rounded, untouched: 0xabcd) {
        from, to in
        to.withMemoryRebound(to: Float.self) {
          format.decode(EncodingBuffer(from), into: $0, level)
        }
      }
    }

    let format = FloatFormat.e4m3
    let encodings = doubles.map { UInt8(format.encode($0)) }
    check("double \(level)", doubles, encodings, untouched: 0xab) {
      format.encode($0, into: EncodingBuffer($1), .toward(.nearestEven), level)
    }
    let rounded = encodings.map { format.decode(UInt64($0)).bitPattern }
    check("double \(level) round", doubles, rounded, untouched: 0xabcd) { from, to in
      to.withMemoryRebound(to: Double.self) {
        format.round(from, into: $0, .toward(.nearestEven), level)
      }
    }

    // The bits go with the values: here each value has those of its own index.
    let stochastic = zip(floats, bits).map { value, r in
      UInt8(format.encode(Double(value), stochastic: r))
    }
    floats.withUnsafeBufferPointer { start in
      bits.withUnsafeBufferPointer { bits in
        check("stochastic \(level)", floats, stochastic, untouched: 0xab) { from, to in
          let index =
            from.baseAddress.map { start.baseAddress!.distance(to: $0) } ?? 0
          let r = UnsafeBufferPointer(rebasing: bits[index..<index + from.count])
          format.encode(from, into: EncodingBuffer(to), .stochastic(r), level)
        }
      }
    }
  }

  @Test("in place", arguments: FloatFormat.SIMDLevel.supported)
  func inPlace(level: FloatFormat.SIMDLevel) {
    var values = (0..<70).map { Float($0) * 0.77 }
    let expected = FloatFormat.e5m2.round(values, .toward(.down), .scalar)
    values.withUnsafeMutableBufferPointer {
      FloatFormat.e5m2.round(UnsafeBufferPointer($0), into: $0, .toward(.down), level)
    }
    #expect(values == expected)
  }

  @Test("under any rounding direction of the processor")
  func environment() {
    var random = SplitMix64(seed: Search.seed)
    let floats = (0..<500).map { _ in random.weightedFloat() }
    for format in FloatFormat.narrow {
      for level in FloatFormat.SIMDLevel.vectors {
        let expected = format.round(floats, .toward(.nearestEven), .scalar)
        let before = fegetround()
        fesetround(FE_DOWNWARD)
        let found = format.round(floats, .toward(.nearestEven), level)
        fesetround(before)
        #expect(firstDifference(found, expected) == nil, "\(format) \(level)")
      }
    }
  }
}
