internal import CFormats

extension FloatFormat {
  /// The instruction set that bulk conversions and optimizers use; the results are
  /// the same in all.
  ///
  /// The environment variable `RMSPEC_SIMD` chooses one by name: `scalar`, `baseline`,
  /// `avx2` or `avx512`. Without it, or if this processor lacks that set, or there is
  /// none of that name, it is the best one that the processor has.
  public enum SIMDLevel: String, CaseIterable, Sendable {
    /// A loop over single values.
    case scalar
    /// Vectors of 128 bits, or what else the architecture has without asking.
    case baseline
    /// Vectors of 256 bits on x86-64, with F16C.
    case avx2
    /// Vectors of 512 bits on x86-64, with the extensions F, BW, DQ and VL, and F16C.
    case avx512

    /// Whether this processor has it.
    public var isSupported: Bool { self == .scalar || kernels != nil }

    /// Those that this processor has.
    public static let supported = allCases.filter(\.isSupported)

    /// The one that is used unless told otherwise.
    public static let current = SIMDLevel(
      requested: CFSIMDVariable().map { String(cString: $0) })

    /// The one of that name, or the best one.
    init(requested name: String?) {
      let best: SIMDLevel =
        SIMDLevel.avx512.isSupported
        ? .avx512 : SIMDLevel.avx2.isSupported ? .avx2 : .baseline
      let level = name.flatMap(SIMDLevel.init(rawValue:)) ?? best
      self = level.isSupported ? level : best
    }

    /// Its kernels, or nil if it has none on this processor.
    var kernels: CFKernels? {
      switch self {
      case .scalar: nil
      case .baseline: CFBaseline().pointee
      case .avx2: CFAVX2()?.pointee
      case .avx512: CFAVX512()?.pointee
      }
    }
  }
}
