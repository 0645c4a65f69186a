/// What one item of a work came to.
public struct ItemOutcome: Sendable, Equatable {
  /// How it was judged.
  public enum Verdict: String, Sendable {
    /// All values are right.
    case conforms
    /// Any value would have been right.
    case nothingCompared = "nothing-compared"
    /// A value is wrong.
    case mismatch
    /// The implementation declined.
    case skipped
    /// The implementation failed.
    case failed
  }

  /// How it was judged.
  public let verdict: Verdict
  /// The number of values.
  public let values: Int
  /// The number of those that any value fits.
  public let unbounded: Int
  /// The hash of the bits that were answered, or "-" if there was no answer.
  public let answer: String

  /// Creates an outcome of its members.
  public init(
    _ verdict: Verdict, values: Int = 0, unbounded: Int = 0, answer: String = "-"
  ) {
    self.verdict = verdict
    self.values = values
    self.unbounded = unbounded
    self.answer = answer
  }
}
