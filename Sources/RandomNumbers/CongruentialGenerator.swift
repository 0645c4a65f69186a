/// The linear congruential generator of MMIX (Knuth, "The Art of Computer Programming",
/// volume 2, §3.3.4, table 1, line 26).
///
/// A draw is one multiplication and one addition. High bits are good; low ones have
/// short periods.
public struct CongruentialGenerator: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  /// Creates the generator of a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits, of which the high ones are the more random.
  public mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state
  }
}
