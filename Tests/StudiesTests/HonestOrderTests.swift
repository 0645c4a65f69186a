import Dialects
import Formats
import HonestOrders
import Oracle
import Studies
import Testing
import _TestSupport

/// The budget has room for every honest order of evaluation.
@Suite struct HonestOrderTests {
  @Test("each optimizer has ten orders or more", arguments: OptimizerName.allCases)
  func count(optimizer: OptimizerName) {
    let orders = HonestOrder.all.filter { order in
      PublishedDialect.all.contains {
        $0.dialect.optimizer == optimizer && order.procedure(for: $0.dialect) != nil
      }
    }
    #expect(orders.count >= 10, "\(orders.map(\.id))")
  }

  @Test("names are unique")
  func names() {
    #expect(Set(HonestOrder.all.map(\.id)).count == HonestOrder.all.count)
  }

  @Test("all values are inside of κ = 4", arguments: OptimizerName.allCases)
  func soundness(optimizer: OptimizerName) throws {
    let rows = try BudgetSoundness.survey(
      optimizers: [optimizer], count: 2 * Search.effort, seed: Search.seed,
      budgets: [1, 2, 4])
    for row in rows {
      let text = row.counterexample ?? ""
      #expect(row.greatestBudget <= 4, "\(row.order) in \(row.format): \(text)")
    }
    #expect(rows.reduce(0) { $0 + $1.comparedCount } > 1000)
  }
}
