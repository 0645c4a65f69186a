/// Parameters and gradients that every language reproduces in one line.
///
/// w(i) = 2654435769 i + 2246822507 s mod 2^32, a Weyl sequence. The gradients are
/// away from zero, so that no format underflows and no timing is that of rare values.
enum Inputs {
  private static func word(_ index: Int, seed: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: index) &* 2_654_435_769 &+ seed &* 2_246_822_507
  }

  /// A parameter in −1/2 ..< 1/2.
  static func parameter(_ index: Int) -> Float {
    Float(Double(word(index, seed: 0)) / 4_294_967_296 - 0.5)
  }

  /// One of two gradients, of a magnitude in 1/4 ..< 3/4.
  ///
  /// They take turns: with a constant gradient the variance of centered RMSprop
  /// would vanish.
  static func gradient(_ index: Int, turn: Int) -> Float {
    let word = word(index, seed: UInt32(turn) + 1)
    let magnitude = 0.25 + Double(word) / 8_589_934_592
    return Float(word & 1 == 0 ? magnitude : -magnitude)
  }
}
