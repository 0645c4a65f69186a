import Dialects
import Formats
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Every rule against SPEC.md done literally, bit for bit.
@Suite struct SpecificationTests {
  @Test("published dialects", arguments: Combination.all)
  func publishedDialects(_ combination: Combination) throws {
    var generator = seeded(20_260_101)
    for published in PublishedDialect.all {
      let optimizer = published.dialect.optimizer
      var groups: [(Hyperparameters, [Int])] = []
      for counts in [[5, 0, 9], [5]] {
        var hyper = randomHyperparameters(optimizer, using: &generator)
        let usesOutside =
          published.epsilonPlace == .outside || published.epsilonPlace == .both
        let usesInside =
          published.epsilonPlace == .inside || published.epsilonPlace == .both
        if hyper[.epsilon] != nil {
          hyper[.epsilon] = usesOutside ? generator.choice([1e-8, 1e-3]) : 0
        }
        if hyper[.epsilonRoot] != nil {
          hyper[.epsilonRoot] = usesInside ? generator.choice([1e-8, 1e-3]) : 0
        }
        groups.append((try Hyperparameters(optimizer, hyper), counts))
      }
      try compare(published.dialect, groups, combination, using: &generator)
    }
  }

  @Test("any value on any axis", arguments: Combination.all)
  func randomDialects(_ combination: Combination) throws {
    var generator = seeded(20_260_102)
    for _ in 0..<40 {
      let optimizer = generator.choice(OptimizerName.allCases)
      let changes = randomChanges(optimizer, using: &generator)
      let groups = try [[7], [2, 3]].map {
        let values = randomHyperparameters(optimizer, using: &generator)
        return (try Hyperparameters(optimizer, values), $0)
      }
      try compare(Dialect(optimizer, changes), groups, combination, using: &generator)
    }
  }

  @Test("sparse gradients", arguments: Combination.all)
  func sparse(_ combination: Combination) throws {
    var generator = seeded(20_260_103)
    for _ in 0..<15 {
      let optimizer = generator.choice([OptimizerName.adagrad, .rmsprop, .adam])
      let dialect = try Dialect(
        optimizer, randomChanges(optimizer, using: &generator))
      let hyper = try Hyperparameters(
        optimizer, randomHyperparameters(optimizer, using: &generator))
      var twins = try TwinRun(
        dialect, shapes: [(hyper, [[5, 2], [4], [3, 2, 2]])], combination,
        using: &generator)
      for _ in 1...5 {
        let gradients = [(5, 2), (4, 1), (3, 4)].map { rows, length in
          sparseGradient(rows, length, combination.storage, using: &generator)
        }
        try twins.step(gradients, learningRates: [0.1])
        if let difference = twins.difference {
          Issue.record("\(dialect), \(hyper.given): \(difference)")
          return
        }
      }
    }
  }

  @Test("master copies and stochastic rounding", arguments: Combination.all)
  func storedCopies(_ combination: Combination) throws {
    var generator = seeded(20_260_104)
    for (master, seed) in [(true, nil), (true, 7), (false, 123_456_789)]
      as [(Bool, UInt32?)]
    {
      for _ in 0..<10 {
        let optimizer = generator.choice(OptimizerName.allCases)
        let dialect = try Dialect(
          optimizer, randomChanges(optimizer, using: &generator))
        let hyper = try Hyperparameters(
          optimizer, randomHyperparameters(optimizer, using: &generator))
        var twins = try TwinRun(
          dialect, shapes: [(hyper, [[3, 2], [1]]), (hyper, [[2, 2]])], combination,
          master: master, seed: seed, using: &generator)
        let isSparse = dialect.values[.absentRows] != nil
        for _ in 1...4 {
          let gradients = [(3, 2), (1, 1), (2, 2)].map { rows, length in
            isSparse
              ? sparseGradient(rows, length, combination.storage, using: &generator)
              : .dense(generator.encodings(rows * length, combination.storage))
          }
          try twins.step(gradients, learningRates: [0.1, 0.02])
          if let difference = twins.difference {
            Issue.record(
              "\(dialect), \(hyper.given), \(master), \(seed ?? 0): \(difference)")
            return
          }
        }
      }
    }
  }

  /// Nothing, all, or rows in any order, some of them twice.
  private func sparseGradient(
    _ rows: Int, _ length: Int, _ format: FloatFormat, using generator: inout SplitMix64
  ) -> TensorGradient<UInt64>? {
    if generator.oneIn(6) { return nil }
    if generator.oneIn(4) { return .dense(generator.encodings(rows * length, format)) }
    let list = (0..<generator.integer(in: 0...rows + 2)).map { _ in
      generator.integer(in: 0...rows - 1)
    }
    return .rows(list, values: generator.encodings(list.count * length, format))
  }

  private func compare(
    _ dialect: Dialect, _ groups: [(Hyperparameters, [Int])],
    _ combination: Combination, using generator: inout SplitMix64
  ) throws {
    var twins = try TwinRun(
      dialect, groups: groups, combination, using: &generator)
    for step in 1...5 {
      let gradients = twins.reference.map { run -> [UInt64]? in
        // Tensors start late and have gaps.
        generator.oneIn(5)
          ? nil : generator.encodings(run.theta.count, combination.storage)
      }
      let rates = groups.map { hyper, _ in
        step < 3 ? hyper[.learningRate] : generator.choice([0.5, 0.01, 0])
      }
      try twins.step(gradients, learningRates: rates)
      if let difference = twins.difference {
        Issue.record("\(dialect), \(groups.map(\.0.given)): \(difference)")
        return
      }
    }
  }
}
