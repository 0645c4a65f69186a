/// The gradient of one tensor: of all its elements, or of some rows.
///
/// `Value` is the type of an element, that in which the optimizer's parameters are stored.
public enum TensorGradient<Value: Sendable>: Sendable {
  /// A value for every element, in row-major order.
  case dense([Value])
  /// Values for some rows (SPEC §12).
  ///
  /// The indices are into the first dimension, in any order; a row may be listed
  /// more than once. `values` has, for every index in turn, the gradient of the
  /// rest of the shape in row-major order.
  case rows([Int], values: [Value])
}

extension TensorGradient: Equatable where Value: Equatable {}
extension TensorGradient: Hashable where Value: Hashable {}

extension TensorGradient {
  /// The values as they are listed.
  var values: [Value] {
    switch self {
    case .dense(let values), .rows(_, let values): values
    }
  }

  /// The rows that are listed, or nil if the gradient is dense.
  var rows: [Int]? {
    if case .rows(let rows, _) = self { rows } else { nil }
  }

  func map<Other>(_ transform: (Value) -> Other) -> TensorGradient<Other> {
    switch self {
    case .dense(let values): .dense(values.map(transform))
    case .rows(let rows, let values): .rows(rows, values: values.map(transform))
    }
  }
}
