import Dialects

/// One step of an update rule as straight-line code.
///
/// The scalar part depends on hyperparameters and the step number only; the
/// element part is run for each element. Nodes are in evaluation order: an
/// operation refers to earlier nodes of its own part, and the element part
/// takes results of the scalar part through `ElementNode.scalar`.
public struct Program: Hashable, Sendable {
  /// The nodes of the scalar part.
  public let scalars: [ScalarNode]
  /// The nodes of the element part.
  public let elements: [ElementNode]
  /// The element node that holds each slot's new value, in the order of computation.
  public let state: [Output<StateSlot>]
  /// The element node that holds the parameter's new value.
  public let parameter: Int
  /// The scalar node that holds the new value of each scalar that a tensor keeps.
  public let memory: [Output<ScalarSlot>]

  /// A new value and what it is the value of.
  public struct Output<Slot: Hashable & Sendable>: Hashable, Sendable {
    /// What gets the value.
    public let slot: Slot
    /// The node that holds the value.
    public let node: Int

    /// Creates an output.
    public init(_ slot: Slot, node: Int) {
      self.slot = slot
      self.node = node
    }
  }

  /// Creates a program; nodes refer to earlier nodes only.
  public init(
    scalars: [ScalarNode], elements: [ElementNode], state: [Output<StateSlot>],
    parameter: Int, memory: [Output<ScalarSlot>] = []
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
  case operation(Operation<Int>)
}

/// A node of the element part.
public enum ElementNode: Hashable, Sendable {
  /// The parameter before the step.
  case parameter
  /// The gradient.
  case gradient
  /// The squares of the gradient, summed over all listings of a row where rows repeat.
  ///
  /// No rule has it: there are implementations that square before they sum.
  case squaresOfListings
  /// A slot of the state before the step.
  case state(StateSlot)
  /// A node of the scalar part, handed to the elements.
  case scalar(Int)
  /// An operation on earlier nodes.
  case operation(Operation<Int>)
}

/// A node of either part of a program.
public enum ProgramNode: Hashable, Sendable {
  /// A node of the scalar part, by its index.
  case scalar(Int)
  /// A node of the element part, by its index.
  case element(Int)
}
