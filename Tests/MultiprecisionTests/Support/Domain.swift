import Multiprecision

/// An interval as a literal, for tables.
enum Domain: Hashable, CustomStringConvertible {
  case between(Double, Double)
  case nan, anything

  static func point(_ value: Double) -> Domain { .between(value, value) }

  func interval(precision: Int = 53) -> Interval {
    var result = Interval(precision: precision)
    switch self {
    case .between(let low, let high): result.set(BigFloat(low), BigFloat(high))
    case .nan: result.setNaN()
    case .anything: result.setIndeterminate()
    }
    return result
  }

  var description: String {
    switch self {
    case .between(let low, let high): low == high ? "\(low)" : "[\(low), \(high)]"
    case .nan: "NaN"
    case .anything: "anything"
    }
  }
}
