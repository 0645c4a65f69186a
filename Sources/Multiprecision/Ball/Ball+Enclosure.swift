import Formats

extension Ball {
  /// The interval from end to end, rounded outward to the midpoint's precision.
  public borrowing func interval() -> Interval {
    var result = Interval(precision: precision)
    switch kind {
    case .nan: result.setNaN()
    case .indeterminate: result.setIndeterminate()
    case .infinite: result.set(midpoint, midpoint)
    case .finite:
      result.set(midpoint, midpoint)
      if radius.isZero { return result }
      var reach = BigFloat(precision: 53)
      reach.set(radius)
      result.lower.subtract(reach, rounding: .down)
      result.upper.add(reach, rounding: .up)
    }
    return result
  }

  /// The encoding of the value correctly rounded to `format`, if the enclosure
  /// decides it.
  public borrowing func rounded(
    to format: FloatFormat, _ direction: RoundingDirection = .nearestEven
  ) -> FormatRounding {
    if kind == .finite && direction == .nearestEven && midpoint.isRegular,
      let nearest = midpoint.nearest(in: format, within: radius)
    {
      return .decided(nearest)
    }
    return interval().rounded(to: format, direction)
  }

  /// The value correctly rounded to `digits` significant decimal digits, or nil
  /// if the enclosure does not decide it.
  public borrowing func decimal(digits: Int) -> String? {
    if kind == .finite && midpoint.isRegular,
      let short = ShortDecimal(midpoint, within: radius, digits: digits)
    {
      return short.text
    }
    return interval().decimal(digits: digits)
  }

  /// Whether `value` is certainly possible; the distance is rounded up.
  public borrowing func contains(_ value: borrowing BigFloat) -> Bool {
    switch kind {
    case .nan: return value.isNaN
    case .indeterminate: return true
    case .infinite: return !value.isNaN && midpoint.compare(value) == 0
    case .finite: break
    }
    if value.isNaN || value.isInfinite { return false }
    var distance = BigFloat(precision: 64)
    distance.setDifference(
      value, midpoint, rounding: midpoint.compare(value) < 0 ? .up : .down)
    var reach = BigFloat(precision: 53)
    reach.set(radius)
    return distance.compareMagnitude(reach) <= 0
  }
}
