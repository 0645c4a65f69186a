import Dialects
import Formats
import Generation
import HonestOrders
import Oracle
import Scenarios
import Vectors
import Verdicts

/// Whether the golden vectors accept every honest order of evaluation.
public struct OrderStudy: Sendable {
  private let files: [PowerFile]

  /// Prepares a study of vector files.
  public init(_ files: [VectorFile]) throws {
    self.files = try files.map { try PowerFile($0) }
  }

  /// What the vectors of an optimizer and format say to an order.
  public struct Row: Codable, Hashable, Sendable {
    /// The optimizer.
    public var optimizer: String
    /// The order.
    public var order: String
    /// The storage format.
    public var format: String
    /// The number of cases run, or of values of random inputs compared.
    public var count: Int
    /// κ* of the farthest value, estimated or from above; the limit is 4.
    public var largestBudget: Double
    /// The cases, or the random inputs, that reject it.
    public var rejectedBy: [String]
  }

  /// A row for every optimizer, order and format; orders that the format or the
  /// dialect cannot have are left out.
  public func rows(
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [Row] {
    let counter = ProgressCounter(progress)
    let parts = try await mapConcurrently(files) { file in
      let rows = HonestOrder.all.compactMap { file.row(of: $0) }
      await counter.advance()
      return rows
    }
    var merged: [[String]: Row] = [:]
    for row in parts.joined() {
      let key = [row.optimizer, row.format, row.order]
      guard var known = merged[key] else {
        merged[key] = row
        continue
      }
      known.count += row.count
      known.largestBudget = max(known.largestBudget, row.largestBudget)
      known.rejectedBy += row.rejectedBy
      merged[key] = known
    }
    return merged.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  /// The same rows for random inputs, whose enclosures are computed here.
  ///
  /// - Parameters:
  ///   - count: The number of inputs for each optimizer, format and profile.
  ///   - seed: What they are drawn with.
  public static func randomRows(
    optimizers: [OptimizerName], formats: [FloatFormat], count: Int, seed: UInt64,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [Row] {
    let counter = ProgressCounter(progress)
    let parts = optimizers.flatMap { optimizer in formats.map { (optimizer, $0) } }
    return try await mapConcurrently(parts) { optimizer, format in
      let found = try BudgetSoundness.survey(
        optimizers: [optimizer], formats: [format], count: count, seed: seed)
      await counter.advance()
      return found.map { row in
        Row(
          optimizer: row.optimizer.rawValue, order: row.order, format: row.format,
          count: row.comparedCount, largestBudget: row.greatestBudget,
          rejectedBy: row.counterexample.map { [$0] } ?? [])
      }
    }.flatMap(\.self)
  }
}

extension PowerFile {
  fileprivate func row(of order: HonestOrder) -> OrderStudy.Row? {
    var row = OrderStudy.Row(
      optimizer: published.dialect.optimizer.rawValue, order: order.id,
      format: format.name, count: 0, largestBudget: 0, rejectedBy: [])
    for powerCase in cases where !powerCase.isLong {
      let scenario = powerCase.scenario
      // Directed rounding ends at the largest finite value, by design.
      if case .withoutOverflow = order.range, powerCase.isExtreme { continue }
      guard
        let procedure = order.procedure(for: scenario.dialect, in: scenario.arithmetic)
      else { continue }
      row.count += 1
      let answer = powerCase.judge(Execution(of: scenario, by: procedure))
      row.largestBudget = max(row.largestBudget, answer.largestBudget)
      if answer.isRejected { row.rejectedBy.append(powerCase.id) }
    }
    return row.count > 0 ? row : nil
  }
}

extension PowerCase {
  /// Whether any value is rejected, and the largest κ* of those before it.
  fileprivate func judge(
    _ execution: Execution
  ) -> (isRejected: Bool, largestBudget: Double) {
    var largest = 0.0
    var isRejected = false
    let observed = execution.completeReading(checkpoints: expected.map(\.step))
    walk(state: .required).forEach(of: observed) { encounter in
      guard case .value(let bits, _, let format, let expected) = encounter,
        expected.enclosure.admits(bits, in: format)
      else {
        isRejected = true
        return false
      }
      // About an overflow that the budget admits, the estimate is no measure.
      if let budget = expected.estimate(of: bits, in: format),
        budget <= GoldenVectors.budget
      {
        largest = max(largest, budget)
      }
      return true
    }
    return (isRejected, largest)
  }
}
