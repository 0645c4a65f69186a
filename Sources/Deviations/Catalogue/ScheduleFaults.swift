import Dialects
import Oracle

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Faults of learning-rate schedules.
enum ScheduleFaults {
  static let all = positions + cosines + steps + polynomials + warmUps

  static func position(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change: @escaping @Sendable (Int) -> Int
  ) -> Fault {
    .plumbing(id, .schedule, summary, evidence) {
      $0.schedulePosition = { change($0.step - 1) }
    }
  }

  static let positions: [Fault] = [
    position(
      "schedule-frozen", "The schedule never reaches the optimizer.",
      .seen("learning-rate-frozen-at-construction", "schedule-never-applied")
    ) { _ in 0 },
    position(
      "schedule-one-ahead", "The schedule is a step ahead.",
      .seen("schedules-in-sequence-overwrite", "decay-skipped-after-the-warm-up")
    ) { $0 + 1 },
    position(
      "schedule-one-behind", "The schedule is a step behind.",
      .seen("decay-skipped-after-the-warm-up")
    ) { max(0, $0 - 1) },
    position(
      "schedule-advanced-twice", "The schedule advances twice a step.",
      .seen("schedule-advanced-by-micro-steps")
    ) { 2 * $0 },
  ]

  /// A change to schedules of one kind, also after a warm-up.
  static func schedule(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change: @escaping @Sendable (LearningRateSchedule) -> LearningRateSchedule
  ) -> Fault {
    .plumbing(id, .schedule, summary, evidence) { procedure in
      procedure.schedule = { schedule in
        guard case .warmUp(let length, let start, let next) = schedule else {
          return change(schedule)
        }
        return change(.warmUp(length: length, start: start, next: change(next)))
      }
    }
  }

  static let cosines: [Fault] = [
    schedule(
      "cosine-anneals-upwards", "η and η_min are in each other's place.",
      .seen("cosine-ends-exchanged")
    ) {
      // Half a period further, a cosine rises from η_min to η.
      guard case .cosine(let total, let floor, _) = $0 else { return $0 }
      return .cosine(total: total, floor: floor, afterEnd: .repeats).shifted(by: total)
    },
    schedule(
      "cosine-floor-ignored", "The cosine falls to 0.",
      .seen("hyperparameter-accepted-and-ignored", "cosine-ends-exchanged")
    ) {
      guard case .cosine(let total, _, let afterEnd) = $0 else { return $0 }
      return .cosine(total: total, floor: 0, afterEnd: afterEnd)
    },
    schedule("cosine-of-double-length", "The cosine takes twice as long.", .slip) {
      guard case .cosine(let total, let floor, let afterEnd) = $0 else { return $0 }
      return .cosine(total: 2 * total, floor: floor, afterEnd: afterEnd)
    },
    schedule(
      "cosine-end-exchanged", "After its end the cosine repeats, or holds.",
      .seen("cosine-recursion-divides-by-zero")
    ) {
      guard case .cosine(let total, let floor, let afterEnd) = $0 else { return $0 }
      return .cosine(
        total: total, floor: floor, afterEnd: afterEnd == .hold ? .repeats : .hold)
    },
  ]

  static let steps: [Fault] = [
    schedule(
      "decay-factor-twice", "Every decay is applied twice.",
      .seen("cosine-recursion-divides-by-zero")
    ) {
      switch $0 {
      case .step(let period, let factor):
        .step(period: period, factor: factor * factor)
      case .multiStep(let milestones, let factor):
        .multiStep(milestones: milestones, factor: factor * factor)
      case .exponential(let factor): .exponential(factor: factor * factor)
      case let other: other
      }
    },
    schedule(
      "decay-is-continuous", "γ^(k/n) stands for γ^⌊k/n⌋.",
      .seen("exponential-decay-of-a-fraction")
    ) {
      guard case .step(let period, let factor) = $0 else { return $0 }
      return .exponential(factor: pow(factor, 1 / Double(period)))
    },
    schedule(
      "step-period-ignored", "The decay happens every step.",
      .seen("decay-skipped-after-the-warm-up")
    ) {
      guard case .step(_, let factor) = $0 else { return $0 }
      return .exponential(factor: factor)
    },
    schedule("decay-factor-complement", "1 − γ stands for γ.", .slip) {
      switch $0 {
      case .step(let period, let factor): .step(period: period, factor: 1 - factor)
      case .multiStep(let milestones, let factor):
        .multiStep(milestones: milestones, factor: 1 - factor)
      case .exponential(let factor): .exponential(factor: 1 - factor)
      case let other: other
      }
    },
    schedule(
      "milestone-in-the-exponent", "γ^(milestone) stands for γ.",
      .seen("milestone-in-the-exponent")
    ) {
      guard case .multiStep(let milestones, let factor) = $0 else { return $0 }
      return .multiStep(
        milestones: milestones.flatMap { Array(repeating: $0, count: $0) }, factor: factor
      )
    },
    schedule(
      "milestone-one-late", "A milestone acts one step late.",
      .seen("schedules-in-sequence-overwrite")
    ) {
      guard case .multiStep(let milestones, let factor) = $0 else { return $0 }
      return .multiStep(milestones: milestones.map { $0 + 1 }, factor: factor)
    },
    schedule(
      "first-milestone-only", "Only the first milestone acts.",
      .seen("decay-skipped-after-the-warm-up")
    ) {
      guard case .multiStep(let milestones, let factor) = $0 else { return $0 }
      return .multiStep(milestones: Array(milestones.prefix(1)), factor: factor)
    },
    schedule(
      "inverse-root-without-plateau", "η/√(k + 1): it decays from the start.",
      .slip
    ) {
      guard case .inverseSquareRoot = $0 else { return $0 }
      return .inverseSquareRoot(length: 1).shifted(by: 1)
    },
  ]

  static let polynomials: [Fault] = [
    schedule(
      "polynomial-power-integer", "The power is cut to an integer.",
      .seen("polynomial-in-integers")
    ) {
      guard case .polynomial(let total, let power, let floor) = $0 else { return $0 }
      return .polynomial(total: total, power: power.rounded(.down), floor: floor)
    },
    schedule(
      "polynomial-power-ignored", "The decay is linear.",
      .seen("hyperparameter-accepted-and-ignored", "polynomial-in-integers")
    ) {
      guard case .polynomial(let total, _, let floor) = $0 else { return $0 }
      return .polynomial(total: total, power: 1, floor: floor)
    },
    schedule(
      "polynomial-in-integers", "k/T is an integer division: 0 until T.",
      .seen("polynomial-in-integers")
    ) {
      guard case .polynomial(let total, let power, let floor) = $0 else { return $0 }
      let end = LearningRateSchedule.polynomial(total: 1, power: power, floor: floor)
      return .warmUp(length: total, start: 1, next: end.shifted(by: 1))
    },
    schedule(
      "polynomial-floor-ignored", "The polynomial falls to 0.",
      .seen("hyperparameter-accepted-and-ignored")
    ) {
      guard case .polynomial(let total, let power, _) = $0 else { return $0 }
      return .polynomial(total: total, power: power, floor: 0)
    },
    schedule("polynomial-one-short", "The polynomial ends a step early.", .slip) {
      guard case .polynomial(let total, let power, let floor) = $0 else { return $0 }
      return .polynomial(total: max(1, total - 1), power: power, floor: floor)
    },
  ]
}

extension LearningRateSchedule {
  /// The schedule as it is that many steps later; before its start it is η.
  func shifted(by steps: Int) -> LearningRateSchedule {
    .warmUp(length: -steps, start: 1, next: self)
  }
}
