import Dialects
import Formats

/// Any optimizer of the family over parameters stored as `Scalar`.
///
/// It keeps the hyperparameters of its groups and the state of its tensors; the
/// parameters stay with the caller and are handed to every step. It is a value:
/// a copy shares nothing with the original.
///
/// The rules, to the bit, are those of SPEC.md.
public struct ParameterOptimizer<Scalar: StorageScalar>: Sendable {
  /// The optimizer and its value on every axis.
  public let dialect: Dialect
  /// The format of element operations (SPEC §1.2).
  public let arithmetic: FloatFormat
  /// How hyperparameters reach the elements (SPEC §1.1).
  public let scalars: ScalarEvaluation
  /// The number of steps taken by the optimizer, whatever tensors took part.
  public internal(set) var stepCount: Int64 = 0

  var groups: [ParameterGroup<Scalar>] = []
  var tensors: [TensorState<Scalar>] = []

  /// Creates an optimizer without groups or tensors.
  ///
  /// Without an `arithmetic` operations are done in the scalar's own format,
  /// and in binary32 for the 16-bit types.
  public init(
    dialect: Dialect, arithmetic: FloatFormat? = nil, scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    self.dialect = dialect
    self.arithmetic = arithmetic ?? Scalar.standardArithmetic
    self.scalars = scalars
    // Any rule will do to ask whether the loops exist.
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters.defaults(dialect.optimizer)
    }
    _ = try kernel(for: hyperparameters)
  }

  /// The kernel of a group with these hyperparameters.
  func kernel(
    for hyperparameters: Hyperparameters
  ) throws(OptimizerError) -> UpdateKernel<Scalar> {
    guard hyperparameters.optimizer == dialect.optimizer else {
      throw .foreignHyperparameters(
        hyperparameters.optimizer, expected: dialect.optimizer)
    }
    let rule = GroupRule(
      dialect: dialect, hyperparameters: hyperparameters, scalars: scalars)
    guard let kernel = Scalar.kernels.make(rule, arithmetic) else {
      throw .unsupportedArithmetic(
        arithmetic.name, storage: Scalar.storageFormat.name)
    }
    return kernel
  }
}

/// Tensors that share hyperparameters.
struct ParameterGroup<Scalar: StorageScalar>: Sendable {
  /// The hyperparameters as given; the learning rate is the one at creation.
  let hyperparameters: Hyperparameters
  let kernel: UpdateKernel<Scalar>
  var learningRate: Double
}

/// What the optimizer remembers of one tensor.
struct TensorState<Scalar: StorageScalar>: Sendable {
  let shape: [Int]
  let count: Int
  let group: Int
  /// The slots of the group's kernel, one buffer after the other.
  var state: [Scalar]
  /// The number of steps in which the tensor had a gradient.
  var stepCount: Int64 = 0
}
