import Dialects
import Formats
import Oracle
import Scenarios

/// Profiles of learning-rate schedules.
///
/// Element k has the gradient −1 in step k + 1 and 0 in all others, so that under
/// plain SGD it is the learning rate of that step.
package enum ScheduleProfiles {
  /// The length of the schedules: joints are at 0, `total` and twice that.
  private static let total = 8

  package static let all: [InputProfile] = [
    profile("constant", "A schedule that does nothing.", .constant),
    profile("step", "Decay every three steps.", .step(period: 3, factor: 0.3)),
    profile(
      "multi-step", "Decay at three milestones, one of them at the first update.",
      .multiStep(milestones: [0, 4, 9], factor: 0.3)),
    profile("exponential", "Decay at every step.", .exponential(factor: 0.9)),
    profile(
      "polynomial", "A power that is no integer, down to a floor.",
      .polynomial(total: total, power: 0.9, floor: 0.02)),
    profile(
      "linear", "A straight line down to 0.",
      .polynomial(total: total, power: 1, floor: 0)),
    profile(
      "cosine", "Half a cosine down to a floor, which it keeps.",
      .cosine(total: total, floor: 0.02, afterEnd: .hold)),
    profile(
      "cosine-repeats", "A cosine that goes on after its end.",
      .cosine(total: total, floor: 0.02, afterEnd: .repeats)),
    profile(
      "warm-up", "A straight line up, then the rate itself.",
      .warmUp(length: 5, start: 0.1, next: .constant)),
    profile(
      "warm-up-cosine", "A line from 0 up, then a cosine from its beginning.",
      .warmUp(
        length: 4, start: 0, next: .cosine(total: total, floor: 0.02, afterEnd: .hold))),
    profile(
      "warm-up-step", "A line up, then decay every two steps.",
      .warmUp(length: 1, start: 0.5, next: .step(period: 2, factor: 0.5))),
    profile(
      "inverse-square-root", "Constant, then an inverse square root.",
      .inverseSquareRoot(length: 4)),
    profile(
      "warm-up-inverse-square-root", "A line up, then an inverse square root.",
      .warmUp(length: 4, start: 0.25, next: .inverseSquareRoot(length: 4))),
  ]

  private static func profile(
    _ name: String, _ comment: String, _ schedule: LearningRateSchedule
  ) -> InputProfile {
    InputProfile(
      "schedule-\(name)", comment, flags: ["LearningRateSchedule"],
      coverage: .workingBinary32,
      onlyIf: { $0.dialect == .standard(.sgd) }, checkpoints: { _ in [2 * total + 2] }
    ) { context in
      let count = 2 * total + 2
      let group = Scenario.Group(
        hyperparameters: context.hyperparameters([.learningRate: 0.1, .momentum: 0]),
        tensors: [
          context.tensor("rates", [count], Array(repeating: 0, count: count))
        ], schedule: schedule)
      return context.scenario(
        groups: [group],
        steps: (0..<count).map { step in
          let gradient = (0..<count).map { $0 == step ? -1.0 : 0 }
          return ScenarioStep(
            gradients: [gradient.map(context.bits)], learningRates: [nil])
        })
    }
  }
}
