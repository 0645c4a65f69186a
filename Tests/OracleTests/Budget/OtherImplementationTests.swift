import Deviations
import Dialects
import Formats
import HonestOrders
import Oracle
import Scenarios
import Testing
import _TestSupport

/// What the budget admits besides errors of operations, for implementations that differ
/// in more than the program of a step; each needs its admission.
@Suite struct OtherImplementationTests {
  private let binary32 = FloatFormat.binary32

  private func isInside(
    _ scenario: Scenario, _ value: Double, step: Int, without missing: Admission? = nil
  ) -> Bool {
    enclosures(of: scenario, step: step, without: missing).parameter[0]
      .admits(scenario.storage.encode(value), in: scenario.storage)
  }

  /// What κ = 4 admits after a step, perhaps without one of the admissions.
  private func enclosures(
    of scenario: Scenario, step: Int, without missing: Admission?
  ) -> TensorValues<BudgetEnclosure> {
    Execution(of: scenario).budgetReading(
      budget: 4, checkpoints: [step], admitting: Admission.all.filter { $0 != missing }
    )[0].tensors[0]
  }

  // MARK: RAdam

  private func radam(
    _ threshold: RectificationThreshold, steps: Int, _ scalars: Scenario.ScalarPrecision
  ) throws -> Scenario {
    try Scenario.single(
      Dialect.standard(.radam).with(threshold),
      [.learningRate: 0.1, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8], start: [1],
      gradients: (0..<steps).map { [0.5 + 0.1 * Double($0)] }, scalars: scalars)
  }

  /// ρ5 = 4.995…: in binary32 the difference of both its terms, near 2000, is off
  /// by more than what it lacks to 5.
  @Test("where working scalars leave open if RAdam rectifies, both steps are inside")
  func openDecision() throws {
    let scenario = try radam(.five, steps: 6, .working)
    // With the other threshold this step is the first that is rectified.
    let other = try radam(.four, steps: 6, .working)
    let readings = [scenario, other].map { $0.roundedReading(checkpoints: [4, 5]) }
    let parameters = readings.map { $0.map { $0.tensors[0].parameter[0] } }
    #expect(parameters[0][0] == parameters[1][0] && parameters[0][1] != parameters[1][1])
    for values in parameters {
      #expect(isInside(scenario, binary32.decode(values[1]), step: 5))
    }
    #expect(!isInside(scenario, binary32.decode(parameters[0][1]) + 0.1, step: 5))
    // Nobody would have room for the other decision without the admission.
    let other5 = binary32.decode(parameters[1][1])
    #expect(!isInside(scenario, other5, step: 5, without: .openRectification))
  }

  /// ρ4 = 3.997…: what rectifies all the same takes the root of a number that may
  /// be negative.
  @Test("where the rectified step may be undefined, nothing is said")
  func openRoot() throws {
    for (scalars, isStable) in [(Scenario.ScalarPrecision.working, false), (.wide, true)]
    {
      let reading = try radam(.four, steps: 4, scalars).budgetReading(
        budget: 4, checkpoints: [3, 4])
      #expect(reading[0].tensors[0].parameter[0].bounds != nil)
      #expect((reading[1].tensors[0].parameter[0].bounds != nil) == isStable)
    }
  }

