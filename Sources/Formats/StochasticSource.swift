/// The random bits of stochastic rounding, by position: no state, no order.
///
/// Any language repeats it with 32-bit integers that wrap around:
///
///     h = seed
///     for w in (step, tensor, element): h = fmix32(h + 0x9e3779b9 * (w + 1))
///
/// where `fmix32` is the finaliser of MurmurHash3 (Austin Appleby, public
/// domain). It is for reproducible vectors, not for secrets, nor for tensors so
/// large that 2^32 positions are soon used up.
public struct StochasticSource: Hashable, Sendable {
  /// What distinguishes one source from another.
  public let seed: UInt32

  /// Creates the source of a seed.
  public init(seed: UInt32) { self.seed = seed }

  /// The 32 bits for one element of one tensor at one step, each counted as the
  /// caller pleases, modulo 2^32.
  public func bits(step: Int, tensor: Int, element: Int) -> UInt32 {
    mixed(hash(step: step, tensor: tensor), element)
  }

  /// What the elements of one tensor at one step have in common.
  func hash(step: Int, tensor: Int) -> UInt32 { mixed(mixed(seed, step), tensor) }
}

func mixed(_ h: UInt32, _ word: Int) -> UInt32 {
  // 2^32 divided by the golden ratio spreads consecutive words.
  var h = h &+ 0x9e37_79b9 &* (UInt32(truncatingIfNeeded: word) &+ 1)
  h ^= h >> 16
  h &*= 0x85eb_ca6b
  h ^= h >> 13
  h &*= 0xc2b2_ae35
  h ^= h >> 16
  return h
}
