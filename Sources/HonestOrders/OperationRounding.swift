import Formats

/// How an execution rounds the results of operations.
public struct OperationRounding: Sendable {
  /// The direction of element operations.
  public var direction = Direction.nearest
  /// The direction in which new values are stored.
  public var storeDirection = RoundingDirection.nearestEven
  /// Whether a product that enters one sum is not rounded by itself.
  public var fusesProducts = false
  /// The format that hyperparameters are rounded to first, and how.
  public var hyperparameters: (format: FloatFormat, direction: RoundingDirection)?
  /// Whether a power x^n of the scalar part is exp(n × ln x), each operation rounded.
  public var raisesByLogarithm = false
  /// The format of the scalar part.
  public var scalarFormat: FloatFormat?
  /// The format that scalars are rounded to before elements use them.
  public var handedFormat: FloatFormat?
  /// The format that element operations are rounded to.
  public var elementFormat: FloatFormat?
  /// Which subnormal numbers of operations are taken for zero (SPEC §15.5).
  public var flushing: Flushing?
  /// The format that new state is rounded to before it is stored.
  public var stateFormat: FloatFormat?

  /// How an operation rounds.
  public enum Direction: Sendable, Equatable {
    /// To nearest, ties to even.
    case nearest
    /// In one direction.
    case fixed(RoundingDirection)
    /// Up or down, drawn for each operation.
    case random(seed: UInt64)
  }

  /// What a processor takes for zero where it is subnormal.
  public enum Flushing: Sendable, CaseIterable {
    /// The operands of an operation.
    case operands
    /// Its result.
    case results
    /// Both.
    case both
  }

  /// Rounding as SPEC.md has it: every operation to nearest, ties to even.
  public static let specified = OperationRounding()

  /// Creates a rounding as SPEC.md has it.
  public init() {}
}
