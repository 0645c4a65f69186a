import Dialects
import Formats
import Optimizers
import Testing
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
        let usesOutside = published.epsilon == .outside || published.epsilon == .both
        let usesInside = published.epsilon == .inside || published.epsilon == .both
        if optimizer != .sgd {
          hyper[.epsilon] = usesOutside ? generator.choice([1e-8, 1e-3]) : 0
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
      let optimizer = generator.choice(Optimizer.allCases)
      var changes: [Axis: String] = [:]
      for (axis, _) in optimizer.definition.axes {
        changes[axis] = generator.choice(axis.values)
      }
      let groups = try [[7], [2, 3]].map {
        let values = randomHyperparameters(optimizer, using: &generator)
        return (try Hyperparameters(optimizer, values), $0)
      }
      try compare(Dialect(optimizer, changes), groups, combination, using: &generator)
    }
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

  private func randomHyperparameters(
    _ optimizer: Optimizer, using generator: inout SplitMix64
  ) -> [Hyperparameter: Double] {
    // 1e-12 is 0 in binary16 and yet not neutral: its term is there.
    var values: [Hyperparameter: Double] = [:]
    for name in optimizer.definition.hyperparameters {
      values[name] =
        switch name {
        case .learningRate: generator.choice([1e-3, 0.01, 0.3])
        case .momentum: generator.choice([0, 0.9, 0.37, 1.25, 1e-12])
        case .dampening: generator.choice([0, 0, 0.1, -0.5, 1e-12])
        case .decay, .beta1, .beta2:
          generator.choice([0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.637])
        case .epsilon, .epsilonRoot: generator.choice([0, 1e-8, 1e-3])
        case .weightDecay: generator.choice([0, 0.01, 0.3, 1e-12])
        case .learningRateDecay: generator.choice([0, 0.1, 1e-3, 1e-12])
        case .accumulatorDecay: generator.choice([1, 0.9, 0.999])
        case .initialFirstMoment: generator.choice([0, -0.7])
        case .initialSecondMoment: generator.choice([0, 0.1, 1])
        }
    }
    return values
  }
}
