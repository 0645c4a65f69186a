import Dialects
import Testing

/// What each optimizer is made of.
struct DefinitionTests {
  @Test("standard values exist", arguments: OptimizerName.allCases)
  func standards(optimizer: OptimizerName) {
    for (axis, standard) in optimizer.definition.axes {
      #expect(axis.values.contains(standard), "\(axis) has no \(standard)")
    }
  }

  @Test("nothing is listed twice", arguments: OptimizerName.allCases)
  func uniqueness(optimizer: OptimizerName) {
    let definition = optimizer.definition
    #expect(Set(definition.axes.map(\.axis)).count == definition.axes.count)
    #expect(Set(definition.hyperparameters).count == definition.hyperparameters.count)
    #expect(Set(definition.slots).count == definition.slots.count)
  }

  @Test("every hyperparameter and slot belongs to an optimizer")
  func use() {
    let all = OptimizerName.allCases.map(\.definition)
    #expect(Set(all.flatMap(\.hyperparameters)) == Set(Hyperparameter.allCases))
    // The master copy belongs to how a case stores numbers, not to a rule.
    #expect(
      Set(all.flatMap(\.slots)).union([.masterParameter]) == Set(StateSlot.allCases))
  }

  @Test("all have a learning rate, weight decay and a sign, and all but NAdam a clock")
  func common() {
    for optimizer in OptimizerName.allCases {
      let definition = optimizer.definition
      #expect(definition.hyperparameters.first == .learningRate)
      #expect(definition.hyperparameters.contains(.weightDecay))
      let axes = Set(definition.axes.map(\.axis))
      #expect(axes.isSuperset(of: [.decayForm, .decayScale, .maximize]))
      #expect(axes.contains(.stepClock) == (optimizer != .nadam))
    }
  }

  @Test("AdamW is Adam but for the form of its weight decay, and sparse rows")
  func adamW() {
    let (adam, adamW) = (OptimizerName.adam.definition, OptimizerName.adamw.definition)
    #expect(adam.hyperparameters == adamW.hyperparameters)
    #expect(adam.slots == adamW.slots)
    let shared = adam.axes.filter { ![.absentRows, .duplicateRows].contains($0.axis) }
    #expect(shared.map(\.axis) == adamW.axes.map(\.axis))
    #expect(shared.count + 2 == adam.axes.count)
    let differing = zip(shared, adamW.axes).filter { $0.standard != $1.standard }
    #expect(differing.map(\.0.axis) == [.decayForm])
    #expect(Dialect.standard(.adam)[DecayForm.self] == .l2)
    #expect(Dialect.standard(.adamw)[DecayForm.self] == .before)
  }

  @Test("the standard dialects are those of the specification")
  func specification() {
    for optimizer in OptimizerName.allCases {
      let dialect = Dialect.standard(optimizer)
      #expect(dialect[Maximize.self] == .off)
      #expect(dialect[StepClock.self] == (optimizer == .nadam ? nil : .tensor))
      #expect(dialect[DecayScale.self] == .learningRate)
      #expect(dialect[DecayForm.self] == (optimizer == .adamw ? .before : .l2))
    }
    #expect(Dialect.standard(.sgd)[FirstMomentum.self] == .gradient)
    #expect(Dialect.standard(.adagrad)[LearningRateDecayClock.self] == .previous)
    #expect(Dialect.standard(.rmsprop)[SecondMomentCorrection.self] == .off)
    #expect(Dialect.standard(.adam)[SecondMomentCorrection.self] == .on)
    #expect(Dialect.standard(.adam)[EpsilonFrame.self] == .corrected)
    #expect(Dialect.standard(.amsgrad)[MaximumFrame.self] == .raw)
    #expect(Dialect.standard(.nadam)[LookAhead.self] == .next)
    #expect(Dialect.standard(.nadam)[MomentumSchedule.self] == .decaying)
    #expect(Dialect.standard(.adamax)[InfinityFloor.self] == .gradient)
    #expect(Dialect.standard(.radam)[EpsilonFrame.self] == .raw)
    #expect(Dialect.standard(.radam)[RectificationThreshold.self]?.value == 5)
  }
}
