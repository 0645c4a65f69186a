import RandomNumbers

extension SplitMix64 {
  /// An integer from 0 up to a positive bound, which is excluded.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// An integer of a range.
  mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True with a probability.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// One of some elements, of which there must be one.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// A number of a positive range whose logarithm is uniformly distributed.
  mutating func logarithmic(in range: ClosedRange<Double>) -> Double {
    let octaves = unit() * (exponent(range.upperBound) - exponent(range.lowerBound))
    let whole = octaves.rounded(.down)
    // Exact arithmetic alone, so that every platform draws the same.
    let number =
      range.lowerBound
      * Double(sign: .plus, exponent: Int(whole), significand: 1 + (octaves - whole))
    return min(max(number, range.lowerBound), range.upperBound)
  }

  /// A logarithm to base 2 that is linear between powers of two.
  private func exponent(_ number: Double) -> Double {
    Double(number.exponent) + (number.significand - 1)
  }

  /// The elements in random order.
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for index in result.indices.dropFirst() { result.swapAt(index, below(index + 1)) }
    return result
  }
}
