import Multiprecision

/// A comparison is open at the precision in use.
struct Undecided: Error {
  let what: String
}

/// Whether `a ≤ b` is false, for certain.
///
/// Equal numbers are never told apart from numbers that are nearly equal: within
/// 2^−64, relatively, `a ≤ b` counts as true.
///
/// - Parameter scale: What 2^−64 is relative to, if not to a and b.
func isRefuted(
  _ a: Enclosure, atMost b: Enclosure, scale: Enclosure? = nil, _ what: String = "≤"
) throws -> Bool {
  if a.isNaN || b.isNaN || b.isCertainlyLess(than: a) { return true }
  if a.isCertainlyAtMost(b) || areNear(a, b, scale: scale) { return false }
  throw Undecided(what: "\(what): \(a) ≤ \(b)")
}

/// Whether `a = b` is false, for certain.
///
/// - Parameter scale: What 2^−64 is relative to, if not to a and b.
func isRefuted(
  _ a: Enclosure, equals b: Enclosure, scale: Enclosure? = nil, _ what: String = "="
) throws -> Bool {
  if a.isNaN != b.isNaN { return true }
  if a.isCertainlyLess(than: b) || b.isCertainlyLess(than: a) { return true }
  if areNear(a, b, scale: scale) { return false }
  throw Undecided(what: "\(what): \(a) = \(b)")
}

/// Whether two numbers differ by no more than 2^−64 of them, for certain.
private func areNear(_ a: Enclosure, _ b: Enclosure, scale: Enclosure? = nil) -> Bool {
  guard a.isFinite, b.isFinite else { return false }
  let scale = scale?.magnitude ?? a.magnitude.maximum(b.magnitude)
  return (a - b).magnitude.isCertainlyAtMost(scale * 0x1p-64)
}
