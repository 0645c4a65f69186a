import Formats
import Scenarios
import Verdicts

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A value of an answer, and how far it is from the middle of its enclosure.
struct ObservedPlace: Sendable {
  let place: RunPlace
  let observed: UInt64
  /// 0 in the middle, 1 at an end.
  let eccentricity: Double
}

extension AnswerWalk<BudgetEnclosure> {
  /// How far an answer is from what is admitted: the bits that it lacks, in sum over
  /// all values.
  ///
  /// Where anything is admitted, half of all bits are taken to be lacking: a
  /// rule that bounds nothing is near to nothing.
  func distance(of answer: [Checkpoint<UInt64>]) -> Int {
    var distance = 0
    let all = 64.0
    forEach(of: answer) { encounter in
      guard case .value(let bits, _, let format, let enclosure) = encounter else {
        return true
      }
      guard !enclosure.admits(bits, in: format) else {
        if !enclosure.isBounded(in: format) { distance += Int(all) / 2 }
        return true
      }
      let eccentricity = enclosure.eccentricity(of: bits, in: format)
      let lacking = eccentricity > 0 ? log2(eccentricity).rounded() : all
      distance += Int(min(max(lacking, 1), all))
      return true
    }
    return distance
  }

  /// The values of an answer that are farthest from the middle of their enclosures.
  func farthest(of answer: [Checkpoint<UInt64>], count: Int) -> [ObservedPlace] {
    var places: [ObservedPlace] = []
    forEach(of: answer) { encounter in
      guard case .value(let bits, let place, let format, let enclosure) = encounter else {
        return true
      }
      let eccentricity = enclosure.eccentricity(of: bits, in: format)
      guard eccentricity > places.last?.eccentricity ?? 0 || places.count < count,
        eccentricity > 0
      else { return true }
      places.append(
        ObservedPlace(place: place, observed: bits, eccentricity: eccentricity))
      places.sort { $0.eccentricity > $1.eccentricity }
      if places.count > count { places.removeLast() }
      return true
    }
    return places
  }
}

extension BudgetEnclosure {
  fileprivate func eccentricity(of bits: UInt64, in format: FloatFormat) -> Double {
    guard let bounds else { return 0 }
    let (value, low) = (format.decode(bits), format.decode(bounds.low))
    let high = format.decode(bounds.high)
    guard value.isFinite, (high - low).isFinite, high > low else { return 0 }
    return (value - (low + (high - low) / 2)).magnitude / ((high - low) / 2)
  }
}
