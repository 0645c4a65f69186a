extension StateSlot {
  /// The hyperparameter that gives the value before the first step; nil for 0, or
  /// where the slot starts as a copy of the parameter.
  public var initialValue: Hyperparameter? {
    switch self {
    case .squareSum, .squareAverage, .secondMoment: .initialSecondMoment
    case .firstMoment: .initialFirstMoment
    case .maximumSecondMoment: .initialMaximum
    case .momentumBuffer, .gradientAverage, .updateAverage, .infinityNorm,
      .masterParameter:
      nil
    }
  }
}
