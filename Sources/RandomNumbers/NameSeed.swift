extension SplitMix64 {
  /// A seed that belongs to a name: the 64-bit FNV-1a hash of its UTF-8 bytes (Fowler,
  /// Noll, Vo).
  ///
  /// The hash of Swift's standard library differs from run to run.
  public static func seed(named name: String) -> UInt64 {
    name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
