import Dialects
import Formats
import Rules
import Scenarios

/// What one element is given in each step: gradients, rates, and its clock.
struct LaneWalk {
  private let scenario: Scenario
  private let lane: Lane
  private let group: Scenario.Group
  private var steps: [Int: Explanation.Step] = [:]

  init(_ scenario: Scenario, lane: Lane) {
    self.scenario = scenario
    self.lane = lane
    let groupIndex = scenario.groupOfTensor[lane.tensor]
    group = scenario.groups[groupIndex]
    let size = max(1, scenario.tensors[lane.tensor].shape.dropFirst().reduce(1, *))
    let clock = scenario.dialect[StepClock.self]
    var (count, rowCount) = (0, 0)
    var memory = 1.0
    scenario.forEachStep { number, step in
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
      if given != nil { count += 1 }
      if !gradients.isEmpty { rowCount += 1 }
      let t =
        switch clock {
        case .global: number
        case .row: gradients.isEmpty ? rowCount + 1 : rowCount
        default: count
        }
      let rate = step.learningRates[groupIndex]
      var shown = Explanation.Step(
        number: number, isRestored: step.restores, learningRate: rate,
        clock: given == nil ? nil : t, gradients: gradients.map(\.description),
        quantities: [], scalars: [])
      if given != nil, let rate {
        let evaluation = ScalarEvaluation(
          program(t), hyperparameters: group.hyperparameters, learningRate: rate, step: t,
          memory: memory)
        shown.scalars = evaluation.handed
        memory = evaluation.memory ?? memory
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
  func formula(_ number: Int) -> [String] { program(step(number).clock ?? 1).formula }

  private func program(_ t: Int) -> Program {
    let threshold = scenario.dialect[RectificationThreshold.self]
    return Program(
      dialect: scenario.dialect, hyperparameters: group.hyperparameters, isFirst: t == 1,
      isRectified: threshold?.rectifies(step: t, beta2: group.hyperparameters[.beta2])
        ?? true)
  }
}
