/// A small, fast generator whose whole state is its seed (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014).
///
/// The same seed gives the same numbers on every platform, so a seed names an input.
/// The numbers are not for secrets.
///
///     var random = SplitMix64(seed: 7)
///     let x = random.unit()
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
  /// The seed from which the generator continues as it is now.
  public private(set) var seed: UInt64

  /// Creates the generator of a seed.
  public init(seed: UInt64) { self.seed = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let bits = Self.output(seed)
    seed &+= Self.increment
    return bits
  }

  /// The first number of the generator of a seed: a hash of 64 bits.
  public static func output(_ seed: UInt64) -> UInt64 {
    var z = seed &+ increment
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// The odd number next to 2^64 divided by the golden ratio.
  private static let increment: UInt64 = 0x9e37_79b9_7f4a_7c15
}

extension SplitMix64 {
  /// A number in [0, 1), a multiple of 2^−53.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
