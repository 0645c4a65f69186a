import Foundation
import _TestSupport

@testable import Formats

extension FloatFormat {
  /// The standard formats of fewer bits than binary32.
  static let narrow = all.filter { $0.bitWidth < 32 }

  /// Formats that no kernel was written for in particular.
  static let unusual: [FloatFormat] = [
    .binary16.overflowing(to: .saturate), .bfloat16.overflowing(to: .saturate),
    .e4m3.overflowing(to: .saturate), .e5m2.overflowing(to: .nan),
    .bfloat16.overflowing(to: .nan),
    FloatFormat(
      name: "e3m4", bitWidth: 8, precision: 5, minimumExponent: -2, maximumExponent: 3,
      specialEncoding: .infinitiesAndNaNs, overflow: .infinity),
    FloatFormat(
      name: "e2m5", bitWidth: 8, precision: 6, minimumExponent: 0, maximumExponent: 2,
      specialEncoding: .singleNaN, overflow: .saturate),
    FloatFormat(
      name: "e7m8", bitWidth: 16, precision: 9, minimumExponent: -62,
      maximumExponent: 63, specialEncoding: .infinitiesAndNaNs, overflow: .infinity),
    // Its subnormals are so in binary32, but not just as there: no kernel serves.
    FloatFormat(
      name: "e7m8 from 2^-125", bitWidth: 16, precision: 9, minimumExponent: -125,
      maximumExponent: 1, specialEncoding: .singleNaN, overflow: .nan),
    FloatFormat(
      name: "e5m6 in 12 bits", bitWidth: 12, precision: 7, minimumExponent: -14,
      maximumExponent: 15, specialEncoding: .infinitiesAndNaNs, overflow: .infinity),
  ]
}

extension FloatFormat.SIMDLevel {
  static let vectors = supported.filter { $0 != .scalar }
}

/// The type of an encoding.
typealias EncodingWord = BitwiseCopyable & FixedWidthInteger & UnsignedInteger

/// The index of the first difference in bits, or nil.
func firstDifference<Element: BitwiseCopyable>(_ a: [Element], _ b: [Element]) -> Int? {
  a.withUnsafeBytes { a in
    b.withUnsafeBytes { b in
      if a.count == b.count, let x = a.baseAddress, let y = b.baseAddress,
        memcmp(x, y, a.count) == 0
      {
        return nil
      }
      let byte = zip(a, b).enumerated().first { $1.0 != $1.1 }?.offset
      return (byte ?? min(a.count, b.count)) / MemoryLayout<Element>.size
    }
  }
}

extension FloatFormat {
  /// `values` encoded by the kernels of a level.
  func encode<Value: KernelValue, Word: EncodingWord>(
    _ values: [Value], as word: Word.Type, _ rounding: BulkRounding, _ level: SIMDLevel
  ) -> [Word] {
    var result = [Word](repeating: 0, count: values.count)
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer {
        encode(values, into: EncodingBuffer($0), rounding, level)
      }
    }
    return result
  }

  /// `values` rounded by the kernels of a level.
  func round<Value: KernelValue>(
    _ values: [Value], _ rounding: BulkRounding, _ level: SIMDLevel
  ) -> [Value] {
    var result = [Value](repeating: 0, count: values.count)
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer { round(values, into: $0, rounding, level) }
    }
    return result
  }

  /// `encodings` decoded by the kernels of a level.
  func decode<Value: KernelValue, Word: EncodingWord>(
    _ encodings: [Word], to value: Value.Type, _ level: SIMDLevel
  ) -> [Value] {
    var result = [Value](repeating: 0, count: encodings.count)
    encodings.withUnsafeBufferPointer { encodings in
      result.withUnsafeMutableBufferPointer {
        decode(EncodingBuffer(encodings), into: $0, level)
      }
    }
    return result
  }
}

/// Compares the kernels of `levels` with the conversions of single values: what is
/// different first, or nil.
func difference<Value: KernelValue, Word: EncodingWord>(
  of format: FloatFormat, as word: Word.Type, on values: [Value],
  _ rounding: BulkRounding, _ levels: [FloatFormat.SIMDLevel]
) -> String? {
  var encodings = [Word](repeating: 0, count: values.count)
  var rounded = [Value](repeating: 0, count: values.count)
  for i in values.indices {
    let bits = format.encode(Double(values[i]), rounding, at: i)
    encodings[i] = Word(bits)
    rounded[i] = Value(format.decode(bits))
  }
  for level in levels {
    let found = format.encode(values, as: Word.self, rounding, level)
    if let i = firstDifference(found, encodings) {
      return "\(format) \(level) \(rounding.kernelCase): \(values[i]) -> "
        + "\(format.hexadecimal(UInt64(found[i]))), not "
        + format.hexadecimal(UInt64(encodings[i]))
    }
    let results = format.round(values, rounding, level)
    if let i = firstDifference(results, rounded) {
      return "\(format) \(level) \(rounding.kernelCase): \(values[i]) rounded -> "
        + "\(results[i]), not \(rounded[i])"
    }
  }
  return nil
}

/// The same, in words of the format's width.
func difference<Value: KernelValue>(
  of format: FloatFormat, on values: [Value], _ rounding: BulkRounding,
  _ levels: [FloatFormat.SIMDLevel] = FloatFormat.SIMDLevel.vectors
) -> String? {
  switch format.bitWidth {
  case 8: difference(of: format, as: UInt8.self, on: values, rounding, levels)
  case ...16: difference(of: format, as: UInt16.self, on: values, rounding, levels)
  case ...32: difference(of: format, as: UInt32.self, on: values, rounding, levels)
  default: difference(of: format, as: UInt64.self, on: values, rounding, levels)
  }
}
