import Dialects
import Formats

extension GroupRule {
  /// The kernel of this group's optimizer.
  ///
  /// An optimizer that is added to the library gets a line here, an `UpdateStep` and a
  /// factory in files of their own, and its loop in `CKernels/Rules.h`.
  @inline(__always)
  func kernel<Storage: StoredNumber, Arithmetic: ElementArithmetic>(
    _: Arithmetic.Type
  ) -> UpdateKernel<Storage> {
    switch dialect.optimizer {
    case .sgd: UpdateKernel(self, SGDStep<Arithmetic>.self)
    case .adagrad: UpdateKernel(self, AdaGradStep<Arithmetic>.self)
    case .adadelta: UpdateKernel(self, AdadeltaStep<Arithmetic>.self)
    case .rmsprop: UpdateKernel(self, RMSpropStep<Arithmetic>.self)
    case .adam, .adamw: UpdateKernel(self, AdamStep<Arithmetic>.self)
    case .adabelief: UpdateKernel(self, AdaBeliefStep<Arithmetic>.self)
    case .amsgrad: UpdateKernel(self, AMSGradStep<Arithmetic>.self)
    case .nadam: UpdateKernel(self, NAdamStep<Arithmetic>.self)
    case .adamax: UpdateKernel(self, AdaMaxStep<Arithmetic>.self)
    case .radam: UpdateKernel(self, RAdamStep<Arithmetic>.self)
    }
  }

  /// The kernel that works on staged values, or nil if there is no such arithmetic.
  ///
  /// It serves what has no loop of its own: the 8-bit types in a 16-bit arithmetic,
  /// what is narrower than `Float` in binary64, stochastic rounding, and gradients
  /// that are sums in a wider arithmetic.
  func stagedKernel(_ arithmetic: FloatFormat) -> StagedKernel? {
    switch arithmetic {
    case .binary64: .double(kernel(Binary64Arithmetic.self))
    case .binary32: .float(kernel(Binary32Arithmetic.self))
    case .binary16: .float(kernel(Binary16Arithmetic.self))
    case .bfloat16: .float(kernel(BFloat16Arithmetic.self))
    case .e4m3: .float(kernel(E4M3Arithmetic.self))
    case .e5m2: .float(kernel(E5M2Arithmetic.self))
    default: nil
    }
  }
}
