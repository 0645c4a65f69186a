import Vectors
import Dialects
import Formats
import Generation
import Oracle
import Rules
import Scenarios

/// An answer beside what is exact, at every step that was asked for.
struct StepComparison {
  let scenario: Scenario
  let checkpoints: [Int]
  let answer: [ObservedValues]
  private let enclosures: [Checkpoint<BudgetEnclosure>]

  init(scenario: Scenario, checkpoints: [Int], answer: [ObservedValues]) {
    self.scenario = scenario
    self.checkpoints = checkpoints
    self.answer = answer
    enclosures = scenario.budgetReading(
      budget: GoldenVectors.budget, checkpoints: checkpoints)
  }

  /// What is to be seen of the element of a view.
  func explanation(_ view: CaseExplainer.View) -> Explanation {
    let first = scenario.departure(of: answer, from: enclosures)
    let tensor = view.tensor ?? first?.tensor ?? firstTensor
    let element =
      view.element ?? (first?.tensor == tensor ? first?.element : nil) ?? 0
    let lane = Lane(tensor: tensor, element: element)
    let wrong = checkpoints.indices.first { index in
      quantities(of: lane, at: index).contains { !$0.isAdmitted }
    }
    let shown = self.shown(view, until: wrong)
    let walk = LaneWalk(scenario, lane: lane)
    let exact = try? scenario.exactReading(checkpoints: shown.map { checkpoints[$0] })
    let reference = scenario.roundedReading(checkpoints: shown.map { checkpoints[$0] })
    let steps = shown.enumerated().map { place, index in
      let number = checkpoints[index]
      var step = walk.step(number)
      step.quantities = quantities(of: lane, at: index).map { entry in
        quantity(
          entry, lane, number, exact: exact?[place].value(of: lane, entry.slot)?.decimal,
          reference: reference[place].value(of: lane, entry.slot))
      }
      return step
    }
    return Explanation(
      caseID: "", comment: "", implementation: "", path: nil,
      formula: walk.formula(shown.last.map { checkpoints[$0] } ?? 1),
      scalars: scenario.scalars.rawValue, storage: scenario.storage.name,
      arithmetic: scenario.arithmetic.name, tensor: scenario.tensors[tensor].name,
      element: element,
      first: first.map {
        scenario.place(
          step: $0.step, tensor: $0.tensor, slot: $0.slot, element: $0.element)
      }, firstOfElement: wrong.map { checkpoints[$0] }, steps: steps)
  }

  private var firstTensor: Int {
    scenario.tensors.firstIndex { !$0.initial.isEmpty } ?? 0
  }

  /// The indices of the checkpoints that are shown: those asked for, or the wrong one
  /// with some before it, or the first ones.
  private func shown(_ view: CaseExplainer.View, until wrong: Int?) -> [Int] {
    if let steps = view.steps {
      return checkpoints.indices.filter { steps.contains(checkpoints[$0]) }
    }
    guard let wrong else { return Array(checkpoints.indices.prefix(view.stepLimit)) }
    return Array(max(0, wrong - view.stepLimit + 1)...wrong)
  }

  /// A value of a lane with its enclosure.
  private struct Entry {
    let slot: StateSlot?
    let got: UInt64?
    let bounds: BudgetEnclosure.Bounds?
    let isAdmitted: Bool
  }

  private func quantities(of lane: Lane, at index: Int) -> [Entry] {
    let expected = enclosures[index].tensors[lane.tensor]
    let observed = answer[index].tensors[lane.tensor]
    let all =
      expected.state.map { (Optional($0.slot), $0.values) } + [(nil, expected.parameter)]
    return all.compactMap { slot, values in
      guard values.indices.contains(lane.element) else { return nil }
      let got = observed.values(of: slot)?[lane.element]
      let bounds = values[lane.element].bounds
      let isAdmitted =
        if let got, let bounds { scenario.format(of: slot).admits(got, bounds) } else {
          true
        }
      return Entry(slot: slot, got: got, bounds: bounds, isAdmitted: isAdmitted)
    }
  }

  private func quantity(
    _ entry: Entry, _ lane: Lane, _ step: Int, exact: String?, reference: UInt64?
  ) -> Explanation.Quantity {
    let format = scenario.format(of: entry.slot)
    // Bisection runs the lane some twenty times.
    let budget =
      step > 300
      ? nil
      : entry.got.map {
        scenario.minimalBudget(of: $0, lane: lane, slot: entry.slot, step: step)
      }
    return Explanation.Quantity(
      name: entry.slot?.rawValue ?? "parameter", exact: exact ?? "undecided",
      got: entry.got.map(format.hexadecimal),
      low: entry.bounds.map { format.hexadecimal($0.low) },
      high: entry.bounds.map { format.hexadecimal($0.high) },
      reference: reference.map(format.hexadecimal) ?? "",
      minimalBudget: budget.flatMap { $0.isFinite ? $0 : nil },
      isAdmitted: entry.isAdmitted)
  }
}

extension Checkpoint {
  /// The value of a slot of a lane, or of its parameter for nil.
  func value(of lane: Lane, _ slot: StateSlot?) -> Value? {
    let tensor = tensors[lane.tensor]
    guard let slot else { return tensor.parameter[lane.element] }
    return tensor.state.first { $0.slot == slot }?.values[lane.element]
  }
}
