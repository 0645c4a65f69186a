import Dialects

extension ScalarProgram {
  /// The learning rate of a scheduled step (SPEC §11).
  ///
  /// `hyperparameter(.learningRate)` in it is the group's learning rate.
  ///
  /// - Parameters:
  ///   - schedule: The schedule.
  ///   - k: The number of steps taken before, at least 0.
  public static func rate(
    of schedule: LearningRateSchedule, after k: Int
  ) -> ScalarProgram {
    ScalarProgram { RateTracer($0).rate(schedule, k) }
  }
}

/// Writes the formulas of the schedules.
private struct RateTracer {
  let trace: Trace

  init(_ trace: Trace) { self.trace = trace }

  private var η: Scalar { trace.record(ScalarNode.hyperparameter(.learningRate)) }

  private func integer(_ value: Int) -> Scalar {
    trace.record(ScalarNode.integer(StepInteger(countsSteps: false, offset: value)))
  }

  private func constant(_ value: Double) -> Scalar {
    trace.record(ScalarNode.constant(value))
  }

  private func power(_ factor: Double, _ exponent: Int) -> Scalar {
    constant(factor).power(StepInteger(countsSteps: false, offset: exponent))
  }

  func rate(_ schedule: LearningRateSchedule, _ k: Int) -> Scalar {
    switch schedule {
    case .constant:
      return η
    case .step(let period, let factor):
      return η * power(factor, k / period)
    case .multiStep(let milestones, let factor):
      return η * power(factor, milestones.count { $0 <= k })
    case .exponential(let factor):
      return η * power(factor, k)
    case .polynomial(let total, let exponent, let floor):
      let left = 1 - integer(min(k, total)) / integer(total)
      let floor = constant(floor)
      return (η - floor) * left.power(constant(exponent)) + floor
    case .cosine(let total, let floor, let afterEnd):
      let floor = constant(floor)
      if afterEnd == .hold && k > total { return floor }
      let phase = integer(k % (2 * total)) / integer(total)
      return floor + (η - floor) * (1 + phase.cosinePi()) / integer(2)
    case .inverseSquareRoot(let length):
      return η * (integer(length) / integer(max(k, length))).squareRoot()
    case .warmUp(let length, let start, let next):
      if k >= length { return rate(next, k - length) }
      let start = constant(start)
      return η * (start + (1 - start) * (integer(k) / integer(length)))
    }
  }
}