  @Test("in binary64 the decision is not open")
  func wideDecision() throws {
    let wide = try radam(.five, steps: 5, .wide)
    let bounds = try #require(
      wide.budgetReading(budget: 4, checkpoints: [5])[0].tensors[0].parameter[0].bounds)
    #expect(binary32.decode(bounds.high) - binary32.decode(bounds.low) < 1e-5)
  }

  // MARK: Rows

  @Test("rows may be summed in any order, which needs its admission")
  func rowOrders() throws {
    var outsideWithout = 0
    let failure = try counterexample(in: 200) { random in
      let format = random.choice([FloatFormat.binary32, .binary16, .bfloat16])
      // What nearly cancels, and something small.
      var gradients = (0..<random.integer(in: 1...4)).flatMap { _ in
        let gradient = format.round(random.double(exponent: 0...8))
        return [gradient, -gradient]
      }
      gradients.append(format.round(random.double(exponent: -8...0)))
      func scenario(_ gradients: [Double]) throws -> Scenario {
        Scenario(
          dialect: .standard(.adagrad), scalars: .wide, storage: format,
          arithmetic: format,
          groups: [
            Scenario.Group(
              hyperparameters: try Hyperparameters(
                .adagrad, [.learningRate: 0.1, .epsilon: 1e-3]),
              tensors: [Scenario.Tensor(name: "w", shape: [1], initial: [0])])
          ],
          steps: .listed([
            ScenarioStep(
              gradients: [
                .rows(
                  gradients.map { _ in 0 }, values: gradients.map { format.encode($0) })
              ], learningRates: [0.1])
          ]))
      }
      let reading = try scenario(gradients.shuffled(&random)).roundedReading(
        checkpoints: [1])[0].tensors[0]
      func isInside(without missing: Admission?) throws -> Bool {
        let enclosures = enclosures(
          of: try scenario(gradients), step: 1, without: missing)
        return enclosures.parameter[0].admits(reading.parameter[0], in: format)
          && enclosures.state[0].values[0].admits(
            reading.state[0].values[0], in: format)
      }
      if try !isInside(without: .rowOrder) { outsideWithout += 1 }
      return try isInside(without: nil) ? nil : "\(gradients) in \(format)"
    }
    #expect(failure == nil)
    #expect(outsideWithout > 0)
  }

  // MARK: Schedules

  /// The rates that PyTorch's schedulers reach step by step.
  private func chained(
    _ schedule: LearningRateSchedule, _ rate: Double, steps: Int
  ) -> [Double] {
    var rates = [rate]
    for k in 1..<steps {
      let last = rates[k - 1]
      switch schedule {
      case .exponential(let γ): rates.append(last * γ)
      case .polynomial(let T, let p, _):
        let left = (1 - Double(k) / Double(T)) / (1 - Double(k - 1) / Double(T))
        rates.append(last * roundedPower(left, p, .binary64))
      case .cosine(let T, let floor, _):
        func wave(_ k: Int) -> Double {
          1 + roundedCosinePi(Double(k) / Double(T), .binary64)
        }
        rates.append(wave(k) / wave(k - 1) * (last - floor) + floor)
      default: preconditionFailure("no recurrence of \(schedule) is written down")
      }
    }
    return rates
  }

  @Test(
    "a schedule may be a recurrence",
    arguments: [
      LearningRateSchedule.exponential(factor: 0.9997),
      .polynomial(total: 6001, power: 0.9, floor: 0),
      .cosine(total: 6001, floor: 0.001, afterEnd: .hold),
    ])
  func recurrences(schedule: LearningRateSchedule) throws {
    let format = FloatFormat.binary64
    func scenario(
      _ schedule: LearningRateSchedule?, _ gradients: [Double], _ rates: [Double]?
    ) throws -> Scenario {
      Scenario(
        dialect: .standard(.sgd), scalars: .wide, storage: format, arithmetic: format,
        groups: [
          Scenario.Group(
            hyperparameters: try Hyperparameters(.sgd, [.learningRate: 0.1]),
            tensors: [Scenario.Tensor(name: "w", shape: [1], initial: [0])],
            schedule: schedule)
        ],
        steps: .listed(
          gradients.enumerated().map { index, gradient in
            ScenarioStep(
              gradients: [[format.encode(gradient)]], learningRates: [rates?[index]])
          }))
    }
    var outsideWithout = 0
    // Errors of the steps themselves would hide those of the rate.
    for last in [50, 3000, 6000] {
      let gradients = (1...last).map { $0 == last ? 1.0 : 0 }
      func enclosure(without missing: Admission?) throws -> BudgetEnclosure {
        enclosures(
          of: try scenario(schedule, gradients, nil), step: last, without: missing
        ).parameter[0]
      }
      let rates = chained(schedule, 0.1, steps: last)
      let reading = try scenario(nil, gradients, rates).roundedReading(
        checkpoints: [last])[0].tensors[0].parameter[0]
      #expect(
        try enclosure(without: nil).admits(reading, in: format), "step \(last)")
      if try !enclosure(without: .scheduleRecurrence).admits(reading, in: format) {
        outsideWithout += 1
      }
    }
    // A product of thousands of factors; the others forget their errors.
    if case .exponential = schedule { #expect(outsideWithout > 0) }
  }

  // MARK: Underflow

  @Test("the step size folded into a subnormal first moment")
  func foldedUnderflow() throws {
    let scenario = try Scenario.single(
      .standard(.adam),
      [.learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 0x1p-110], start: [0],
      gradients: [[0x1.3p-120]])
    let procedure = try #require(
      HonestOrder.all.first { $0.id == "epsilon-hat" }?.procedure(for: scenario.dialect))
    let folded = Execution(of: scenario, by: procedure)
    let bits = folded.roundedReading(checkpoints: [1])[0].tensors[0].parameter[0]
    #expect(bits != scenario.roundedReading(checkpoints: [1])[0].tensors[0].parameter[0])
    let least = scenario.minimalBudget(
      of: bits, lane: Lane(tensor: 0, element: 0), slot: nil, step: 1)
    #expect(least <= 2, "\(least)")
  }

  @Test("an infinite sum that no order takes apart is no NaN")
  func infiniteSum() throws {
    let scenario = try Scenario.single(
      .standard(.sgd), [.learningRate: 0.5], start: [1], gradients: [[.infinity]])
    let bounds = try #require(
      scenario.budgetReading(budget: 4, checkpoints: [1])[0].tensors[0].parameter[0]
        .bounds)
    #expect(binary32.decode(bounds.low) == -.infinity)
    #expect(binary32.decode(bounds.high) == -.infinity)
  }
}

extension Array {
  /// The elements in a random order.
  fileprivate func shuffled(_ random: inout SplitMix64) -> [Element] {
    var rest = self
    return indices.map { _ in
      rest.remove(at: random.integer(in: 0...rest.count - 1))
    }
  }
}
