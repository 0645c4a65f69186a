@_exported import RandomNumbers

extension SplitMix64 {
  /// A generator for a part of the work, independent of what follows here.
  public mutating func split() -> SplitMix64 { SplitMix64(seed: next()) }
}
