/// An integer that may depend on the step number: `offset`, or `t + offset`.
public struct StepInteger: Hashable, Sendable {
  /// Whether the step number is added.
  public let countsSteps: Bool
  /// The constant part.
  public let offset: Int

  /// Creates an integer.
  public init(countsSteps: Bool, offset: Int) {
    self.countsSteps = countsSteps
    self.offset = offset
  }

  /// The integer 1.
  public static let one = StepInteger(countsSteps: false, offset: 1)

  /// The integer in step `step`, counted from 1.
  public func value(step: Int) -> Int { countsSteps ? step + offset : offset }
}
