extension SplitMix64 {
  /// An integer of the range, uniformly but for a bias below `count · 2^−64`.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    let count = UInt64(range.upperBound - range.lowerBound) &+ 1
    if count == 0 { return Int(truncatingIfNeeded: next()) }
    return range.lowerBound + Int(next().multipliedFullWidth(by: count).high)
  }

  /// True once in `count` times.
  public mutating func oneIn(_ count: Int) -> Bool { integer(in: 1...count) == 1 }

  /// True or false with equal chances.
  public mutating func bool() -> Bool { next() >> 63 == 1 }

  /// An element of the choices, which must not be empty.
  public mutating func choice<Element>(_ choices: [Element]) -> Element {
    choices[integer(in: 0...choices.count - 1)]
  }

  /// A number in the range, uniformly but for rounding.
  public mutating func double(in range: ClosedRange<Double>) -> Double {
    let value = range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    return min(max(value, range.lowerBound), range.upperBound)
  }

  /// `count` random bits, from 0 to 64 of them.
  public mutating func bits(_ count: Int) -> UInt64 {
    count == 0 ? 0 : next() >> UInt64(64 - count)
  }
}
