import Dialects
import Rules
import Testing

/// The state that a program keeps.
@Suite struct SlotTests {
  @Test(
    "slots are those of the rule, in the order of the definition",
    arguments: publishedDialects)
  func slots(dialect: Dialect) throws {
    for combination in try Combination.all(of: dialect) {
      let hasMomentum = combination.hyperparameters[.momentum] != 0
      let expected = dialect.optimizer.definition.slots.filter { slot in
        switch slot {
        case .momentumBuffer: hasMomentum
        case .gradientAverage: dialect[Centered.self] == .on
        default: true
        }
      }
      #expect(combination.program.state.map(\.slot) == expected, "\(combination)")
    }
  }

  @Test("a program reads no slot that it does not write", arguments: publishedDialects)
  func reads(dialect: Dialect) throws {
    for combination in try Combination.all(of: dialect) {
      let program = combination.program
      for case .state(let slot) in program.elements {
        #expect(program.state.contains { $0.slot == slot }, "\(combination): \(slot)")
      }
    }
  }

  @Test("only SGD's first step differs from the later ones", arguments: publishedDialects)
  func firstSteps(dialect: Dialect) throws {
    let all = try Combination.all(of: dialect)
    for pair in stride(from: 0, to: all.count, by: 2) {
      let (later, first) = (all[pair], all[pair + 1])
      let differs =
        dialect[FirstMomentum.self] == .gradient && later.hyperparameters[.momentum] != 0
      #expect((later.program == first.program) == !differs, "\(later)")
      if differs {
        #expect(
          !first.program.elements.contains(.state(.momentumBuffer)), "\(first)")
      }
    }
  }
}
