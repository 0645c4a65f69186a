import Dialects
import Formats
import Rules
import Scenarios

/// What one element is given in each step: gradients, rates, and its clock.
struct LaneWalk {
  private let scenario: Scenario
  private let lane: Lane
  private let group: Scenario.Group
  /// The hyperparameters of the group in each step; one entry if they never change.
  private let hyperparameters: [Hyperparameters]
  private var steps: [Int: Explanation.Step] = [:]
  /// The steps in which the lane has its first gradient.
  private var firsts: Set<Int> = []

  /// What a run that goes back goes back to.
  private struct Counts {
    /// The steps that the optimizer has taken.
    var taken: Int
    /// Those in which the tensor, and the row, had a gradient.
    var ofTensor, ofRow: Int
    /// NAdam's Π.
    var memory: Double
  }

  init(_ scenario: Scenario, lane: Lane) {
    self.scenario = scenario
    self.lane = lane
    let groupIndex = scenario.groupOfTensor[lane.tensor]
    group = scenario.groups[groupIndex]
    hyperparameters = scenario.hyperparametersOfSteps().map { $0[groupIndex] }
    let size = max(1, scenario.tensors[lane.tensor].shape.dropFirst().reduce(1, *))
    let clock = scenario.dialect[StepClock.self]
    let past = scenario.tensors[lane.tensor].past
    let before = past?.gradientCount ?? 0
    var counts = Counts(
      taken: scenario.stepsBefore, ofTensor: before, ofRow: before,
      memory: past?.momentumProduct ?? 1)
    var kept = counts
    scenario.forEachStep { number, step in
      if step.before.rewinds { counts = kept }
      if step.before.saves { kept = counts }
      counts.taken += 1
      var gradients: [Double] = []
      let given = step.gradients[lane.tensor]
      switch given {
      case nil: break
      case .dense(let values): gradients = [scenario.storage.decode(values[lane.element])]
      case .rows(let rows, let values):
        gradients = rows.indices.filter { rows[$0] == lane.element / size }.map {
          scenario.storage.decode(values[$0 * size + lane.element % size])
        }
      }
      if given != nil { counts.ofTensor += 1 }
      if !gradients.isEmpty { counts.ofRow += 1 }
      let own =
        clock == .row ? counts.ofRow + (gradients.isEmpty ? 1 : 0) : counts.ofTensor
      let t = clock == .global ? counts.taken : own
      if given != nil && own == 1 { firsts.insert(number) }
      let rate = step.learningRates[groupIndex]
      var shown = Explanation.Step(
        number: number, isRestored: step.before.restores || step.before.rewinds,
        learningRate: rate,
        clock: given == nil ? nil : t, gradients: gradients.map(\.description),
        quantities: [], scalars: [])
      if given != nil, let rate {
        let evaluation = ScalarEvaluation(
          program(t, in: number), hyperparameters: holding(in: number),
          learningRate: rate, step: t, memory: counts.memory)
        shown.scalars = evaluation.handed
        counts.memory = evaluation.memory ?? counts.memory
      }
      steps[number] = shown
    }
  }

  /// The step of that number, without quantities.
  func step(_ number: Int) -> Explanation.Step {
    steps[number]
      ?? Explanation.Step(
        number: number, isRestored: false, learningRate: nil, clock: nil, gradients: [],
        quantities: [], scalars: [])
  }

  /// The formulas of a step.
  func formula(_ number: Int) -> [String] {
    program(step(number).clock ?? 1, in: number).formula
  }

  /// The hyperparameters that hold in a step.
  private func holding(in number: Int) -> Hyperparameters {
    hyperparameters[min(max(number, 1), hyperparameters.count) - 1]
  }

  private func program(_ t: Int, in number: Int) -> Program {
    let threshold = scenario.dialect[RectificationThreshold.self]
    let own = holding(in: number)
    return Program(
      dialect: scenario.dialect, hyperparameters: own,
      isFirst: firsts.contains(number),
      isRectified: threshold?.rectifies(step: t, beta2: own[.beta2]) ?? true)
  }
}
