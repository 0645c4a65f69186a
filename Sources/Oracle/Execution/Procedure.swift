import Dialects
import Formats
import HonestOrders
import Rules
import Scenarios

/// How a scenario is carried out: the one seam through which anything but SPEC.md
/// enters the oracle.
///
/// Every member that is set replaces a part of what SPEC.md specifies. Who replaces a
/// part, and why, is decided outside of the oracle: honest orders round otherwise and
/// write formulas otherwise, faults do everything else.
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
  /// Whether an element is updated in a step; all are unless this says otherwise.
  public var updates: (@Sendable (ElementContext) -> Bool)?
  /// The tensor whose state a tensor uses, given its index and all element counts.
  public var stateOwner: (@Sendable (Int, [Int]) -> Int)?
  /// What a restored optimizer has lost; nothing unless this says otherwise.
  public var restoring: RestoreLoss?
  /// What a run that goes back finds changed in what it kept; nothing unless this says
  /// otherwise.
  public var sharing: KeptState?
  /// Whether hyperparameters that a restored optimizer was made with hold, and not those
  /// that were saved.
  public var keepsHyperparametersOfNew = false
  /// Whether step numbers that are given at the beginning are lost.
  public var losesPast = false
  /// The changes of hyperparameters that take place, given those of a step for a group.
  public var changes: (@Sendable ([Hyperparameter: Double]) -> [Hyperparameter: Double])?
  /// What becomes of absent rows, in place of what the dialect says.
  public var absentRows: AbsentRows?
  /// What repeated rows mean, in place of what the dialect says.
  public var duplicateRows: DuplicateRows?
  /// Whether programs see the squares of listings of a row summed
  /// (`ElementNode.squaresOfListings`).
  public var sumsSquaresOfListings = false
  /// How operations are rounded.
  public var rounding = OperationRounding.specified

  /// The procedure of SPEC.md.
  public static let specified = Procedure()

  /// Creates a procedure that is SPEC.md's in every part.
  public init() {}

  /// Whether elements with the same values may come to differ.
  public var distinguishesElements: Bool {
    updates != nil || stateOwner != nil || gradients != nil
  }

  /// Whether lanes depend on nothing but themselves.
  var keepsLanesApart: Bool { stateOwner == nil && restoring?.owners == nil }
}
