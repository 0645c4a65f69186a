import Dialects

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
    var state = seed
    func draw(below bound: Int) -> Int {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
      return Int((z ^ z >> 31) % UInt64(bound))
    }
    var rest = FaultCatalogue.all.map { fault in
      (
        fault: fault,
        dialects: PublishedDialect.all.filter { published in
          (optimizers.isEmpty || optimizers.contains(published.dialect.optimizer))
            && fault.applies(to: published)
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
