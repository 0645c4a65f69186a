import Dialects
import Testing
import _TestSupport

/// Which numbers an optimizer takes.
struct HyperparametersTests {
  /// Admissible values of everything that has no neutral value.
  private func required(_ optimizer: OptimizerName) -> [Hyperparameter: Double] {
    var values: [Hyperparameter: Double] = [:]
    for name in optimizer.definition.hyperparameters where name.neutral == nil {
      values[name] = 0.5
    }
    return values
  }

  @Test("domains", arguments: Hyperparameter.allCases)
  func domains(name: Hyperparameter) {
    let least = Double.leastNonzeroMagnitude
    let greatest = Double.greatestFiniteMagnitude
    let admitted: Set<Double>
    switch name {
    case .dampening, .initialFirstMoment, .epsilon, .epsilonRoot:
      admitted = [
        -greatest, -1, -least, 0, least, 0.5, 1.0.nextDown, 1, 1.0.nextUp, greatest,
      ]
    case .decay, .beta1, .beta2:
      admitted = [0, least, 0.5, 1.0.nextDown]
    case .accumulatorDecay:
      admitted = [least, 0.5, 1.0.nextDown, 1]
    default:
      admitted = [0, least, 0.5, 1.0.nextDown, 1, 1.0.nextUp, greatest]
    }
    for value in [
      -.infinity, -greatest, -1, -least, 0, least, 0.5, 1.0.nextDown, 1, 1.0.nextUp,
      greatest, .infinity,
    ] as [Double] where name.domain.contains(value) != admitted.contains(value) {
      Issue.record("\(name.rawValue) = \(value)")
    }
    #expect(!name.domain.contains(.nan))
    #expect(name.domain.contains(-0.0) == name.domain.contains(0))
  }

  @Test("a neutral value is in the domain", arguments: Hyperparameter.allCases)
  func neutral(name: Hyperparameter) {
    if let neutral = name.neutral { #expect(name.domain.contains(neutral)) }
  }

  @Test("the domain decides what is accepted")
  func acceptance() throws {
    let failure = counterexample(in: 2000) { random in
      let optimizer = random.choice(OptimizerName.allCases)
      let name = random.choice(optimizer.definition.hyperparameters)
      let value =
        random.bool() ? random.weightedDouble() : random.double(in: -0.5...1.5)
      var values = required(optimizer)
      values[name] = value
      do throws(DialectError) {
        let accepted = try Hyperparameters(optimizer, values)
        if !name.domain.contains(value) { return "\(name) = \(value) was accepted" }
        return accepted[name] == value ? nil : "\(name) = \(value) became another"
      } catch {
        if name.domain.contains(value) { return "\(name) = \(value): \(error)" }
        guard case .outsideDomain(name, let refused) = error,
          refused.isSame(as: value)
        else { return "\(name) = \(value): \(error)" }
        return nil
      }
    }
    #expect(failure == nil)
  }

  @Test("what has no neutral value must be given", arguments: OptimizerName.allCases)
  func missing(optimizer: OptimizerName) throws {
    let complete = required(optimizer)
    #expect(throws: Never.self) { try Hyperparameters(optimizer, complete) }
    for name in complete.keys {
      var values = complete
      values[name] = nil
      #expect(throws: DialectError.missingHyperparameter(name, optimizer)) {
        try Hyperparameters(optimizer, values)
      }
    }
  }

  @Test(
    "another optimizer's hyperparameter is refused", arguments: OptimizerName.allCases)
  func foreign(optimizer: OptimizerName) {
    let own = optimizer.definition.hyperparameters
    for name in Hyperparameter.allCases where !own.contains(name) {
      var values = required(optimizer)
      values[name] = 0.5
      #expect(throws: DialectError.foreignHyperparameter(name.rawValue, optimizer)) {
        try Hyperparameters(optimizer, values)
      }
    }
  }

  @Test("a term is present exactly where its value is not neutral")
  func presence() throws {
    let failure = try counterexample(in: 500) { random in
      let optimizer = random.choice(OptimizerName.allCases)
      var values = required(optimizer)
      for name in optimizer.definition.hyperparameters where random.bool() {
        values[name] = random.choice([0, -0.0, 0.25, 1].filter(name.domain.contains))
      }
      let hyperparameters = try Hyperparameters(optimizer, values)
      for name in Hyperparameter.allCases {
        let isOwn = optimizer.definition.hyperparameters.contains(name)
        let value = hyperparameters[name]
        // The two of Adam that it requires are nobody's terms elsewhere.
        if !isOwn && name.neutral == nil { continue }
        let expected = isOwn && (name.neutral.map { value != $0 } ?? true)
        if hyperparameters.uses(name) != expected {
          return "\(optimizer): \(name) = \(value)"
        }
        if values[name] == nil, let neutral = name.neutral, value != neutral {
          return "\(optimizer): absent \(name) is \(value)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("setting a value checks it and keeps the others")
  func setting() throws {
    let adam = try Hyperparameters(.adam, required(.adam))
    let changed = try adam.setting(.epsilon, to: 1e-8)
    #expect(changed[.epsilon] == 1e-8)
    #expect(changed.given.filter { $0.key != .epsilon } == adam.given)
    #expect(throws: DialectError.outsideDomain(.beta1, 1)) {
      try adam.setting(.beta1, to: 1)
    }
    #expect(throws: DialectError.foreignHyperparameter("momentum", .adam)) {
      try adam.setting(.momentum, to: 0.9)
    }
  }
}
