import Dialects
import HonestOrders
import Rules
import Scenarios

/// Runs a scenario on a register machine, step by step.
///
/// Registers, from 0: the element part's temporaries, the gradient and three more,
/// the scalar part, the scalars handed to the elements, the schedule's scalars,
/// each tensor's remembered scalars, then for every lane the parameter and its
/// slots.
///
/// A class, because every operand that is read passes through it: a structure of
/// this size would be copied, or at least retained part by part, on the way.
final class Trajectory {
  let execution: Execution
  let scenario: Scenario
  let procedure: Procedure
  let tensors: [TensorLayout]
  /// The number of registers that the machine needs.
  let registerCount: Int
  /// How far behind a tensor's registers those lie that are kept aside; 0 if none are.
  let keptOffset: Int
  /// How far behind them those lie that serve an exchange; 0 if there is none.
  let exchangeOffset: Int
  /// The programs of each group at the beginning.
  let groups: [GroupPrograms]
  /// The programs of each group for all hyperparameters that hold at some time, and which
  /// of them each step has; the first for all steps if they never change.
  let phases: (programs: [[GroupPrograms]], ofStep: [Int])
  let registers: Registers
  /// What step numbers count.
  let stepClock: StepClock?
  /// What is admitted outside of programs, where there is a budget.
  let admitsRowOrder, admitsRecurrence, admitsOpenRectification: Bool
  /// ρt of RAdam, by which it is decided whether a step is rectified.
  let rectificationLength: (code: ScalarCode, result: Int)?

  /// Where a tensor's lanes are, and which slots they have.
  final class TensorLayout {
    let group: Int
    let shape: [Int]
    /// The slots of the state, with the master copy last if there is one.
    let slots: [StateSlot]
    let elements: [Int]
    let base: Int

    init(group: Int, shape: [Int], slots: [StateSlot], elements: [Int], base: Int) {
      (self.group, self.shape, self.slots) = (group, shape, slots)
      (self.elements, self.base) = (elements, base)
    }

    /// The first register of each of `elements`.
    func register(ofLane index: Int) -> Int { base + index * (1 + slots.count) }
    /// The number of elements in a row of the first extent.
    var rowSize: Int { shape.dropFirst().reduce(1, *) }
  }

  /// Prepares to run `execution`, or only one of its lanes.
  ///
  /// - Parameter admissions: What a budget admits besides errors of operations.
  init(
    _ execution: Execution, only lane: Lane? = nil,
    admitting admissions: [Admission] = Admission.all
  ) {
    self.execution = execution
    let (scenario, procedure) = (execution.scenario, execution.procedure)
    self.scenario = scenario
    self.procedure = procedure
    stepClock = scenario.dialect[StepClock.self]
    admitsRowOrder = admissions.contains(.rowOrder)
    admitsRecurrence = admissions.contains(.scheduleRecurrence)
    admitsOpenRectification = admissions.contains(.openRectification)
    func programs(_ given: [Hyperparameters]) -> [GroupPrograms] {
      scenario.groups.indices.map { index in
        GroupPrograms(
          execution, group: index,
          hyperparameters: procedure.hyperparameters?(given, index) ?? given[index],
          admissions: admissions)
      }
    }
    let given = execution.hyperparametersOfSteps
    var distinct = [scenario.groups.map(\.hyperparameters)]
    for step in given where !distinct.contains(step) { distinct.append(step) }
    let all = distinct.map(programs)
    groups = all[0]
    phases = (all, given.map { distinct.firstIndex(of: $0) ?? 0 })
    // A program that counts steps may grow with them.
    let clocks =
      procedure.programCountsSteps ? [1, max(scenario.steps.count, 1) + 1] : [0]
    let samples = all.joined().flatMap { $0.samples(clocks: clocks) }
    // Constant scalars may have running copies.
    let scalars =
      (samples.map(\.program.scalars.count).max() ?? 0)
      * (scenario.scalars.splitsScalars ? 2 : 1)
    var layout = Registers()
    layout.gradient = samples.map(\.program.elements.count).max() ?? 0
    layout.scalars = layout.gradient + 4
    layout.handed = layout.scalars + scalars
    layout.schedule = layout.handed + scalars
    layout.rates = layout.schedule + 64
    layout.memory = layout.rates + scenario.groups.count
    let memory = ScalarSlot.allCases.count * scenario.tensors.count
    var next = layout.memory + memory
    registers = layout
    rectificationLength = groups.first.flatMap { group in
      group.decision.map {
        ScalarCode.compile($0.length, base: layout.schedule, group.stages)
      }
    }
    var layouts: [TensorLayout] = []
    let master: [StateSlot] = scenario.hasMaster ? [.masterParameter] : []
    for (index, (tensor, group)) in zip(scenario.tensors, scenario.groupOfTensor)
      .enumerated()
    {
      let program = groups[group].program(
        groups[group].situation(isFirst: false, clock: 1))
      let slots = program.program.state.map(\.slot) + master
      var elements = Array(0..<tensor.initial.count)
      if let lane, procedure.keepsLanesApart {
        elements = lane.tensor == index ? [lane.element] : []
      }
      layouts.append(
        TensorLayout(
          group: group, shape: tensor.shape, slots: slots, elements: elements, base: next)
      )
      next += elements.count * (1 + slots.count)
    }
    tensors = layouts
    // What is kept aside has as many registers as what may be gone back to.
    let span = next - registers.memory
    keptOffset = scenario.keepsState ? span : 0
    exchangeOffset = procedure.restoring?.owners == nil ? 0 : keptOffset + span
    registerCount = next + max(keptOffset, exchangeOffset)
  }

  /// The register of a lane that takes part.
  func register(of lane: Lane) -> Int? {
    let layout = tensors[lane.tensor]
    if layout.elements.count == 1 && layout.elements[0] == lane.element {
      return layout.register(ofLane: 0)
    }
    return layout.elements.indices.contains(lane.element)
      ? layout.register(ofLane: lane.element) : nil
  }

  /// The register of the first scalar that a tensor remembers.
  func memory(ofTensor tensor: Int) -> Int {
    registers.memory + tensor * ScalarSlot.allCases.count
  }
}

/// The first register of each purpose.
struct Registers {
  /// The gradient of an element; two registers behind it are free.
  var gradient = 0
  /// The squares of an element's gradient, where the procedure sums them.
  var squaresOfListings: Int { gradient + 3 }
  var scalars = 0
  var handed = 0
  var schedule = 0
  /// The learning rate of each scheduled group.
  var rates = 0
  var memory = 0
}
