import Dialects

/// One step of an update rule as straight-line code.
///
/// The scalar part depends on hyperparameters and the step number only; the
/// element part is run for each element. Nodes are in evaluation order: an
/// operation refers to earlier nodes of its own part, and the element part
/// takes results of the scalar part through `ElementNode.scalar`.
public struct Program: Sendable {
  /// The nodes of the scalar part.
  public let scalars: [ScalarNode]
  /// The nodes of the element part.
  public let elements: [ElementNode]
  /// The node that holds each slot's new value, in the order of computation.
  public let state: [(slot: StateSlot, node: Int)]
  /// The node that holds the parameter's new value.
  public let parameter: Int
  /// The scalar node that holds the new value of each scalar that a tensor keeps.
  public let memory: [(slot: ScalarSlot, node: Int)]

  /// Creates a program; nodes refer to earlier nodes only.
  public init(
    scalars: [ScalarNode], elements: [ElementNode], state: [(slot: StateSlot, node: Int)],
    parameter: Int, memory: [(slot: ScalarSlot, node: Int)] = []
  ) {
    self.scalars = scalars
    self.elements = elements
    self.state = state
    self.parameter = parameter
    self.memory = memory
  }
}

/// A scalar that is remembered for each tensor.
public enum ScalarSlot: String, CaseIterable, Hashable, Sendable {
  /// The product Π of NAdam's momentum coefficients; it starts at 1.
  case momentumProduct

  /// The value before the first step.
  public var initial: Int { 1 }
}

/// A node of the scalar part.
public enum ScalarNode: Hashable, Sendable {
  /// A hyperparameter; the learning rate is that of the step.
  case hyperparameter(Hyperparameter)
  /// The learning rate that the group was created with.
  case groupLearningRate
  /// An integer that the rule writes.
  case integer(StepInteger)
  /// Another number that the rule writes: the binary64 number of its literal.
  case constant(Double)
  /// A remembered scalar before the step.
  case memory(ScalarSlot)
  /// An operation on earlier nodes.
  case operation(Operation)
}

/// A node of the element part.
public enum ElementNode: Hashable, Sendable {
  /// The parameter before the step.
  case parameter
  /// The gradient.
  case gradient
  /// A slot of the state before the step.
  case state(StateSlot)
  /// A node of the scalar part, handed to the elements.
  case scalar(Int)
  /// An operation on earlier nodes.
  case operation(Operation)
}

/// An elementary operation; its operands are indices of earlier nodes.
public enum Operation: Hashable, Sendable {
  case sum(Int, Int)
  case difference(Int, Int)
  case product(Int, Int)
  case quotient(Int, Int)
  case squareRoot(Int)
  case maximum(Int, Int)
  case magnitude(Int)
  /// A change of sign, which is exact.
  case negation(Int)
  /// An integer power; the exponent is exact.
  case power(Int, StepInteger)
  /// A real power; among scalars only.
  case realPower(Int, Int)
  /// cos(πx); among scalars only.
  case cosinePi(Int)
}

/// An integer that may depend on the step number: `offset`, or `t + offset`.
public struct StepInteger: Hashable, Sendable {
  /// Whether the step number is added.
  public let countsSteps: Bool
  /// The constant part.
  public let offset: Int

  /// Creates an integer.
  public init(countsSteps: Bool, offset: Int) {
    self.countsSteps = countsSteps
    self.offset = offset
  }

  /// The integer in step `step`, counted from 1.
  public func value(step: Int) -> Int { countsSteps ? step + offset : offset }
}
