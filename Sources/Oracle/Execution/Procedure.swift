import Dialects
import Formats
import HonestOrders
import Rules
import Scenarios

/// The procedure by which a scenario is carried out.
///
/// `specified` is that of SPEC.md. Every member that is set replaces a part of it. This
/// is the one place where something other than the specification enters the oracle: what
/// replaces a part, and why, is decided outside of it.
public struct Procedure: Sendable {
  /// Rewrites the program of a step.
  public var program: (@Sendable (Program, ProgramContext) -> Program)?
  /// Whether `program` depends on the step number.
  public var programCountsSteps = false
  /// The hyperparameters that a group really has, given those of all groups.
  public var hyperparameters: (@Sendable ([Hyperparameters], Int) -> Hyperparameters)?
  /// The initial value of a slot, given the specified one.
  public var initialState: (@Sendable (StateSlot, Double) -> Double)?
  /// The gradients that a step really works on.
  public var gradients: (@Sendable (GradientContext) -> [StepGradient<UInt64>?])?
  /// The learning rate that a group really uses.
  public var learningRate: (@Sendable (RateContext) -> Double?)?
  /// The schedule that a group really has.
  public var schedule: (@Sendable (LearningRateSchedule) -> LearningRateSchedule)?
  /// The number of steps before, as a schedule sees it.
  public var schedulePosition: (@Sendable (RateContext) -> Int)?
  /// The step number t.
  public var clock: (@Sendable (ClockContext) -> Int)?
  /// Whether an element is updated.
  public var updates: (@Sendable (ElementContext) -> Bool)?
  /// The tensor whose state a tensor uses, given the element counts of all.
  public var stateOwner: (@Sendable (Int, [Int]) -> Int)?
  /// What a restored optimizer has lost.
  public var restoring: RestoreLoss?
  /// What becomes of absent rows.
  public var absentRows: AbsentRows?
  /// What repeated rows mean.
  public var duplicateRows: DuplicateRows?
  /// How operations are rounded.
  public var rounding = OperationRounding.specified

  /// The procedure of SPEC.md.
  public static let specified = Procedure()

  /// Creates a procedure that is SPEC.md's in every part.
  public init() {}

  /// Whether lanes depend on nothing but themselves.
  var keepsLanesApart: Bool { stateOwner == nil }
}

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
  /// The shape of each tensor.
  public let shapes: [[Int]]
  /// The format of the encodings.
  public let format: FloatFormat

  package init(
    step: Int, given: [StepGradient<UInt64>?], previous: [StepGradient<UInt64>?],
    shapes: [[Int]], format: FloatFormat
  ) {
    self.step = step
    self.given = given
    self.previous = previous
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

/// What a restored optimizer has lost.
public struct RestoreLoss: Sendable {
  /// Slots that start again at 0.
  public var slots: Set<StateSlot>
  /// The step number that a tensor goes on from, given the one saved.
  public var clock: (@Sendable (Int) -> Int)?
  /// Whether remembered scalars start again.
  public var memory: Bool

  /// Creates a loss.
  public init(
    slots: Set<StateSlot> = [], clock: (@Sendable (Int) -> Int)? = nil,
    memory: Bool = false
  ) {
    self.slots = slots
    self.clock = clock
    self.memory = memory
  }
}
