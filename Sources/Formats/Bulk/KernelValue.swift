internal import CFormats

/// A type that carries the values to convert: `Float` or `Double`.
protocol KernelValue: BinaryFloatingPoint, BitwiseCopyable {
  /// Its format.
  static var format: FloatFormat { get }
  /// The kernels from and to it.
  static func conversions(of kernels: cformats_kernels) -> Conversions<Self>
}

/// The kernels from and to a type.
struct Conversions<Value> {
  typealias Format = UnsafePointer<cformats_format>

  let encode:
    (
      Format, cformats_rounding, UnsafePointer<Value>, UnsafePointer<UInt32>?,
      UnsafeMutableRawPointer, Int, Int
    ) -> Void
  let round:
    (
      Format, cformats_rounding, UnsafePointer<Value>, UnsafePointer<UInt32>?,
      UnsafeMutablePointer<Value>, Int
    ) -> Void
  let decode: (Format, UnsafeRawPointer, Int, UnsafeMutablePointer<Value>, Int) -> Void
}

extension Float: KernelValue {
  static var format: FloatFormat { .binary32 }
  static func conversions(of kernels: cformats_kernels) -> Conversions<Float> {
    Conversions(
      encode: kernels.encode_float, round: kernels.round_float,
      decode: kernels.decode_float)
  }
}

extension Double: KernelValue {
  static var format: FloatFormat { .binary64 }
  static func conversions(of kernels: cformats_kernels) -> Conversions<Double> {
    Conversions(
      encode: kernels.encode_double, round: kernels.round_double,
      decode: kernels.decode_double)
  }
}
