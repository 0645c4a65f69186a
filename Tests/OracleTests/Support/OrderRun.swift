import Dialects
import Formats
import Oracle
import Scenarios
import _TestSupport

/// Lanes that an order of evaluation is tried on, and what the oracle says.
struct OrderRun {
  let scenario: Scenario
  let starts: [Float]
  /// The gradients of each lane.
  let gradients: [[Float]]
  let slotCount: Int
  let bounds: [Checkpoint<BudgetEnclosure>]
  let exact: [Checkpoint<ExactValue>]
  let units: [Checkpoint<Double?>]

  /// A quantity of a lane after a step; quantity 0 is the parameter.
  struct Place {
    let lane: Int
    let step: Int
    let quantity: Int
    let bits: UInt64
    /// The estimate of κ*.
    let estimate: Double
  }

  init(
    _ dialect: Dialect, _ hyperparameters: [Hyperparameter: Double], lanes: Int,
    steps: Int, exponents: [ClosedRange<Int>], random: inout SplitMix64
  ) throws {
    starts = (0..<lanes).map { $0 % 3 == 0 ? 0 : random.float(exponent: -3...1) }
    gradients = (0..<lanes).map { lane in
      let range = exponents[lane % exponents.count]
      return (0..<steps).map { _ in random.oneIn(9) ? 0 : random.float(exponent: range) }
    }
    let gradients = gradients
    scenario = try Scenario.single(
      dialect, hyperparameters, start: starts.map(Double.init),
      gradients: (0..<steps).map { step in gradients.map { Double($0[step]) } })
    let checkpoints = Array(1...steps)
    bounds = scenario.budgetReading(budget: 4, checkpoints: checkpoints)
    exact = try scenario.exactReading(checkpoints: checkpoints)
    units = scenario.budgetUnits(checkpoints: checkpoints)
    slotCount = bounds[0].tensors[0].state.count
  }

  /// Where an order of evaluation is farthest out, by the estimate, and
  /// everything that lies beyond the budget κ = 4.
  func places(_ order: FloatOrder) -> (farthest: Place, outside: [Place]) {
    var farthest = Place(lane: 0, step: 1, quantity: 0, bits: 0, estimate: -1)
    var outside: [Place] = []
    let state = [Float](repeating: 0, count: slotCount)
    for lane in starts.indices {
      let history = order.run(
        start: starts[lane], state: state, gradients: gradients[lane])
      for (index, values) in history.enumerated() {
        for (quantity, value) in values.enumerated() {
          let bits = FloatFormat.binary32.encode(Double(value))
          func read<Value>(_ checkpoints: [Checkpoint<Value>]) -> Value {
            let tensor = checkpoints[index].tensors[0]
            return quantity == 0
              ? tensor.parameter[lane] : tensor.state[quantity - 1].values[lane]
          }
          let estimate =
            Deviation.estimate(
              of: bits, in: .binary32, from: read(exact).decimal, unit: read(units))
            ?? 0
          let place = Place(
            lane: lane, step: index + 1, quantity: quantity, bits: bits,
            estimate: estimate)
          if estimate > farthest.estimate { farthest = place }
          if !read(bounds).admits(bits, in: .binary32) { outside.append(place) }
        }
      }
    }
    return (farthest, outside)
  }

  /// κ* of a place.
  func minimalBudget(_ place: Place) -> Double {
    let slots = bounds[0].tensors[0].state.map(\.slot)
    return scenario.minimalBudget(
      of: place.bits, lane: Lane(tensor: 0, element: place.lane),
      slot: place.quantity == 0 ? nil : slots[place.quantity - 1], step: place.step)
  }

  /// A place in words.
  func describe(_ place: Place) -> String {
    "step \(place.step), lane \(place.lane) from \(starts[place.lane]), "
      + "quantity \(place.quantity): \(FloatFormat.binary32.decode(place.bits)), "
      + "κ* ≈ \(place.estimate)"
  }
}
