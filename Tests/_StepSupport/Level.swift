import Formats
import Optimizers

extension Optimizer {
  /// The instructions that a step uses.
  public var level: FloatFormat.SIMDLevel {
    get { vectorLevel }
    set { vectorLevel = newValue }
  }
}

extension FloatFormat.SIMDLevel {
  /// Those of this processor that have loops of their own.
  public static let vectors = supported.filter { $0 != .scalar }
}
