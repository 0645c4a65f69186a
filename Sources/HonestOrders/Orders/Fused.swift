import Rules

/// Orders in which a product that enters one sum is not rounded by itself.
extension HonestOrder {
  static let fused = HonestOrder(
    "fused", "products that enter one sum are not rounded"
  ) { _ in .fused }

  static let fusedLerp = HonestOrder(
    "fused-lerp", "m + (1 − β)·(g − m), fused", as: .lerp
  ) { _ in .fused }

  static let fusedEpsilonHat = HonestOrder(
    "fused-epsilon-hat", "ε-hat, fused", as: .epsilonHat
  ) { _ in .fused }
}

extension OperationRounding {
  fileprivate static let fused: OperationRounding = {
    var rounding = OperationRounding()
    rounding.fusesProducts = true
    return rounding
  }()
}

extension Program {
  /// The product among the operands of a sum or difference that nothing else uses,
  /// as its place among the operands and its factors.
  ///
  /// - Parameter useCounts: The counts of the program.
  public func fusedProduct(
    _ node: Int, useCounts: [Int]
  ) -> (isRight: Bool, left: Int, right: Int)? {
    let (a, b): (Int, Int)
    switch operation(node) {
    case .sum(let left, let right), .difference(let left, let right):
      (a, b) = (left, right)
    default: return nil
    }
    for (operand, isRight) in [(b, true), (a, false)] where useCounts[operand] == 1 {
      if case .product(let x, let y) = operation(operand) { return (isRight, x, y) }
    }
    return nil
  }
}
