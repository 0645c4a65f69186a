import Dialects
import Rules
import Testing

/// What a program may rely on when it is rewritten.
struct RewritingTests {
  private func program(_ dialect: Dialect) throws -> Program {
    let optimizer = dialect.optimizer
    let values = optimizer.definition.hyperparameters.map { ($0, 0.5) }
    return Program(
      dialect: dialect,
      hyperparameters: try Hyperparameters(
        optimizer, Dictionary(uniqueKeysWithValues: values)), isFirst: false)
  }

  @Test("copying changes nothing") func copyingChangesNothing() throws {
    for dialect in Dialect.many {
      let program = try program(dialect)
      #expect(program.rewritten { _ in }.formula == program.formula, "\(dialect)")
    }
  }

  @Test("what no result needs is left out") func whatNoResultNeedsIsLeftOut() throws {
    let program = try program(.standard(.adam))
    let result = program.rewritten { edit in
      edit.setParameter(edit.gradient)
      edit.set(.firstMoment, edit.old(.firstMoment))
      edit.set(.secondMoment, edit.integer(0).element)
    }
    #expect(result.elements.count == 3)
    #expect(result.scalars == [.integer(StepInteger(countsSteps: false, offset: 0))])
  }

  /// A slot's old value may be overwritten before the parameter is stored.
  @Test("the parameter may become the old value of a slot")
  func parameterIsSlot() throws {
    let program = try program(.standard(.adam))
    let result = program.rewritten { $0.setParameter($0.old(.firstMoment)) }
    #expect(result.operation(result.parameter) != nil)
    #expect(result.elements.contains(.state(.firstMoment)))
  }

  @Test("a leaf may be replaced by what is made of it")
  func aLeafMayBeReplacedByWhatIsMadeOfIt() throws {
    let program = try program(.standard(.sgd))
    let result = program.rewritten { edit in edit.replace(.gradient) { $0 + $0 } }
    #expect(result.formula.contains { $0.contains("g + g") })
  }

  /// Changes refer to the rewriter; long studies must not keep all of them.
  @Test("no rewriter is left behind") func noRewriterIsLeftBehind() throws {
    weak var rewriter: ProgramRewriter?
    let result = try program(.standard(.sgd)).rewritten { edit in
      rewriter = edit
      edit.replace(.gradient) { _ in edit.integer(1).element }
      edit.setParameter(edit.old(.momentumBuffer) + edit.gradient)
    }
    #expect(!result.elements.isEmpty && rewriter == nil)
  }

  @Test("state is kept from replacements") func stateIsKeptFromReplacements() throws {
    let program = try program(.standard(.adam))
    let result = program.rewritten { edit in
      edit.keepState()
      edit.replace(.gradient) { -$0 }
    }
    #expect(result.formula != program.formula)
    let again = result.rewritten { $0.setParameter($0.gradient) }
    #expect(again.isSameCode(as: program.rewritten { $0.setParameter($0.gradient) }))
  }

  @Test("an output is no other outputs old value") func anOutputIsNoOtherOutputsOldValue()
    throws
  {
    let program = try program(.standard(.adam))
    let result = program.rewritten { edit in
      edit.set(.secondMoment, edit.old(.firstMoment))
    }
    let node = try #require(result.state.first { $0.slot == .secondMoment }).node
    guard case .operation(.negation) = result.elements[node] else {
      Issue.record("m is overwritten before v takes it")
      return
    }
  }

  @Test("every rule is taken apart") func everyRuleIsTakenApart() throws {
    for dialect in Dialect.many {
      let anatomy = try program(dialect).anatomy
      #expect(anatomy.update != nil, "\(dialect)")
      #expect(anatomy.effectiveGradient != nil, "\(dialect)")
      #expect((anatomy.ratio == nil) == (dialect.optimizer == .sgd), "\(dialect)")
    }
  }
}
