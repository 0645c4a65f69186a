import Foundation

/// A value that can be made simpler, in small ways.
///
/// Whoever searches for a counterexample takes a simpler one that still is one, as
/// long as there is any (Claessen and Hughes, "QuickCheck", ICFP 2000). Every
/// candidate must be simpler by some measure that cannot fall for ever.
public protocol Shrinkable {
  /// Simpler values, the simplest first.
  var simpler: [Self] { get }
}

extension Shrinkable {
  /// This value with the simpler values of one of its parts.
  public func simpler<Part: Shrinkable>(in part: WritableKeyPath<Self, Part>) -> [Self] {
    self[keyPath: part].simpler.map { candidate in
      var copy = self
      copy[keyPath: part] = candidate
      return copy
    }
  }
}

extension Double: Shrinkable {
  /// Numbers that are written shorter: 0, 1 and 1/2, without the sign, with fewer
  /// decimal digits, powers of two, and nearer to 1.
  public var simpler: [Double] {
    guard isFinite, self != 0 else { return [] }
    var candidates = [0, 1, 0.5, magnitude]
    let decimals = [1, 2, 3, 6].compactMap { Double(String(format: "%.\($0)g", self)) }
    candidates += decimals
    let half = Double(sign: .plus, exponent: Int(exponent) / 2, significand: 1)
    let power = Double(sign: .plus, exponent: Int(exponent), significand: 1)
    candidates += [half, power, rounded(), rounded(.down)]
    if magnitude < 1 {
      // 1 − 2^−k, for rates near 1.
      let gap = 1 - magnitude
      candidates.append(
        1 - Double(sign: .plus, exponent: Int(gap.exponent), significand: 1))
    }
    let own = complexity
    var seen: Set<Double> = []
    return candidates.filter { $0.complexity < own && seen.insert($0).inserted }
  }

  /// How long the number is to write, and how far from 1.
  private var complexity: Int {
    if self == 0 { return 0 }
    if self == 1 { return 1 }
    return 64 * description.utf8.count + Int(exponent).magnitude.description.count
      + min(Int(exponent.magnitude), 63)
  }
}

extension Int: Shrinkable {
  /// 0, 1, the half and the number before, without the sign.
  public var simpler: [Int] {
    if self < 0 { return [-self] }
    var seen: Set<Int> = []
    return [0, 1, self / 2, self - 1].filter { $0 < self && $0 >= 0 }
      .filter { seen.insert($0).inserted }
  }
}

extension Array: Shrinkable where Element: Shrinkable {
  /// Without a half, without one element, or with one element that is simpler.
  public var simpler: [[Element]] {
    var candidates: [[Element]] = []
    if count > 1 {
      candidates.append(Array(prefix(count / 2)))
      candidates.append(Array(suffix(count / 2)))
    }
    for index in indices.prefix(64) {
      var shorter = self
      shorter.remove(at: index)
      candidates.append(shorter)
    }
    for index in indices.prefix(64) {
      for element in self[index].simpler.prefix(8) {
        var other = self
        other[index] = element
        candidates.append(other)
      }
    }
    return candidates
  }
}
