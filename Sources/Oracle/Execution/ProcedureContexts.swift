import Dialects
import Formats
import Scenarios

/// What a program is rewritten for.
public struct ProgramContext: Sendable {
  /// The optimizer and its axis values.
  public let dialect: Dialect
  /// The hyperparameters of the group.
  public let hyperparameters: Hyperparameters
  /// Whether the tensor has its first gradient in this step.
  public let isFirst: Bool
  /// Whether RAdam rectifies this step.
  public let isRectified: Bool
  /// The step number t, where `Procedure.programCountsSteps` asks for it; else 0.
  public let clock: Int

  package init(
    dialect: Dialect, hyperparameters: Hyperparameters, isFirst: Bool, isRectified: Bool,
    clock: Int
  ) {
    self.dialect = dialect
    self.hyperparameters = hyperparameters
    self.isFirst = isFirst
    self.isRectified = isRectified
    self.clock = clock
  }
}

/// What gradients are chosen from.
public struct GradientContext: Sendable {
  /// The number of the step, from 1.
  public let step: Int
  /// The gradients of the step.
  public let given: [StepGradient<UInt64>?]
  /// The gradients that the step before worked on; empty in the first.
  public let previous: [StepGradient<UInt64>?]
  /// Whether the gradients given are those of the step before, and not copies of them.
  public let repeatsPrevious: Bool
  /// The shape of each tensor.
  public let shapes: [[Int]]
  /// The format of the encodings.
  public let format: FloatFormat

  package init(
    step: Int, given: [StepGradient<UInt64>?], previous: [StepGradient<UInt64>?],
    repeatsPrevious: Bool = false, shapes: [[Int]], format: FloatFormat
  ) {
    self.step = step
    self.given = given
    self.previous = previous
    self.repeatsPrevious = repeatsPrevious
    self.shapes = shapes
    self.format = format
  }
}

/// What a learning rate is chosen from.
public struct RateContext: Sendable {
  /// The number of the step, from 1.
  public let step: Int
  /// The group.
  public let group: Int
  /// The learning rates of the step, for each group.
  public let given: [Double?]
  /// The learning rates of the first step, for each group.
  public let first: [Double?]
  /// The learning rates of the step before, for each group.
  public let previous: [Double?]
  /// The learning rate that each group was created with.
  public let initial: [Double]

  package init(
    step: Int, group: Int, given: [Double?], first: [Double?], previous: [Double?],
    initial: [Double]
  ) {
    self.step = step
    self.group = group
    self.given = given
    self.first = first
    self.previous = previous
    self.initial = initial
  }
}

/// What a step number is chosen from.
public struct ClockContext: Sendable {
  /// The step number that SPEC.md says.
  public let specified: Int
  /// The number of the step of the optimizer, from 1.
  public let step: Int
  /// The number of steps in which the tensor had a gradient, with this one.
  public let tensorCount: Int
  /// The number of updates of tensors so far, with this one.
  public let updateCount: Int
  /// The index of the tensor over all groups.
  public let tensor: Int
  /// The group of the tensor.
  public let group: Int

  package init(
    specified: Int, step: Int, tensorCount: Int, updateCount: Int, tensor: Int, group: Int
  ) {
    self.specified = specified
    self.step = step
    self.tensorCount = tensorCount
    self.updateCount = updateCount
    self.tensor = tensor
    self.group = group
  }
}

/// An element of a tensor in a step.
public struct ElementContext: Sendable {
  /// The number of the step, from 1.
  public let step: Int
  /// The index of the tensor over all groups.
  public let tensor: Int
  /// The index of the element, in row-major order.
  public let element: Int
  /// The shape of the tensor.
  public let shape: [Int]

  package init(
    step: Int, tensor: Int, element: Int, shape: [Int]
  ) {
    self.step = step
    self.tensor = tensor
    self.element = element
    self.shape = shape
  }
}
