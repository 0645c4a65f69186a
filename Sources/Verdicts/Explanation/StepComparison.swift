import Dialects
import Formats
import Oracle
import Scenarios
import Vectors

/// An answer beside what is exact, at every step that was asked for.
struct StepComparison {
  let scenario: Scenario
  let checkpoints: [Int]
  let answer: [Checkpoint<UInt64>]
  private let enclosures: [Checkpoint<BudgetEnclosure>]
  /// What is known of the checkpoints without being computed again; nil if it is not of
  /// all of them.
  private let published: [Checkpoint<ExpectedValue>]?

  init(
    _ vectorCase: VectorCase, checkpoints: [Int], answer: [Checkpoint<UInt64>],
    flushes: Bool
  ) {
    scenario = vectorCase.scenario
    self.checkpoints = checkpoints
    self.answer = answer
    let known = checkpoints.compactMap { step in
      vectorCase.expected.first { $0.step == step }
    }
    published = known.count == checkpoints.count ? known : nil
    enclosures =
      published?.mapValues { $0.enclosure(flushing: flushes) }
      ?? scenario.budgetReading(
        budget: GoldenVectors.budget, checkpoints: checkpoints, flushing: flushes)
  }

  /// What is to be seen of the element of a view.
  func explanation(_ view: CaseExplainer.View) -> Explanation {
    let walk = AnswerWalk(scenario, expecting: enclosures, state: .whereAnswered)
    let first = walk.firstDeparture(of: answer)?.place
    let tensor = view.tensor ?? first?.lane.tensor ?? firstTensor
    let element =
      view.element ?? (first?.lane.tensor == tensor ? first?.lane.element : nil) ?? 0
    let lane = Lane(tensor: tensor, element: element)
    let wrong = checkpoints.indices.first { index in
      quantities(of: lane, at: index).contains { !$0.isAdmitted }
    }
    let shown = self.shown(view, until: wrong)
    let listed = scenario.listed(lane)
    let given = LaneWalk(scenario, lane: listed)
    let numbers = shown.map { checkpoints[$0] }
    let known = published.map { published in shown.map { published[$0] } }
    let exact =
      known?.mapValues(\.exact)
      ?? (try? scenario.exactReading(checkpoints: numbers))?.mapValues(\.decimal)
    let reference =
      known?.mapValues(\.reference) ?? scenario.roundedReading(checkpoints: numbers)
    let steps = shown.enumerated().map { place, index in
      let number = checkpoints[index]
      var step = given.step(number)
      step.quantities = quantities(of: lane, at: index).map { entry in
        quantity(
          entry, lane, number,
          exact: exact?[place].value(of: listed, entry.slot),
          reference: reference[place].value(of: listed, entry.slot))
      }
      return step
    }
    return Explanation(
      caseID: "", comment: "", implementation: "", path: nil,
      formula: given.formula(shown.last.map { checkpoints[$0] } ?? 1),
      scalars: scenario.scalars.rawValue, storage: scenario.storage.name,
      arithmetic: scenario.arithmetic.name, tensor: scenario.tensors[tensor].name,
      element: element,
      first: first.map { ValuePlace($0, of: scenario) },
      firstOfElement: wrong.map { checkpoints[$0] }, steps: steps)
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
    let enclosure: BudgetEnclosure
    let isAdmitted: Bool
  }

  private func quantities(of lane: Lane, at index: Int) -> [Entry] {
    let expected = enclosures[index]
    let slots = expected.tensors[lane.tensor].state.map { Optional($0.slot) } + [nil]
    return slots.compactMap { slot in
      guard let enclosure = expected.value(of: scenario.listed(lane), slot) else {
        return nil
      }
      let got = answer[index].value(of: lane, slot)
      let format = scenario.format(of: slot)
      return Entry(
        slot: slot, got: got, enclosure: enclosure,
        isAdmitted: got.map { enclosure.admits($0, in: format) } ?? true)
    }
  }

  private func quantity(
    _ entry: Entry, _ lane: Lane, _ step: Int, exact: String?, reference: UInt64?
  ) -> Explanation.Quantity {
    let format = scenario.format(of: entry.slot)
    let place = RunPlace(step: step, lane: lane, slot: entry.slot)
    // Bisection runs the lane some twenty times.
    let budget =
      step > 300 ? nil : entry.got.map { scenario.minimalBudget(of: $0, at: place) }
    return Explanation.Quantity(
      name: entry.slot?.rawValue ?? "parameter", exact: exact ?? "undecided",
      got: entry.got.map(format.hexadecimal),
      low: (entry.enclosure.bounds?.low).map(format.hexadecimal),
      high: (entry.enclosure.bounds?.high).map(format.hexadecimal),
      reference: reference.map(format.hexadecimal) ?? "",
      minimalBudget: budget.flatMap { $0.isFinite ? $0 : nil },
      isAdmitted: entry.isAdmitted)
  }
}
