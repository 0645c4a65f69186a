import Dialects
import Formats
import Oracle
import Scenarios

/// A tensor in a run: its lanes, clocks and remembered scalar.
struct SpecTensor<S: SpecNumber, E: SpecNumber> {
  private let scenario: Scenario
  private let index: Int
  private let run: SpecRun<S, E>
  private let hyperparameters: Hyperparameters
  private let shape: [Int]
  private var lanes: [SpecLane<E>]
  /// The steps in which the tensor had a gradient.
  private var gradientCount = 0
  /// For each row the steps in which it had a gradient.
  private var rowCounts: [Int: Int] = [:]
  private var product = S(1)

  init(_ scenario: Scenario, _ index: Int, run: SpecRun<S, E>) {
    self.scenario = scenario
    self.index = index
    self.run = run
    hyperparameters = scenario.groups[scenario.groupOfTensor[index]].hyperparameters
    shape = scenario.tensors[index].shape
    let hyperparameters = hyperparameters
    lanes = scenario.tensors[index].initial.map { bits in
      let start = E(rounding: scenario.storage.decode(bits))
      var state: [StateSlot: E] = [:]
      for slot in scenario.dialect.optimizer.definition.slots {
        if slot == .momentumBuffer && hyperparameters[.momentum] == 0 { continue }
        if slot == .gradientAverage && scenario.dialect[Centered.self] != .on { continue }
        let given: Hyperparameter? =
          switch slot {
          case .firstMoment: .initialFirstMoment
          case .secondMoment, .squareSum, .squareAverage: .initialSecondMoment
          case .maximumSecondMoment: .initialMaximum
          default: nil
          }
        let value = given.flatMap { hyperparameters.given[$0] } ?? 0
        let format = scenario.hasMaster ? scenario.arithmetic : scenario.storage
        state[slot] = E(rounding: format.round(value))
      }
      if scenario.hasMaster { state[.masterParameter] = start }
      return SpecLane(parameter: start, state: state)
    }
  }

  /// The lanes as a reading shows them.
  var visible: [SpecLane<E>] {
    guard gradientCount == 0 else { return lanes }
    return lanes.map { SpecLane(parameter: $0.parameter, state: [:]) }
  }

  mutating func step(_ gradient: StepGradient<Double>, number: Int, η: S) {
    gradientCount += 1
    let dialect = scenario.dialect
    let t = dialect[StepClock.self] == .global ? number : gradientCount
    let width = shape.dropFirst().reduce(1, *)
    var listings: [Int: [Int]] = [:]
    switch gradient {
    case .dense:
      for row in 0..<(shape.first ?? 1) { rowCounts[row, default: 0] += 1 }
    case .rows(let rows, _):
      for (place, row) in rows.enumerated() { listings[row, default: []].append(place) }
      for row in listings.keys { rowCounts[row, default: 0] += 1 }
    }
    var newProduct = product
    for lane in lanes.indices {
      let row = lane / width
      var clock = t
      var isListed = true
      if case .rows = gradient { isListed = listings[row] != nil }
      if dialect[StepClock.self] == .row {
        clock = rowCounts[row, default: 0] + (isListed ? 0 : 1)
      }
      let step = SpecStep<S, E>(
        dialect: dialect, hyperparameters: hyperparameters, t: clock,
        isFirst: dialect[StepClock.self] == .row ? clock == 1 : gradientCount == 1,
        η: η, product: product, number: run.number, hand: run.hand)
      newProduct = step.nextProduct
      switch gradient {
      case .dense(let values):
        apply(step, E(rounding: values[lane]), lane, number)
      case .rows(_, let values):
        let places = listings[row] ?? []
        let given = places.map { E(rounding: values[$0 * width + lane % width]) }
        take(given, step, lane, number)
      }
    }
    product = newProduct
  }

  /// Takes the gradients of a lane whose tensor has a sparse one.
  private mutating func take(
    _ given: [E], _ step: SpecStep<S, E>, _ lane: Int, _ number: Int
  ) {
    let dialect = scenario.dialect
    guard let first = given.first else {
      switch dialect[AbsentRows.self] {
      case .skip: break
      case .freezeParameter:
        let old = lanes[lane]
        apply(step, E(0), lane, number)
        lanes[lane].parameter = old.parameter
        lanes[lane].state[.masterParameter] = old.state[.masterParameter]
      default: apply(step, E(0), lane, number)
      }
      return
    }
    if dialect[DuplicateRows.self] == .sequential {
      for gradient in given { apply(step, gradient, lane, number) }
    } else {
      apply(step, given.dropFirst().reduce(first) { $0 + $1 }, lane, number)
    }
  }

  private mutating func apply(
    _ step: SpecStep<S, E>, _ gradient: E, _ lane: Int, _ number: Int
  ) {
    let master = lanes[lane].state[.masterParameter]
    var old = lanes[lane]
    old.parameter = master ?? old.parameter
    let new = step(old, gradient: gradient)
    func stored(_ value: E) -> E {
      guard let source = scenario.stochastic else { return run.store(value) }
      let r = randomNumber(
        seed: source.seed, step: number, tensor: index, element: lane)
      return value.stored(in: scenario.storage, r)
    }
    lanes[lane].parameter = stored(new.parameter)
    if master != nil {
      lanes[lane].state = new.state
      lanes[lane].state[.masterParameter] = new.parameter
    } else {
      lanes[lane].state = new.state.mapValues(run.store)
    }
  }
}
