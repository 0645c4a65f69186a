import Foundation

/// A failure message that tells how to repeat the failing case.
public struct Seeded: Hashable, Sendable, CustomStringConvertible {
  /// The seed of the failing case alone, not of the whole run.
  public let seed: UInt64
  /// What went wrong.
  public let message: String

  public init(seed: UInt64, _ message: String) {
    self.seed = seed
    self.message = message
  }

  public var description: String {
    "\(message) [SplitMix64(seed: 0x\(String(seed, radix: 16)))]"
  }
}

/// What a whole run is seeded with, and how long it searches.
public enum Search {
  /// The seed of the run: `RMSPEC_TEST_SEED` in the environment, or a constant,
  /// so that a run without it repeats itself.
  public static let seed: UInt64 =
    environment("RMSPEC_TEST_SEED").flatMap { UInt64($0) } ?? 0x524d_5370_6563

  /// How many times as many cases to try as by default: `RMSPEC_TEST_EFFORT` in
  /// the environment, or 1.
  public static let effort: Int =
    environment("RMSPEC_TEST_EFFORT").flatMap { Int($0) } ?? 1

  private static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name]
  }
}

/// Tries a law on random cases and returns the first case that breaks it.
///
/// Each case draws from a generator of its own, so that the seed in the message
/// repeats that case alone. Laws are tested like this, since an expectation in
/// the loop would cost more than the case:
///
///     let failure = counterexample(in: 10_000) { random in
///       let x = random.anyDouble()
///       return x.isNaN || -(-x) == x ? nil : "negating \(x) twice changes it"
///     }
///     #expect(failure == nil)
///
/// - Parameters:
///   - count: The number of cases, multiplied by `Search.effort`.
///   - seed: The seed from which the cases' seeds are drawn.
///   - law: What is wrong with the case that it draws, or nil if nothing is.
public func counterexample(
  in count: Int, seed: UInt64 = Search.seed,
  _ law: (inout SplitMix64) throws -> String?
) rethrows -> Seeded? {
  var seeds = SplitMix64(seed: seed)
  for _ in 0..<count * Search.effort {
    let seed = seeds.next()
    var random = SplitMix64(seed: seed)
    if let message = try law(&random) { return Seeded(seed: seed, message) }
  }
  return nil
}
