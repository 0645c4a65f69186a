/// A small, fast generator whose whole state is its seed (Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", OOPSLA 2014).
///
/// The same seed gives the same numbers on every platform. It is for tests, not
/// for secrets.
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
  /// The seed from which the generator continues as it is now.
  public private(set) var seed: UInt64

  /// Creates the generator of a seed.
  public init(seed: UInt64) { self.seed = seed }

  public mutating func next() -> UInt64 {
    seed &+= 0x9e37_79b9_7f4a_7c15
    var z = seed
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension SplitMix64 {
  /// A generator for a part of the work, independent of what follows here.
  public mutating func split() -> SplitMix64 { SplitMix64(seed: next()) }
}
