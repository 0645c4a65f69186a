internal import CKernels
import Formats

extension FloatFormat.SIMDLevel {
  /// The loops in vector code, or nil for the generic ones.
  var loops: CKLevel? {
    switch self {
    case .scalar: nil
    case .baseline: CKLevelBaseline
    case .avx2: CKLevelAVX2
    case .avx512: CKLevelAVX512
    }
  }
}
