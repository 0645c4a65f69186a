import Dialects

/// A schedule as it is written to disk: its warm-ups, and then what follows them.
struct EncodedSchedule: Codable {
  private var stages: [Stage]

  fileprivate struct Stage: Codable {
    var kind: String
    var length: Int?
    var factor: Double?
    var milestones: [Int]?
    var power: Double?
    var floor: Double?
    var start: Double?
    var afterEnd: LearningRateSchedule.AfterEnd?
  }

  init(_ schedule: LearningRateSchedule) {
    stages = []
    var rest = schedule
    while case .warmUp(let length, let start, let next) = rest {
      stages.append(Stage(kind: "warmUp", length: length, start: start))
      rest = next
    }
    let last =
      switch rest {
      case .constant, .warmUp: Stage(kind: "constant")
      case .step(let period, let factor):
        Stage(kind: "step", length: period, factor: factor)
      case .multiStep(let milestones, let factor):
        Stage(kind: "multiStep", factor: factor, milestones: milestones)
      case .exponential(let factor): Stage(kind: "exponential", factor: factor)
      case .polynomial(let total, let power, let floor):
        Stage(kind: "polynomial", length: total, power: power, floor: floor)
      case .cosine(let total, let floor, let afterEnd):
        Stage(kind: "cosine", length: total, floor: floor, afterEnd: afterEnd)
      case .inverseSquareRoot(let length):
        Stage(kind: "inverseSquareRoot", length: length)
      }
    stages.append(last)
  }

  /// The schedule, or nil if the stages describe none.
  var schedule: LearningRateSchedule? {
    var result: LearningRateSchedule?
    for stage in stages.reversed() {
      guard let extended = stage.schedule(before: result) else { return nil }
      result = extended
    }
    return result
  }
}

extension EncodedSchedule.Stage {
  fileprivate func schedule(before next: LearningRateSchedule?) -> LearningRateSchedule? {
    switch (kind, next, length, factor, floor) {
    case ("warmUp", let next?, let length?, _, _):
      start.map { .warmUp(length: length, start: $0, next: next) }
    case ("constant", nil, _, _, _): .constant
    case ("step", nil, let period?, let factor?, _):
      .step(period: period, factor: factor)
    case ("multiStep", nil, _, let factor?, _):
      milestones.map { .multiStep(milestones: $0, factor: factor) }
    case ("exponential", nil, _, let factor?, _): .exponential(factor: factor)
    case ("polynomial", nil, let total?, _, let floor?):
      power.map { .polynomial(total: total, power: $0, floor: floor) }
    case ("cosine", nil, let total?, _, let floor?):
      afterEnd.map { .cosine(total: total, floor: floor, afterEnd: $0) }
    case ("inverseSquareRoot", nil, let length?, _, _):
      .inverseSquareRoot(length: length)
    default: nil
    }
  }
}
