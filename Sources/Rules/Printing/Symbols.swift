import Dialects

extension Hyperparameter {
  /// The symbol that formulas use, as in SPEC.md.
  public var symbol: String {
    switch self {
    case .learningRate: "η"
    case .momentum: "μ"
    case .dampening: "δ"
    case .decay: "ρ"
    case .beta1: "β1"
    case .beta2: "β2"
    case .epsilon: "ε"
    case .epsilonRoot: "ε_root"
    case .weightDecay: "λ"
    case .learningRateDecay: "ℓ"
    case .accumulatorDecay: "ρa"
    case .initialFirstMoment: "m0"
    case .initialSecondMoment: "v0"
    case .initialMaximum: "x0"
    case .momentumDecay: "ψ"
    }
  }
}

extension StateSlot {
  /// The symbol that formulas use, as in SPEC.md.
  public var symbol: String {
    switch self {
    case .momentumBuffer: "b"
    case .squareSum, .squareAverage, .secondMoment: "v"
    case .gradientAverage, .firstMoment: "m"
    case .updateAverage: "d"
    case .maximumSecondMoment: "x"
    case .infinityNorm: "u"
    case .masterParameter: "θ32"
    }
  }
}

extension ScalarSlot {
  /// The symbol that formulas use, as in SPEC.md.
  public var symbol: String { "Π" }
}
