import Dialects
import Formats

/// The update loops that are compiled for one storage type.
///
/// It is how generic code of other modules reaches loops that were specialised
/// here for concrete types, whatever that code itself is compiled to.
public struct KernelProvider<Storage: StorageScalar>: Sendable {
  /// The kernel of a group in an arithmetic, or nil if that is not supported.
  let make: @Sendable (GroupRule, FloatFormat) -> UpdateKernel<Storage>?
}

extension GroupRule {
  /// The kernel of this group's optimizer.
  @inline(__always)
  func kernel<Storage: StorageScalar, Arithmetic: ElementArithmetic>(
    _: Arithmetic.Type
  ) -> UpdateKernel<Storage> {
    switch dialect.optimizer {
    case .sgd: UpdateKernel(self, SGDStep<Arithmetic>.self)
    case .adagrad: UpdateKernel(self, AdaGradStep<Arithmetic>.self)
    case .rmsprop: UpdateKernel(self, RMSpropStep<Arithmetic>.self)
    case .adam, .adamw: UpdateKernel(self, AdamStep<Arithmetic>.self)
    }
  }
}
