import Dialects

/// What a rule sees of one step: symbols to compute with, and places for the
/// new values.
final class SymbolicStep {
  let dialect: Dialect
  let hyperparameters: Hyperparameters
  /// Whether the tensor has its first gradient in this step.
  let isFirst: Bool
  /// Whether RAdam rectifies this step.
  let isRectified: Bool
  private let trace = Trace()
  private var newState: [Program.Output<StateSlot>] = []
  private var newMemory: [Program.Output<ScalarSlot>] = []
  private var newParameter: Int?

  init(
    dialect: Dialect, hyperparameters: Hyperparameters, isFirst: Bool, isRectified: Bool
  ) {
    self.isRectified = isRectified
    self.dialect = dialect
    self.hyperparameters = hyperparameters
    self.isFirst = isFirst
  }

  // MARK: What the rule reads

  /// The step number t.
  let step = StepInteger(countsSteps: true, offset: 0)
  var parameter: Element { trace.record(.parameter) }
  var gradient: Element { trace.record(.gradient) }
  var zero: Scalar { integer(0) }
  /// The learning rate that the group was created with.
  var groupLearningRate: Scalar { trace.record(.groupLearningRate) }

  func old(_ slot: StateSlot) -> Element { trace.record(.state(slot)) }

  subscript(name: Hyperparameter) -> Scalar { trace.record(.hyperparameter(name)) }

  /// Whether the term that `name` governs is part of the rule.
  func uses(_ name: Hyperparameter) -> Bool { hyperparameters.uses(name) }

  func integer(_ value: StepInteger) -> Scalar { trace.record(.integer(value)) }

  func integer(_ value: Int) -> Scalar {
    integer(StepInteger(countsSteps: false, offset: value))
  }

  func constant(_ value: Double) -> Scalar { trace.record(.constant(value)) }

  /// A remembered scalar before the step.
  func old(_ slot: ScalarSlot) -> Scalar { trace.record(ScalarNode.memory(slot)) }

  // MARK: What the rule writes

  /// Declares the new value of a slot.
  func set(_ slot: StateSlot, _ value: Element) {
    newState.append(Program.Output(slot, node: value.index))
  }

  /// Declares the new value of a remembered scalar.
  func set(_ slot: ScalarSlot, _ value: Scalar) {
    newMemory.append(Program.Output(slot, node: value.index))
  }

  /// Declares the new value of the parameter.
  func setParameter(_ value: Element) { newParameter = value.index }

  func program() -> Program {
    guard let newParameter else { preconditionFailure("the rule set no parameter") }
    return Program(
      scalars: trace.scalars, elements: trace.elements, state: newState,
      parameter: newParameter, memory: newMemory)
  }
}
