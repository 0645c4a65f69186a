#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Applies `transform` to every item, on as many cores as there are and `limit`
/// allows, and returns the results in the order of the items.
package func mapConcurrently<Item: Sendable, Result: Sendable>(
  _ items: [Item], limit: Int = .max,
  _ transform: @escaping @Sendable (Item) async throws -> Result
) async throws -> [Result] {
  let width = max(1, min(limit, ProcessInfo.processInfo.activeProcessorCount))
  return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: items.count)
    var next = 0
    func start() {
      guard next < items.count else { return }
      let (index, item) = (next, items[next])
      next += 1
      group.addTask { (index, try await transform(item)) }
    }
    for _ in 0..<width { start() }
    while let (index, result) = try await group.next() {
      results[index] = result
      start()
    }
    return results.compactMap(\.self)
  }
}

/// Counts finished items and reports each.
package actor ProgressCounter {
  private var count = 0
  private let report: @Sendable (Int) -> Void

  package init(_ report: @escaping @Sendable (Int) -> Void) { self.report = report }

  package func advance() {
    count += 1
    report(count)
  }
}
