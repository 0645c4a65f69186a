import HonestOrders
import Dialects
import Rules
import Testing
import _TestSupport

/// Equality of formulas.
@Suite struct ProgramIdentityTests {
  private func program(
    _ dialect: Dialect, without absent: Set<Hyperparameter> = []
  ) throws -> Program {
    var values: [Hyperparameter: Double] = [:]
    // Where ε is added is said by what is given.
    let absent = absent.union(
      Set([Hyperparameter.epsilon, .epsilonRoot])
        .subtracting(dialect.epsilonPlace.hyperparameters))
    for name in dialect.optimizer.definition.hyperparameters
    where !absent.contains(name) {
      values[name] = 0.25
    }
    return Program(
      dialect: dialect,
      hyperparameters: try Hyperparameters(dialect.optimizer, values), isFirst: false)
  }

  private func areEqual(_ a: Dialect, _ b: Dialect) throws -> Bool {
    ProgramIdentity.areEqual(try program(a), try program(b))
  }

  @Test("weight decay before the step is weight decay in it, and not after it")
  func decay() throws {
    let adamw = Dialect.standard(.adamw)
    #expect(try areEqual(adamw.with(DecayForm.before), adamw.with(DecayForm.same)))
    #expect(try !areEqual(adamw.with(DecayForm.before), adamw.with(DecayForm.after)))
    #expect(try !areEqual(adamw.with(DecayForm.before), adamw.with(DecayForm.l2)))
  }

  @Test("published dialects are equal to themselves", arguments: PublishedDialect.all)
  func reflexivity(published: PublishedDialect) throws {
    #expect(try areEqual(published.dialect, published.dialect))
  }

  /// The programs of a dialect after the first step; what surrounds them (clocks, rows,
  /// when RAdam rectifies) is no formula.
  @Test(
    "formulas of published dialects are equal by a law, or differ",
    arguments: OptimizerName.allCases)
  func pairs(optimizer: OptimizerName) throws {
    let outside: Set<Axis> = [
      .stepClock, .absentRows, .duplicateRows, .firstMomentum, .rectificationThreshold,
      .belowThreshold,
    ]
    func formula(_ dialect: Dialect) -> [Axis: String] {
      dialect.realForm.values.filter { !outside.contains($0.key) }
    }
    let own = PublishedDialect.all.filter { $0.dialect.optimizer == optimizer }
    for (index, a) in own.enumerated() {
      for b in own.dropFirst(index + 1) {
        #expect(
          try areEqual(a.dialect, b.dialect)
            == (formula(a.dialect) == formula(b.dialect)),
          "\(a.name), \(b.name)")
      }
    }
  }

  /// With all terms, and with none that may be absent.
  @Test(
    "every order of formulas is the rule",
    arguments: HonestOrder.all.filter(\.changesFormulas))
  func orders(order: HonestOrder) throws {
    var seen: Set<Program> = []
    for dialect in publishedDialects where order.applies(to: dialect) {
      let all = try Combination.all(of: dialect).filter { !$0.isFirst }
      let few = Search.effort > 1 ? all : [all[0], all[all.count - 1]]
      for combination in few {
        let program = combination.program
        let other = order(program, hyperparameters: combination.hyperparameters)
        // Dialects that differ in clocks and rows only have the same programs.
        if !seen.insert(other).inserted { continue }
        #expect(
          ProgramIdentity.areEqual(program, other), "\(order.id) of \(combination)")
      }
    }
    #expect(!seen.isEmpty)
  }

  @Test("a formula with another number, sign or operation is another one")
  func faults() throws {
    let failure = try counterexample(in: 60) { random in
      let combination = try Combination.random(&random)
      let program = combination.program
      let operations = program.elements.indices.filter {
        program.elements[$0].operation != nil
      }
      let node = random.choice(operations)
      let other = program.rewritten { edit in
        edit.replace(element: node) { -$0 }
      }
      // A sign that is squared, or lost in a magnitude, is none.
      let isEven = program.elements.contains {
        switch $0 {
        case .operation(.magnitude(node)), .operation(.product(node, node)): true
        default: false
        }
      }
      return !isEven && ProgramIdentity.areEqual(program, other)
        ? "\(combination): node \(node)" : nil
    }
    #expect(failure == nil)
  }
}
