import Dialects
import RandomNumbers

extension FaultyImplementation {
  /// Implementations with faults drawn at random, each in a dialect drawn as well.
  ///
  /// - Parameters:
  ///   - count: How many different faults.
  ///   - seed: What decides the draws.
  ///   - optimizers: Of which optimizers; of any if empty.
  public static func drawn(
    _ count: Int, seed: UInt64, of optimizers: [OptimizerName] = []
  ) -> [FaultyImplementation] {
    var random = SplitMix64(seed: seed)
    func draw(below bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
    var rest = FaultCatalogue.all.map { fault in
      (
        fault: fault,
        dialects: PublishedDialect.all.filter { published in
          (optimizers.isEmpty || optimizers.contains(published.dialect.optimizer))
            && fault.applies(published.dialect)
        }
      )
    }.filter { !$0.dialects.isEmpty }
    var result: [FaultyImplementation] = []
    while result.count < count, !rest.isEmpty {
      let (fault, dialects) = rest.remove(at: draw(below: rest.count))
      result.append(
        FaultyImplementation(fault, of: dialects[draw(below: dialects.count)].dialect))
    }
    return result
  }
}
