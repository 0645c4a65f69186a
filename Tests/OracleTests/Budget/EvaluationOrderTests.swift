import Dialects
import Formats
import Oracle
import Testing
import _TestSupport

/// The budget κ = 4 has room for every honest order of evaluation, and for no
/// fault.
@Suite struct EvaluationOrderTests {
  private static let ordinary = -6...4
  /// Gradients around ε = 1e-8, and far below.
  private static let epsilonScale = -34...(-17)
  /// Squares that are subnormal, or zero.
  private static let underflowing = -85...(-60)
  /// Gradients whose product with a learning rate is subnormal.
  private static let subnormal = -126...(-115)
  private static let overflowing = 60...66

  private func check(
    _ dialect: Dialect, _ hyperparameters: [Hyperparameter: Double],
    honest: [FloatOrder], faults: [FloatOrder]
  ) throws {
    var random = SplitMix64(seed: Search.seed)
    func run(
      _ lanes: Int, _ steps: Int, _ exponents: ClosedRange<Int>...
    ) throws -> OrderRun {
      try OrderRun(
        dialect, hyperparameters, lanes: lanes, steps: steps, exponents: exponents,
        random: &random)
    }

    let extreme = try run(
      24, 24, Self.ordinary, Self.epsilonScale, Self.underflowing, Self.overflowing)
    let subnormal = try run(8, 4, Self.subnormal)
    for order in honest {
      for run in [extreme, subnormal] {
        let places = run.places(order).outside.map(run.describe)
        #expect(places.isEmpty, "\(order.name): \(places.first ?? "")")
      }
    }

    // The figure that reports show; where squares overflow it says little.
    let normal = try run(24, 40, Self.ordinary, Self.epsilonScale, -12...12)
    var greatest = (budget: 0.0, order: "")
    for order in honest {
      let (farthest, outside) = normal.places(order)
      #expect(outside.isEmpty, "\(order.name)")
      #expect(farthest.estimate > 0, "\(order.name) is exact")
      let minimal = normal.minimalBudget(farthest)
      #expect(minimal <= 4, "\(order.name): κ* = \(minimal)")
      if minimal > greatest.budget { greatest = (minimal, order.name) }
    }
    print("\(dialect), \(hyperparameters): κ* ≤ \(greatest)")

    let telling = try run(12, 5, Self.ordinary, Self.epsilonScale)
    for fault in faults {
      let (farthest, outside) = telling.places(fault)
      #expect(!outside.isEmpty, "\(fault.name) falls inside")
      // No matter of a unit in the last place.
      #expect(farthest.estimate > 40, "\(fault.name): \(farthest.estimate)")
    }
  }

  @Test("orders of Adam are inside, faults are outside")
  func adam() throws {
    let orders = AdamOrders()
    try check(
      .standard(.adam), orders.hyperparameters, honest: orders.all, faults: orders.faults)
  }

  @Test("orders of Adam with other numbers are inside")
  func adamWithOtherNumbers() throws {
    let orders = AdamOrders(lr: 0.25, b1: 0.7, b2: 0.95, eps: 1e-6)
    try check(.standard(.adam), orders.hyperparameters, honest: orders.all, faults: [])
  }

  @Test("orders of RMSprop are inside, faults are outside")
  func rmsprop() throws {
    let orders = RMSpropOrders(mu: 0)
    try check(
      .standard(.rmsprop), orders.hyperparameters, honest: orders.all,
      faults: orders.faults)
  }

  @Test("orders of RMSprop with momentum are inside, faults are outside")
  func rmspropWithMomentum() throws {
    let orders = RMSpropOrders(mu: 0.9)
    try check(
      .standard(.rmsprop), orders.hyperparameters, honest: orders.all,
      faults: orders.faults)
  }

  @Test("orders of AdaGrad are inside, faults are outside")
  func adagrad() throws {
    let orders = AdaGradOrders()
    try check(
      .standard(.adagrad), orders.hyperparameters, honest: orders.all,
      faults: orders.faults)
  }

  @Test("orders of SGD are inside, faults are outside")
  func sgd() throws {
    let orders = SGDOrders()
    try check(
      .standard(.sgd), orders.hyperparameters, honest: orders.all, faults: orders.faults)
  }
}
