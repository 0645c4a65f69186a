import Dialects
import Oracle

extension ScheduleFaults {
  static func warmUp(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change:
      @escaping @Sendable (
        _ length: Int, _ start: Double, _ next: LearningRateSchedule
      ) -> LearningRateSchedule
  ) -> Fault {
    .plumbing(id, .schedule, summary, evidence) {
      $0.schedule = {
        guard case .warmUp(let length, let start, let next) = $0 else { return $0 }
        return change(length, start, next)
      }
    }
  }

  static let warmUps: [Fault] = [
    warmUp(
      "warm-up-skipped", "There is no warm-up.",
      .seen("hyperparameter-accepted-and-ignored")
    ) { $2 },
    warmUp(
      "warm-up-from-zero", "The warm-up starts at 0.",
      .seen("hyperparameter-accepted-and-ignored")
    ) {
      .warmUp(length: $0, start: 0, next: $2)
    },
    warmUp(
      "warm-up-one-ahead", "The warm-up starts at its second step.",
      .seen("schedules-in-sequence-overwrite")
    ) {
      .warmUp(length: $0, start: $1, next: $2.shifted(by: -1)).shifted(by: 1)
    },
    warmUp(
      "warm-up-one-long", "The warm-up is a step too long.",
      .seen("schedules-in-sequence-overwrite", "decay-runs-in-the-warm-up")
    ) {
      .warmUp(length: $0 + 1, start: $1, next: $2)
    },
    warmUp(
      "warm-up-never-ends", "What follows the warm-up never starts.",
      .seen("decay-runs-in-the-warm-up")
    ) { length, start, _ in
      .warmUp(length: length, start: start, next: .constant)
    },
    warmUp(
      "decay-runs-in-the-warm-up", "What follows has run during the warm-up.",
      .seen("decay-runs-in-the-warm-up")
    ) {
      .warmUp(length: $0, start: $1, next: $2.shifted(by: $0))
    },
    warmUp(
      "decay-behind-the-warm-up", "At the joint the first step is taken twice.",
      .seen("decay-skipped-after-the-warm-up")
    ) {
      .warmUp(length: $0, start: $1, next: $2.shifted(by: -1))
    },
  ]
}
