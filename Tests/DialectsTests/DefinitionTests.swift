import Dialects
import Testing

/// What each optimizer is made of.
@Suite struct DefinitionTests {
  @Test("standard values exist", arguments: Optimizer.allCases)
  func standards(optimizer: Optimizer) {
    for (axis, standard) in optimizer.definition.axes {
      #expect(axis.values.contains(standard), "\(axis) has no \(standard)")
    }
  }

  @Test("nothing is listed twice", arguments: Optimizer.allCases)
  func uniqueness(optimizer: Optimizer) {
    let definition = optimizer.definition
    #expect(Set(definition.axes.map(\.axis)).count == definition.axes.count)
    #expect(Set(definition.hyperparameters).count == definition.hyperparameters.count)
    #expect(Set(definition.slots).count == definition.slots.count)
  }

  @Test("every hyperparameter and slot belongs to an optimizer")
  func use() {
    let all = Optimizer.allCases.map(\.definition)
    #expect(Set(all.flatMap(\.hyperparameters)) == Set(Hyperparameter.allCases))
    #expect(Set(all.flatMap(\.slots)) == Set(StateSlot.allCases))
  }

  @Test("all have a learning rate, weight decay, a sign and a clock")
  func common() {
    for optimizer in Optimizer.allCases {
      let definition = optimizer.definition
      #expect(definition.hyperparameters.first == .learningRate)
      #expect(definition.hyperparameters.contains(.weightDecay))
      let axes = Set(definition.axes.map(\.axis))
      #expect(axes.isSuperset(of: [.decayForm, .decayScale, .maximize, .stepClock]))
    }
  }

  @Test("AdamW is Adam but for the form of its weight decay")
  func adamW() {
    let (adam, adamW) = (Optimizer.adam.definition, Optimizer.adamw.definition)
    #expect(adam.hyperparameters == adamW.hyperparameters)
    #expect(adam.slots == adamW.slots)
    #expect(adam.axes.map(\.axis) == adamW.axes.map(\.axis))
    let differing = zip(adam.axes, adamW.axes).filter { $0.standard != $1.standard }
    #expect(differing.map(\.0.axis) == [.decayForm])
    #expect(Dialect.standard(.adam)[DecayForm.self] == .l2)
    #expect(Dialect.standard(.adamw)[DecayForm.self] == .before)
  }

  @Test("the standard dialects are those of the specification")
  func specification() {
    for optimizer in Optimizer.allCases {
      let dialect = Dialect.standard(optimizer)
      #expect(dialect[Maximize.self] == .off)
      #expect(dialect[StepClock.self] == .tensor)
      #expect(dialect[DecayScale.self] == .learningRate)
      #expect(dialect[DecayForm.self] == (optimizer == .adamw ? .before : .l2))
    }
    #expect(Dialect.standard(.sgd)[FirstMomentum.self] == .gradient)
    #expect(Dialect.standard(.adagrad)[LearningRateDecayClock.self] == .previous)
    #expect(Dialect.standard(.rmsprop)[SecondMomentCorrection.self] == .off)
    #expect(Dialect.standard(.adam)[SecondMomentCorrection.self] == .on)
    #expect(Dialect.standard(.adam)[EpsilonFrame.self] == .corrected)
  }
}
