import HonestOrders
import Oracle
import Studies

/// What the golden vectors say to honest orders of evaluation, in lines.
public enum OrderText {
  /// A line for each optimizer and order, and the largest κ* of all.
  ///
  /// - Parameter counted: What the rows count.
  public static func lines(
    _ rows: [OrderStudy.Row], counting counted: String, _ style: TerminalStyle
  ) -> [String] {
    let formats = rows.map(\.format).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    var table = TextTable([.left, .left, .right] + formats.map { _ in .right })
    table.append(
      (["optimizer", "order", counted] + formats).map { .init($0, .faint) })
    let groups = Dictionary(grouping: rows) { [$0.optimizer, $0.order] }
    for (key, rows) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      table.append(
        [
          .init(key[0]), .init(key[1]),
          .init("\(rows.reduce(0) { $0 + $1.count })"),
        ]
          + formats.map { format in
            guard let row = rows.first(where: { $0.format == format }) else {
              return .init("–", .faint)
            }
            return row.rejectedBy.isEmpty
              ? .init(NumberText.budget(row.largestBudget)) : .init("rejected", .bad)
          })
    }
    var lines = table.lines(style) + [""]
    for row in rows where !row.rejectedBy.isEmpty {
      lines.append(
        "\(row.order) of \(row.optimizer) is rejected by "
          + row.rejectedBy.prefix(3).joined(separator: ", "))
    }
    lines += reasons(rows)
    let orders = Dictionary(grouping: rows, by: \.optimizer).mapValues {
      Set($0.map(\.order)).count
    }
    lines.append(
      "honest orders of evaluation: "
        + orders.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", "))
    let largest = rows.map(\.largestBudget).max() ?? 0
    lines.append(
      "largest κ*: \(NumberText.budget(largest)); admitted are 4; rejected: "
        + "\(rows.count { !$0.rejectedBy.isEmpty }) of \(rows.count), "
        + "\(rows.reduce(0) { $0 + $1.count }) \(counted)")
    return lines
  }

  /// Why some orders need more than 2.
  private static func reasons(_ rows: [OrderStudy.Row]) -> [String] {
    let far = Set(rows.filter { $0.largestBudget > 2 }.map(\.order))
    return HonestOrder.all.filter { far.contains($0.id) }.compactMap { order in
      order.reason.map { "\(order.id) needs more than 2: \($0)" }
    }
  }
}
