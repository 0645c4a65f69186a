import Multiprecision
import Oracle

extension ClosedLoop {
  /// What `value` reads off the loop at the start and after every step up to `last`.
  ///
  /// - Parameter precision: In bits; nil for what loops of this kind mostly need. If
  ///   it is too low, decimals of what is read are undecided, never wrong.
  func values(
    through last: Int, precision: Int? = nil, _ value: (LoopPoint) -> Enclosure
  ) -> [Enclosure] {
    var values: [Enclosure] = []
    let planned = plannedPrecision(steps: last, bits: Enclosure.standardPrecision)
    run(steps: last, precision: precision ?? planned) { values.append(value($0)) }
    return values
  }
}
