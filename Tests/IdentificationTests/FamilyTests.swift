import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import _TestSupport

@testable import Identification
@testable import Verdicts

/// What candidates there are, and which of them are one.
@Suite struct FamilyTests {
  @Test(
    "every published dialect is a candidate", arguments: OptimizerName.allCases)
  func published(optimizer: OptimizerName) throws {
    let family = Family.of(optimizer)
    let published = PublishedDialect.all.filter { $0.dialect.optimizer == optimizer }
    for dialect in published.map(\.dialect) {
      let candidate = try #require(family.candidate(of: dialect))
      let own = family.dialect(of: candidate)
      // Of dialects that are one rule, one is the candidate.
      #expect(
        own.isEqualBesidesEpsilon(to: dialect) || family.candidate(of: own) == candidate)
    }
  }

  /// A dialect that is left out because another has its programs gives the same bits.
  @Test("left out dialects give the bits of what replaces them")
  func replacements() throws {
    let failure = try counterexample(in: 60) { random in
      let optimizer = random.choice(OptimizerName.allCases)
      let family = Family.of(optimizer)
      var values: [Axis: String] = [:]
      for (axis, _) in optimizer.definition.axes {
        values[axis] = random.choice(axis.values)
      }
      let dialect = try Dialect(optimizer, values)
      guard let candidate = family.candidate(of: dialect) else {
        return "\(dialect) has no candidate"
      }
      let other = family.dialect(of: candidate)
      for probe in Probes.all(.everything(optimizer)) {
        let scenario = family.execution(of: probe.scenario, by: candidate).scenario
        let asked = scenario.carriedOut(as: dialect, scalars: .wide)
        let mine = scenario.roundedReading(checkpoints: probe.checkpoints)
        let its = asked.roundedReading(checkpoints: probe.checkpoints)
        for (a, b) in zip(mine, its) {
          for (a, b) in zip(a.tensors, b.tensors)
          where a.parameter != b.parameter || a.state.map(\.slot) != b.state.map(\.slot)
            || a.state.map(\.values) != b.state.map(\.values)
          {
            return "\(dialect) is not \(other) in \(probe.name)"
          }
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  /// Candidates that are said to behave alike in a probe give the same parameters there.
  @Test("equal behaviour is equal bits")
  func behaviour() throws {
    var compared = 0
    let failure = counterexample(in: 120) { random in
      let optimizer = random.choice(OptimizerName.allCases)
      let family = Family.of(optimizer)
      let probe = random.choice(Probes.all(.everything(optimizer)))
      let uses = EpsilonUse.all(of: optimizer, understood: [.epsilon, .epsilonRoot])
      // Few rules, so that many pairs differ in nothing else than the rest.
      let rules = (0..<3).map { _ in random.choice(Array(family.rules.indices)) }
      var known: [Family.Behaviour: ([Checkpoint<UInt64>], Candidate)] = [:]
      for _ in 0..<40 {
        let candidate = Candidate(
          rule: random.choice(rules),
          clock: random.choice(family.clocks),
          absentRows: random.choice(family.absentRows),
          duplicateRows: random.choice(family.duplicateRows), epsilon: random.choice(uses)
        )
        let behaviour = family.behaviour(of: candidate, on: probe)
        let values = family.execution(of: probe.scenario, by: candidate)
          .roundedReading(checkpoints: probe.checkpoints)
        if let (others, other) = known[behaviour] {
          if other != candidate { compared += 1 }
          if zip(values, others).contains(where: { a, b in
            zip(a.tensors, b.tensors).contains { $0.parameter != $1.parameter }
          }) {
            return "\(candidate) and \(other) of \(optimizer) differ in \(probe.name)"
          }
        }
        known[behaviour] = (values, candidate)
      }
      return nil
    }
    #expect(failure == nil)
    #expect(compared > 0, "no two candidates behaved alike")
  }
}

extension ProbeMaker {
  /// A maker that may use everything.
  static func everything(_ optimizer: OptimizerName) -> ProbeMaker {
    ProbeMaker(
      optimizer: optimizer, storage: .binary64, arithmetic: .binary64,
      understood: Set(optimizer.definition.hyperparameters),
      features: Set(Claim.Feature.allCases))
  }
}
