/// Where the random bits of stochastic rounding come from (SPEC §13).
///
/// They depend on the seed and the place of the number alone, so that neither
/// order nor number of threads matters.
struct StochasticRounding: Sendable {
  /// The hash of seed, step and tensor.
  private let prefix: UInt32

  /// The rounding of a tensor in a step, which is counted from 1.
  init(seed: UInt32, step: Int64, tensor: Int) {
    prefix = Self.extend(Self.extend(seed, by: step), by: Int64(tensor))
  }

  /// Writes the random bits of the elements from an index on.
  func bits(
    from start: Int, into bits: UnsafeMutableBufferPointer<UInt32>
  ) -> UnsafeBufferPointer<UInt32> {
    for i in bits.indices { bits[i] = Self.extend(prefix, by: Int64(start + i)) }
    return UnsafeBufferPointer(bits)
  }

  /// One round of the hash: the finalizer of MurmurHash3 over a weighted sum.
  private static func extend(_ hash: UInt32, by word: Int64) -> UInt32 {
    var h = hash &+ 0x9e37_79b9 &* (UInt32(truncatingIfNeeded: word) &+ 1)
    h = (h ^ h >> 16) &* 0x85eb_ca6b
    h = (h ^ h >> 13) &* 0xc2b2_ae35
    return h ^ h >> 16
  }
}
