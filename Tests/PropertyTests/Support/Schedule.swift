import _TestSupport

/// How a learning rate goes on.
enum Schedule: Shrinkable, Hashable, Sendable {
  /// η.
  case constant
  /// η/√t.
  case inverseRoot
  /// η/t.
  case inverse

  var simpler: [Schedule] { self == .constant ? [] : [.constant] }

  /// The learning rate of a step, rounded to a double.
  func rate(_ initial: Double, _ step: Int) -> Double {
    switch self {
    case .constant: initial
    case .inverseRoot: initial / Double(step).squareRoot()
    case .inverse: initial / Double(step)
    }
  }
}
