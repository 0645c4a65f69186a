import Dialects
import Formats

/// An optimizer over parameters that are stored as `Scalar`.
///
/// It keeps the rules of its parameter groups and the state of its tensors. The parameters
/// stay with the caller and are handed to every step, one flat buffer in row-major order
/// for each tensor.
///
/// ```swift
/// import Optimizers
///
/// var optimizer = try Optimizer<Float>(.rmsprop(learningRate: 1e-3), threads: 4)
/// try optimizer.addTensor(shape: [3, 11])
/// var parameters: [[Float]] = [Array(repeating: 0.5, count: 33)]
/// for _ in 1...100 {
///   let gradient = parameters[0].map { 2 * $0 }
///   try optimizer.step(&parameters, gradients: [gradient])
/// }
/// ```
///
/// An optimizer is a value: a copy shares nothing with the original. What a rule computes,
/// to the bit, is written in SPEC.md, and it is the same for every number of threads and
/// on every processor.
///
/// The library needs neither MPFR nor any package. The element loops are C in vector code
/// (`CKernels`); loops in Swift that are written apart from them (`UpdateStep`) are the
/// reference, and run where `RMSPEC_SIMD=scalar` asks for them.
public struct Optimizer<Scalar: StorageScalar>: Sendable {
  var engine: any OptimizerEngine<Scalar>

  /// Creates an optimizer with one parameter group and no tensors.
  ///
  /// - Parameters:
  ///   - rule: the rule of group 0, whose dialect is that of all groups.
  ///   - arithmetic: the format in which operations on elements are done (SPEC §1.2). It
  ///     holds every value of `Scalar`. Without it, it is binary64 for `Double` and
  ///     binary32 for other types.
  ///   - scalars: how hyperparameters reach the elements.
  ///   - masterCopies: whether the optimizer keeps a copy of the parameters in the
  ///     arithmetic's format, which it steps, and rounds it to the parameters after each
  ///     step (SPEC §13). The state is in that format as well. Steps that are lost in a
  ///     narrow `Scalar` then add up. A copy begins as the parameters that are handed to
  ///     the first step in which its tensor has a gradient.
  ///   - stochasticSeed: the seed of stochastic rounding of the parameters, or nil to
  ///     round them to nearest (SPEC §13). State is always rounded to nearest.
  ///   - threads: the number of threads that a step may use, at least 1; see ``threads``.
  /// - Throws: ``OptimizerError/unsupportedArithmetic(_:storage:)`` if the arithmetic does
  ///   not hold every value of `Scalar`, and what the rule throws.
  public init(
    _ rule: OptimizerRule, arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide, masterCopies: Bool = false,
    stochasticSeed: UInt32? = nil, threads: Int = 1
  ) throws(OptimizerError) {
    engine = try makeEngine(
      rule.dialect,
      OptimizerOptions(
        arithmetic: arithmetic, scalars: scalars, hasMasterCopies: masterCopies,
        stochasticSeed: stochasticSeed), for: Scalar.self)
    _ = try engine.addGroup(rule)
    self.threads = threads
  }

  /// Creates the optimizer that a snapshot was taken of, on one thread.
  ///
  /// - Throws: ``SnapshotError`` if the snapshot is of another `Scalar` or describes no
  ///   optimizer.
  public init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    engine = try makeEngine(restoring: snapshot, for: Scalar.self)
  }

  /// The optimizer and its value on every axis.
  public var dialect: Dialect { engine.dialect }

  /// The format in which operations on elements are done (SPEC §1.2).
  public var arithmetic: FloatFormat { engine.arithmetic }

  /// How hyperparameters reach the elements (SPEC §1.1).
  public var scalars: ScalarEvaluation { engine.scalars }

  /// Whether copies of the parameters in the arithmetic's format are kept (SPEC §13).
  public var hasMasterCopies: Bool { engine.hasMasterCopies }

  /// The seed of stochastic rounding, or nil if parameters are rounded to nearest
  /// (SPEC §13).
  public var stochasticSeed: UInt32? { engine.stochasticSeed }

  /// The number of threads that a step may use, at least 1.
  ///
  /// The results are the same bits for every number. Tensors of up to 16 384 elements
  /// are not shared out, nor is what has no vector code: stochastic rounding, the 8-bit
  /// types in a 16-bit arithmetic, and types narrower than `Float` in a binary64
  /// arithmetic.
  public var threads: Int {
    get { engine.execution.threadCount }
    set {
      precondition(newValue > 0, "a step needs a thread")
      engine.execution.threadCount = newValue
    }
  }

  /// The instructions that a step uses.
  package var vectorLevel: FloatFormat.SIMDLevel {
    get { engine.execution.level }
    set {
      precondition(newValue.isSupported)
      engine.execution.level = newValue
    }
  }
}
