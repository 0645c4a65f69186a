import Oracle
import Dialects
import Formats
import HonestOrders
import Scenarios

/// Whether the budget has room for every honest order, tried on random scenarios.
public enum BudgetSoundness {
  /// What was found for an order of an optimizer in a format.
  public struct Row: Sendable {
    /// The optimizer.
    public let optimizer: OptimizerName
    /// The order.
    public let order: String
    /// The format of storage and arithmetic.
    public let format: String
    /// How many values were compared where the enclosure says something.
    public internal(set) var comparedCount = 0
    /// An upper bound of the greatest κ* of these values, one of the budgets that
    /// were tried; infinity where it is beyond 4.
    public internal(set) var greatestBudget = 0.0
    /// Where that was.
    public internal(set) var place = ""
    /// A place where a value is outside of κ = 4.
    public internal(set) var counterexample: String?
  }

  /// Tries all honest orders.
  ///
  /// - Parameters:
  ///   - optimizers: The optimizers.
  ///   - formats: The formats of storage and arithmetic.
  ///   - count: The number of scenarios for each optimizer, format and profile of
  ///     gradients; each has a seed of its own, which places are named by.
  ///   - seed: What the seeds are drawn from.
  ///   - budgets: The budgets that are tried, increasing and ending with 4.
  /// - Returns: A row for every optimizer, format and order that was tried.
  public static func survey(
    optimizers: [OptimizerName] = OptimizerName.allCases,
    formats: [FloatFormat] = [.binary64, .binary32, .binary16, .bfloat16], count: Int,
    seed: UInt64, budgets: [Double] = (1...16).map { Double($0) / 4 }
  ) throws -> [Row] {
    precondition(budgets.last == 4, "the budget of published vectors is 4")
    return try optimizers.flatMap { optimizer in
      try formats.flatMap { format in
        var rows: [String: Row] = [:]
        for index in 0..<count {
          for profile in SoundnessScenario.Profile.allCases {
            let seed = seed &+ UInt64(index) &* 0x9e37_79b9
            var generator = SoundnessScenario(seed: seed)
            let scenario = try generator.make(optimizer, format, profile)
            try examine(
              scenario, overflows: profile.overflows, "\(profile), seed \(seed)",
              budgets, &rows)
          }
        }
        return HonestOrder.all.compactMap { rows[$0.id] }
      }
    }
  }

  private static func examine(
    _ scenario: Scenario, overflows: Bool, _ name: String, _ budgets: [Double],
    _ rows: inout [String: Row]
  ) throws {
    let checkpoints = Array(1...scenario.steps.count)
    let format = scenario.storage
    let enclosures = budgets.map { budget in
      scenario.budgetReading(budget: budget, checkpoints: checkpoints).allValues()
    }
    for order in HonestOrder.all {
      if case .withoutOverflow = order.range, overflows { continue }
      guard let procedure = order.procedure(for: scenario.dialect, in: format) else {
        continue
      }
      let execution = Execution(of: scenario, by: procedure)
      let observed = execution.roundedReading(checkpoints: checkpoints).allValues()
      var row =
        rows[order.id]
        ?? Row(
          optimizer: scenario.dialect.optimizer, order: order.id, format: format.name)
      for (index, bits) in observed.enumerated() {
        guard enclosures[budgets.count - 1][index].bounds != nil else { continue }
        row.comparedCount += 1
        let sufficient = budgets.indices.first {
          // What the row has already is not worth a search.
          budgets[$0] >= row.greatestBudget
            && enclosures[$0][index].admits(bits, in: format)
        }
        let budget = sufficient.map { budgets[$0] } ?? .infinity
        if budget > row.greatestBudget {
          row.greatestBudget = budget
          row.place = "\(name), value \(index) of \(scenario.dialect)"
          if budget.isInfinite {
            row.counterexample = row.place + ": \(format.decode(bits))"
          }
        }
      }
      rows[order.id] = row
    }
  }
}
