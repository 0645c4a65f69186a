import Dialects
import Rules
import Testing

/// A term whose hyperparameter is neutral is no part of the program (SPEC §1.1).
@Suite struct AbsentTermTests {
  @Test("a neutral hyperparameter leaves no trace", arguments: publishedDialects)
  func noTrace(dialect: Dialect) throws {
    for combination in try Combination.all(of: dialect) {
      let absent = dialect.optimizer.definition.hyperparameters.filter {
        // A decay of 0 is one of NAdam's schedules.
        $0 != .momentumDecay && !combination.hyperparameters.uses($0)
      }
      #expect(
        combination.program.hyperparameters.isDisjoint(with: absent), "\(combination)")
    }
  }

  @Test("a neutral value and none are the same", arguments: publishedDialects)
  func neutralIsAbsent(dialect: Dialect) throws {
    let optimizer = dialect.optimizer
    for combination in try Combination.all(of: dialect) {
      var values = combination.hyperparameters.given
      for name in optimizer.definition.hyperparameters where values[name] == nil {
        values[name] = name.neutral
      }
      let explicit = Combination(
        dialect: dialect, hyperparameters: try Hyperparameters(optimizer, values),
        isFirst: combination.isFirst, isRectified: combination.isRectified)
      #expect(combination.program == explicit.program, "\(combination)")
    }
  }

  @Test("a hyperparameter that is present is read", arguments: publishedDialects)
  func isRead(dialect: Dialect) throws {
    for combination in try Combination.all(of: dialect)
    where !combination.isFirst && combination.isRectified {
      let program = combination.program
      var read = Set(combination.hyperparameters.given.keys)
      // Initial values are state, and dampening is the momentum buffer's.
      read.subtract([.initialFirstMoment, .initialSecondMoment, .initialMaximum])
      read.remove(.momentumDecay)
      if dialect[MomentumSchedule.self] == .decaying { read.insert(.momentumDecay) }
      if !combination.hyperparameters.uses(.momentum) { read.remove(.dampening) }
      #expect(program.hyperparameters == read, "\(combination)")
      let used = program.usedScalars.filter { index in
        if case .hyperparameter = program.scalars[index] { true } else { false }
      }
      #expect(used.count == read.count, "\(combination)")
    }
  }

  @Test(
    "momentum 0 has the program of an optimizer without momentum",
    arguments: [OptimizerName.sgd, .rmsprop])
  func momentum(optimizer: OptimizerName) throws {
    let standard = Combination(
      dialect: .standard(optimizer),
      hyperparameters: try Hyperparameters(optimizer, Combination.required(optimizer)),
      isFirst: false)
    for nesterov in Nesterov.allCases {
      for rate in MomentumLearningRate.allCases {
        let other = Combination(
          dialect: standard.dialect.with(nesterov).with(rate),
          hyperparameters: standard.hyperparameters, isFirst: false)
        #expect(other.program == standard.program, "\(other)")
      }
    }
  }

  @Test("without weight decay AdamW is Adam, in all forms of decay")
  func adamW() throws {
    for adam in try Combination.all(of: .standard(.adam))
    where !adam.hyperparameters.uses(.weightDecay) {
      let hyperparameters = try Hyperparameters(.adamw, adam.hyperparameters.given)
      for form in DecayForm.allCases {
        for scale in DecayScale.allCases {
          let adamW = Combination(
            dialect: Dialect.standard(.adamw).with(form).with(scale),
            hyperparameters: hyperparameters, isFirst: adam.isFirst)
          #expect(adamW.program == adam.program, "\(adamW)")
        }
      }
    }
  }

  @Test("with weight decay of the same form AdamW is Adam, too")
  func sameForm() throws {
    for form in DecayForm.allCases {
      for adam in try Combination.all(of: Dialect.standard(.adam).with(form)) {
        let adamW = Combination(
          dialect: Dialect.standard(.adamw).with(form),
          hyperparameters: try Hyperparameters(.adamw, adam.hyperparameters.given),
          isFirst: adam.isFirst)
        #expect(adamW.program == adam.program, "\(adamW)")
      }
    }
  }
}
