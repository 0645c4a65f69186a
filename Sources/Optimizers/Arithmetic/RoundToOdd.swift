/// `value` rounded to odd: exact, or the neighbour whose last bit is set.
///
/// Rounding the result to a format at least two bits narrower equals rounding
/// `value` itself: the odd last bit keeps an inexact value off every tie.
@inline(__always) func roundedToOdd(_ value: Double) -> Float {
  let nearest = Float(value)
  let back = Double(nearest)
  if back == value || value.isNaN || nearest.bitPattern & 1 == 1 { return nearest }
  // The value lies between `nearest` and one of its neighbours, which is odd. Above the
  // largest finite value that neighbour is finite.
  return Float(
    bitPattern: back.magnitude > value.magnitude
      ? nearest.bitPattern - 1 : nearest.bitPattern + 1)
}
