extension Scenario {
  /// In which formats the scalars of a step are computed (SPEC §1.1).
  ///
  /// Constant scalars are made of hyperparameters and written numbers alone; running ones
  /// contain the step number, a power, a remembered scalar or the rate of a schedule.
  public enum ScalarPrecision: String, CaseIterable, Sendable, Codable {
    /// All scalars are computed in binary64, and rounded once for the elements: PyTorch.
    case wide
    /// Hyperparameters are rounded to the arithmetic format first, and all scalars are
    /// computed in it.
    case working
    /// Constant scalars are computed in binary64, running ones in the arithmetic format:
    /// JAX with Optax, Keras 3, MLX.
    case wideConstants
    /// As `working`, with β^t as a running product: TensorFlow 1, Paddle.
    case workingProducts
    /// As `wideConstants`, with β^t as a running product: tinygrad.
    case wideConstantsProducts

    /// Whether scalars are computed in binary64.
    ///
    /// - Parameter running: Of running scalars, or of constant ones.
    public func isWide(running: Bool) -> Bool {
      switch self {
      case .wide: true
      case .wideConstants, .wideConstantsProducts: !running
      case .working, .workingProducts: false
      }
    }

    /// Whether constant and running scalars are computed in different formats.
    public var splitsScalars: Bool { isWide(running: false) != isWide(running: true) }

    /// Whether β^t is a product of t factors, rounded one by one.
    public var multipliesPowers: Bool {
      switch self {
      case .wide, .working, .wideConstants: false
      case .workingProducts, .wideConstantsProducts: true
      }
    }
  }
}
