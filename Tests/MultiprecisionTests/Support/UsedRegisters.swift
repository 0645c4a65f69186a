import Multiprecision

// An operation must write all of its result, whatever was there before.

extension BigFloat {
  /// A number that some other operation has left behind.
  static func used(precision: Int) -> BigFloat { BigFloat(-6.5, precision: precision) }
}

extension Interval {
  /// An enclosure that some other operation has left behind.
  static func used(precision: Int) -> Interval {
    var result = Interval(precision: precision)
    result.set(BigFloat(-6.5), BigFloat(-5.5))
    result.setNaN()
    return result
  }
}
