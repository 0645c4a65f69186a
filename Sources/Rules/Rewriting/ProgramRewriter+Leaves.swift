import Dialects

/// What a replacement may be made of.
extension ProgramRewriter {
  /// The parameter before the step.
  public var parameter: SymbolicElement { trace.record(ElementNode.parameter) }
  /// The gradient as it is given.
  public var gradient: SymbolicElement { trace.record(ElementNode.gradient) }
  /// The squares of the gradient, summed over all listings of a row.
  public var squaresOfListings: SymbolicElement {
    trace.record(ElementNode.squaresOfListings)
  }
  /// A slot before the step.
  public func old(_ slot: StateSlot) -> SymbolicElement { trace.record(.state(slot)) }
  /// A remembered scalar before the step.
  public func old(_ slot: ScalarSlot) -> SymbolicScalar {
    trace.record(ScalarNode.memory(slot))
  }
  /// A hyperparameter.
  public subscript(name: Hyperparameter) -> SymbolicScalar {
    trace.record(.hyperparameter(name))
  }
  /// The learning rate that the group was created with.
  public var groupLearningRate: SymbolicScalar { trace.record(.groupLearningRate) }
  /// An integer.
  public func integer(_ value: Int) -> SymbolicScalar {
    trace.record(.integer(StepInteger(countsSteps: false, offset: value)))
  }
  /// `t + offset`.
  public func step(_ offset: Int = 0) -> SymbolicScalar {
    trace.record(.integer(StepInteger(countsSteps: true, offset: offset)))
  }
  /// Another number.
  public func constant(_ value: Double) -> SymbolicScalar {
    trace.record(.constant(value))
  }
}
