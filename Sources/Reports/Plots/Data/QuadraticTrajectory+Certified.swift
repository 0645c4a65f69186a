import Multiprecision
import Oracle

extension QuadraticTrajectory {
  /// The coordinates at the start and after every step up to `last`.
  ///
  /// - Parameter digits: The digits that are decided, and computed with.
  func certifiedPoints(
    through last: Int, digits: Int = 40
  ) throws(OracleError) -> [[Enclosure]] {
    try points(at: Array(0...last), digits: digits).points.map { point in
      point.coordinates.map { Enclosure(rounded: $0, to: digits) }
    }
  }
}
