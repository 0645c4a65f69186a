internal import CFormats

/// A type that carries the values to convert: `Float` or `Double`.
protocol KernelValue: BinaryFloatingPoint, BitwiseCopyable {
  /// Its format.
  static var format: FloatFormat { get }
  /// The kernels from and to it.
  static func conversions(of kernels: CFKernels) -> Conversions<Self>
}

/// The kernels from and to a type.
struct Conversions<Value> {
  typealias Format = UnsafePointer<CFFormat>

  let encode:
    (
      Format, CFRounding, UnsafePointer<Value>, UnsafePointer<UInt32>?,
      UnsafeMutableRawPointer, Int, Int
    ) -> Void
  let round:
    (
      Format, CFRounding, UnsafePointer<Value>, UnsafePointer<UInt32>?,
      UnsafeMutablePointer<Value>, Int
    ) -> Void
  let decode: (Format, UnsafeRawPointer, Int, UnsafeMutablePointer<Value>, Int) -> Void
}

extension Float: KernelValue {
  static var format: FloatFormat { .binary32 }
  static func conversions(of kernels: CFKernels) -> Conversions<Float> {
    Conversions(
      encode: kernels.encodeFloat, round: kernels.roundFloat,
      decode: kernels.decodeFloat)
  }
}

extension Double: KernelValue {
  static var format: FloatFormat { .binary64 }
  static func conversions(of kernels: CFKernels) -> Conversions<Double> {
    Conversions(
      encode: kernels.encodeDouble, round: kernels.roundDouble,
      decode: kernels.decodeDouble)
  }
}
