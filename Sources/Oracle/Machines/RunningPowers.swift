/// Powers that are multiplied up factor by factor, as far as they were.
///
/// Tensors with different clocks go on from powers of their own.
struct RunningPowers<Value> {
  private var reached: [Double: [(exponent: Int, value: Value)]] = [:]
  /// More tensors than that with clocks of their own begin anew.
  private let capacity = 8

  /// The greatest power known of a factor whose exponent is not greater than the given one.
  ///
  /// It is forgotten if it is at most one multiplication away: who asks goes on from it.
  mutating func take(upTo exponent: Int, of factor: Double) -> (
    exponent: Int, value: Value
  )? {
    var own = reached[factor] ?? []
    let candidates = own.indices.filter { own[$0].exponent <= exponent }
    guard let index = candidates.max(by: { own[$0].exponent < own[$1].exponent }) else {
      return nil
    }
    let power = own[index]
    if power.exponent >= exponent - 1 {
      own.remove(at: index)
      reached[factor] = own
    }
    return power
  }

  /// Remembers a power; the one that was not asked for longest may be forgotten.
  mutating func remember(_ value: Value, exponent: Int, of factor: Double) {
    reached[factor, default: []].append((exponent, value))
    if reached[factor, default: []].count > capacity { reached[factor]?.removeFirst() }
  }
}
