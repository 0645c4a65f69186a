extension HonestOrder {
  /// exp(t × ln β) is off by the error of the logarithm t times, which a power that is far
  /// from 1 hardly shows.
  static let powersByLogarithm = HonestOrder(
    "powers-by-logarithm", "β^t as exp(t × ln β), each operation rounded",
    reason: "three operations stand for one, and the error of ln β enters t times"
  ) { _ in
    var rounding = OperationRounding.specified
    rounding.raisesByLogarithm = true
    return rounding
  }
}
