import Formats

extension HonestOrder {
  static let inBinary64 = HonestOrder(
    "in-binary64", "operations in binary64, results stored"
  ) { format in
    guard format != .binary64 else { return nil }
    var rounding = OperationRounding()
    rounding.elementFormat = .binary64
    return rounding
  }
}
