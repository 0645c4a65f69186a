import Dialects
import Formats
import Foundation
import Optimizers
import Testing
import _TestSupport

/// Learning-rate schedules (SPEC §11).
@Suite struct ScheduleTests {
  private func rates(
    _ schedule: LearningRateSchedule, _ base: Double, _ steps: [Int]
  ) throws -> [Double] {
    let rule = try OptimizerRule.sgd(learningRate: base, schedule: schedule)
    return steps.map { rule.learningRate(afterSteps: $0) }
  }

  @Test("values at the joints")
  func joints() throws {
    #expect(try rates(.constant, 0.3, [0, 1, 1000]) == [0.3, 0.3, 0.3])
    let step = LearningRateSchedule.step(period: 3, factor: 0.5)
    #expect(try rates(step, 2, [0, 2, 3, 5, 6, 9]) == [2, 2, 1, 1, 0.5, 0.25])
    let milestones = LearningRateSchedule.multiStep(milestones: [5, 2, 2], factor: 0.5)
    #expect(
      try rates(milestones, 2, [0, 1, 2, 4, 5, 6]) == [2, 2, 0.5, 0.5, 0.25, 0.25])
    #expect(try rates(.exponential(factor: 0.5), 3, [0, 1, 4]) == [3, 1.5, 0.1875])
    #expect(try rates(.exponential(factor: 2), 3, [0, 1, 4]) == [3, 6, 48])
    let square = LearningRateSchedule.polynomial(total: 4, power: 2, floor: 0.5)
    #expect(
      try rates(square, 1.5, [0, 1, 3, 4, 5, 8]) == [1.5, 1.0625, 0.5625, 0.5, 0.5, 0.5])
    let root = LearningRateSchedule.polynomial(total: 4, power: 0.5, floor: 0)
    #expect(try rates(root, 2, [0, 3, 4, 9]) == [2, 1, 0, 0])
    let flat = LearningRateSchedule.polynomial(total: 4, power: 0, floor: 0.5)
    #expect(try rates(flat, 2, [0, 4, 5]) == [2, 2, 2])
    let inverse = LearningRateSchedule.inverseSquareRoot(length: 4)
    #expect(try rates(inverse, 3, [0, 3, 4, 16, 64]) == [3, 3, 3, 1.5, 0.75])
    #expect(try rates(inverse, 3, [5])[0] == 3 * (0.8 as Double).squareRoot())
    let warm = LearningRateSchedule.warmUp(
      length: 4, start: 0.5, next: .exponential(factor: 0.5))
    #expect(try rates(warm, 1, [0, 1, 3, 4, 5, 6]) == [0.5, 0.625, 0.875, 1, 0.5, 0.25])
    let twice = LearningRateSchedule.warmUp(length: 2, start: 0, next: warm)
    #expect(try rates(twice, 1, [0, 1, 2, 6, 7]) == [0, 0.5, 0.5, 1, 0.5])
    let none = LearningRateSchedule.warmUp(length: 0, start: 0.5, next: step)
    #expect(try rates(none, 2, [0, 3]) == [2, 1])
  }

  @Test("the cosine at 0, T ± 1, T and 2T")
  func cosine() throws {
    let total = 6
    func cosine(_ afterEnd: LearningRateSchedule.AfterEnd) -> LearningRateSchedule {
      .cosine(total: total, floor: 0.25, afterEnd: afterEnd)
    }
    let hold = try rates(cosine(.hold), 1.25, Array(0...13))
    let repeats = try rates(cosine(.repeats), 1.25, Array(0...13))
    #expect(hold[0] == 1.25 && hold[3] == 0.75 && hold[2] == 1 && hold[4] == 0.5)
    #expect(hold[6...] == [0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25])
    #expect(repeats[...6] == hold[...6])
    #expect(repeats[12] == 1.25 && repeats[13] == hold[1] && repeats[9] == 0.75)
    for k in 0...13 {
      let expected = 0.25 + (1 + cos(Double.pi * Double(k) / 6)) / 2
      #expect(abs(repeats[k] - expected) < 1e-15)
      #expect(abs(repeats[k] - repeats[abs(12 - k)]) < 1e-15 || k == 13)
    }
    #expect(hold[5] > 0.25 && repeats[7] > 0.25)
  }

  /// A schedule of any kind with numbers that meet joints often.
  private func schedule(using random: inout SplitMix64) -> LearningRateSchedule {
    let length = random.integer(in: 1...7)
    let floor = random.choice([0, 0.01, 0.3])
    let factor = random.choice([0, 0.1, 0.5, 0.97, 1, 1.1])
    switch random.integer(in: 0...8) {
    case 0: return .constant
    case 1: return .step(period: length, factor: factor)
    case 2:
      let milestones = (0...length).map { _ in random.integer(in: 0...9) }
      return .multiStep(milestones: milestones, factor: factor)
    case 3: return .exponential(factor: factor)
    case 4:
      let power = random.choice([0, 0.5, 0.9, 1, 2, 3.7])
      return .polynomial(total: length, power: power, floor: floor)
    case 5:
      let afterEnd = random.choice(LearningRateSchedule.AfterEnd.allCases)
      return .cosine(total: length, floor: floor, afterEnd: afterEnd)
    case 6: return .inverseSquareRoot(length: length)
    default:
      return .warmUp(
        length: random.integer(in: 0...4), start: random.choice([0, 0.1, 1]),
        next: schedule(using: &random))
    }
  }

  @Test("SPEC done literally in every format", arguments: Combination.all)
  func literal(_ combination: Combination) throws {
    var random = seeded(81)
    let format = combination.scalars == .wide ? .binary64 : combination.arithmetic
    for _ in 0..<40 {
      let schedule = schedule(using: &random)
      let base = random.choice([0.1, 1e-3, 0.7])
      var optimizer = try makeBitwiseOptimizer(
        [
          BitwiseGroup(
            .sgd(learningRate: base, schedule: schedule), tensors: [([1], [0])])
        ],
        storage: combination.storage, arithmetic: combination.arithmetic,
        scalars: combination.scalars)
      let one = combination.storage.encode(1)
      for k in 0...15 {
        let expected = ScheduleSpec(format: format).rate(schedule, base, k)
        let got = optimizer.learningRate(ofGroup: 0)
        #expect(got.isSame(as: expected), "\(schedule), η = \(base), k = \(k)")
        try optimizer.setParameters([[0]])
        try optimizer.step(gradients: [.dense([one])], learningRates: [nil])
        // θ = 0 − η × 1, and 0 − 0 is +0.
        let step = combination.arithmetic.round(
          0 - combination.arithmetic.round(expected))
        #expect(optimizer.parameters == [[combination.storage.encode(step)]])
      }
    }
  }

  @Test("a schedule is the same as its rates given one by one")
  func rateByRate() throws {
    let schedule = LearningRateSchedule.warmUp(
      length: 3, start: 0.1, next: .cosine(total: 4, floor: 1e-3, afterEnd: .repeats))
    let dialect = Dialect.standard(.adamw).with(DecayScale.relative)
    var own = try Optimizer<Double>(
      .adamw(learningRate: 0.3, dialect: dialect, schedule: schedule))
    var other = try Optimizer<Double>(.adamw(learningRate: 0.3, dialect: dialect))
    try own.addTensor(shape: [5])
    try other.addTensor(shape: [5])
    var random = seeded(82)
    var x: [[Double]] = [random.values(5)]
    var y = x
    for k in 0..<12 {
      let gradient: [Double] = random.values(5)
      try other.setLearningRate(rates(schedule, 0.3, [k])[0])
      #expect(own.learningRate() == other.learningRate())
      try own.step(&x, gradients: [k == 5 ? nil : gradient])
      try other.step(&y, gradients: [k == 5 ? nil : gradient])
    }
    #expect(x == y)
    #expect(own.rule().schedule == schedule && other.rule().schedule == nil)
    #expect(own.rule().hyperparameters[.learningRate] == 0.3)
  }

  @Test("inadmissible schedules and rates")
  func errors() throws {
    let bad: [LearningRateSchedule] = [
      .step(period: 0, factor: 0.5), .step(period: 1, factor: -1),
      .multiStep(milestones: [], factor: .nan), .exponential(factor: .infinity),
      .polynomial(total: 0, power: 1, floor: 0),
      .polynomial(total: 1, power: -1, floor: 0),
      .cosine(total: -3, floor: 0, afterEnd: .hold), .inverseSquareRoot(length: 0),
      .cosine(total: 3, floor: .nan, afterEnd: .hold),
      .warmUp(length: -1, start: 0, next: .constant),
      .warmUp(length: 1, start: 0, next: .exponential(factor: -1)),
    ]
    var sgd = try Optimizer<Float>(.sgd())
    for schedule in bad {
      // Not compared: NaN is in some of them.
      do {
        try sgd.addGroup(.sgd(schedule: schedule))
        Issue.record("accepted: \(schedule)")
      } catch {
        guard case .invalidSchedule = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
    #expect(sgd.groupCount == 1)
    try sgd.addGroup(.sgd(schedule: .constant))
    try sgd.addTensor(shape: [], toGroup: 1)
    #expect(throws: OptimizerError.scheduledLearningRate(1)) {
      try sgd.setLearningRate(0.5, ofGroup: 1)
    }
    #expect(throws: OptimizerError.scheduledLearningRate(1)) {
      try sgd.setLearningRates([0.5, 0.5])
    }
    #expect(sgd.learningRate() == 1e-3)
    try sgd.setLearningRates([0.5, nil])
    #expect(sgd.learningRate() == 0.5)
  }
}
