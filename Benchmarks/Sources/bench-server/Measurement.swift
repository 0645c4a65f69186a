/// A subject that is ready to be timed.
final class Measurement {
  private let subject: any Subject
  /// The number of steps of a repetition.
  let steps: Int

  /// Warms up, and finds how many steps exceed `milliseconds`.
  init(_ subject: any Subject, milliseconds: Double) throws {
    self.subject = subject
    for _ in 0..<2 { try subject.step() }
    var steps = 1
    while true {
      let elapsed = try Self.time(subject, steps: steps)
      if elapsed >= .milliseconds(milliseconds) { break }
      // Aims a little beyond the goal, and never trusts one short measurement.
      let goal = Duration.milliseconds(milliseconds * 1.2)
      let factor = goal / max(elapsed, .nanoseconds(1))
      steps = max(steps + 1, Int(Double(steps) * min(factor, 10)))
    }
    self.steps = steps
  }

  /// The nanoseconds of one repetition.
  ///
  /// A step before it brings back what others have driven out of the caches.
  func repetition() throws -> Double {
    try subject.step()
    return try Self.time(subject, steps: steps) / .nanoseconds(1)
  }

  private static func time(_ subject: any Subject, steps: Int) throws -> Duration {
    try ContinuousClock().measure {
      for _ in 0..<steps { try subject.step() }
    }
  }
}
