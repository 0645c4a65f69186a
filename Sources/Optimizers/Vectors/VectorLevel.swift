internal import CKernels

/// Which instructions the element loops use; the results are the same bits.
///
/// Unless told otherwise it is the best of the machine, or the one that the
/// environment variable `RMSPEC_SIMD` names where the machine has it.
package enum VectorLevel: String, CaseIterable, Sendable {
  /// The generic loops, an element at a time.
  case scalar
  /// Vectors of 128 bits, which every 64-bit architecture has.
  case baseline
  case avx2
  case avx512

  /// The level of optimizers that are not told otherwise.
  package static var standard: VectorLevel { VectorLevel(CKDefaultLevel()) }

  /// The level of this name if the machine has it, or else the best of the machine.
  package static func named(_ name: String) -> VectorLevel {
    VectorLevel(CKLevelNamed(name))
  }

  /// The levels of this machine.
  package static var supported: [VectorLevel] {
    let best = CKBestLevel()
    return allCases.filter { $0.code.rawValue <= best.rawValue }
  }

  private init(_ code: CKLevel) {
    self = Self.allCases.first { $0.code == code } ?? .scalar
  }

  var code: CKLevel {
    switch self {
    case .scalar: CKLevelScalar
    case .baseline: CKLevelBaseline
    case .avx2: CKLevelAVX2
    case .avx512: CKLevelAVX512
    }
  }
}
