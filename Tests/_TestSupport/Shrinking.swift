/// A counterexample to a law, made as simple as it stays one.
public struct Counterexample<Input: Sendable>: Sendable, CustomStringConvertible {
  /// The input after shrinking.
  public let input: Input
  /// What is wrong with it.
  public let message: String
  /// The seed that draws the input from before shrinking.
  public let seed: UInt64
  /// How often it was made simpler.
  public let shrinks: Int

  public var description: String {
    """
    \(message)
      \(swiftSource(of: input))
      [SplitMix64(seed: 0x\(String(seed, radix: 16))), \(shrinks) shrinks]
    """
  }
}

/// The Swift code that makes a value of a structure, of an enumeration, or of
/// numbers and arrays of them.
public func swiftSource(of value: Any) -> String {
  let text = String(reflecting: value)
  // Without the names of modules, which are words before a dot and a capital.
  var result = ""
  var word = ""
  for character in text {
    if character.isLetter || character.isNumber || character == "_" {
      word.append(character)
      continue
    }
    let isModule =
      character == "." && (word.hasSuffix("Tests") || word.hasSuffix("Support"))
    if !isModule { result += word + String(character) }
    word = ""
  }
  return result + word
}

/// Draws inputs and returns the first that breaks the law, shrunk.
///
/// - Parameters:
///   - count: The number of inputs, multiplied by `Search.effort`.
///   - seed: The seed from which the inputs' seeds are drawn.
///   - draw: Draws an input.
///   - law: What is wrong with an input, or nil if nothing is, or if it is not in
///     the domain.
public func counterexample<Input: Shrinkable & Sendable>(
  in count: Int, seed: UInt64 = Search.seed,
  drawing draw: (inout SplitMix64) -> Input, _ law: (Input) -> String?
) -> Counterexample<Input>? {
  var seeds = SplitMix64(seed: seed)
  for _ in 0..<count * Search.effort {
    let seed = seeds.next()
    var random = SplitMix64(seed: seed)
    let input = draw(&random)
    if let message = law(input) {
      return shrunk(input, message: message, seed: seed, law)
    }
  }
  return nil
}

/// Makes a counterexample simpler as long as the law finds something wrong with it.
public func shrunk<Input: Shrinkable & Sendable>(
  _ input: Input, message: String, seed: UInt64 = 0, attempts: Int = 2000,
  _ law: (Input) -> String?
) -> Counterexample<Input> {
  var (best, message, shrinks, left) = (input, message, 0, attempts)
  search: while left > 0 {
    for candidate in best.simpler {
      left -= 1
      if left < 0 { break search }
      if let other = law(candidate) {
        (best, message) = (candidate, other)
        shrinks += 1
        continue search
      }
    }
    break
  }
  return Counterexample(input: best, message: message, seed: seed, shrinks: shrinks)
}
