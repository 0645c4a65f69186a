/// A choice on which implementations of one optimizer differ.
public enum Axis: String, CaseIterable, Hashable, Sendable, Codable {
  /// Where ε is added to the root of the second moment: `EpsilonPlace`.
  case epsilonPlace
  /// Whether ε is added before or after the bias correction: `EpsilonFrame`.
  case epsilonFrame
  /// Whether the first moment is divided by 1 − β1^t: `FirstMomentCorrection`.
  case firstMomentCorrection
  /// Whether the second moment is divided by 1 − β2^t: `SecondMomentCorrection`.
  case secondMomentCorrection
  /// Where weight decay enters: `DecayForm`.
  case decayForm
  /// By what decoupled weight decay is scaled: `DecayScale`.
  case decayScale
  /// On which side of the momentum buffer the learning rate is: `MomentumLearningRate`.
  case momentumLearningRate
  /// What the momentum buffer is after the first step: `FirstMomentum`.
  case firstMomentum
  /// Which form of Nesterov's look-ahead is taken: `Nesterov`.
  case nesterov
  /// Whether RMSprop subtracts the squared mean of the gradient: `Centered`.
  case centered
  /// What becomes of a variance that rounds below zero: `VarianceClamp`.
  case varianceClamp
  /// From which number AdaGrad's own decay counts: `LearningRateDecayClock`.
  case learningRateDecayClock
  /// Whether the objective is maximized, and where the sign changes: `Maximize`.
  case maximize
  /// Which steps a tensor counts: `StepClock`.
  case stepClock
  /// What becomes of rows without a gradient: `AbsentRows`.
  case absentRows
  /// What becomes of a row that is listed twice: `DuplicateRows`.
  case duplicateRows
  /// Whether weight decay enters AdaGrad's numerator: `DecayedNumerator`.
  case decayedNumerator
  /// Whether AMSGrad's maximum is of the raw or the corrected moment: `MaximumFrame`.
  case maximumFrame
  /// Of which step NAdam's look-ahead coefficient is: `LookAhead`.
  case lookAhead
  /// Whether NAdam's momentum follows a schedule: `MomentumSchedule`.
  case momentumSchedule
  /// By what NAdam's second moment is scaled: `SecondMomentScale`.
  case secondMomentScale
  /// Where AdaMax adds ε: `InfinityFloor`.
  case infinityFloor
  /// From which length on RAdam rectifies: `RectificationThreshold`.
  case rectificationThreshold
  /// What RAdam does below that length: `BelowThreshold`.
  case belowThreshold
  /// How often RAdam applies the learning rate: `RectifiedRate`.
  case rectifiedRate

  /// The names of the values, in the order of their declaration.
  public var values: [String] { valueType.names }

  /// A value in the name of a dialect, such as `raw-frame` for `raw`; nil for what is not
  /// a value of the axis.
  func namePart(of value: String) -> String? { valueType.namePart(of: value) }

  private var valueType: any AxisValue.Type {
    switch self {
    case .epsilonPlace: EpsilonPlace.self
    case .epsilonFrame: EpsilonFrame.self
    case .firstMomentCorrection: FirstMomentCorrection.self
    case .secondMomentCorrection: SecondMomentCorrection.self
    case .decayForm: DecayForm.self
    case .decayScale: DecayScale.self
    case .momentumLearningRate: MomentumLearningRate.self
    case .firstMomentum: FirstMomentum.self
    case .nesterov: Nesterov.self
    case .centered: Centered.self
    case .varianceClamp: VarianceClamp.self
    case .learningRateDecayClock: LearningRateDecayClock.self
    case .maximize: Maximize.self
    case .stepClock: StepClock.self
    case .absentRows: AbsentRows.self
    case .duplicateRows: DuplicateRows.self
    case .decayedNumerator: DecayedNumerator.self
    case .maximumFrame: MaximumFrame.self
    case .lookAhead: LookAhead.self
    case .momentumSchedule: MomentumSchedule.self
    case .secondMomentScale: SecondMomentScale.self
    case .infinityFloor: InfinityFloor.self
    case .rectificationThreshold: RectificationThreshold.self
    case .belowThreshold: BelowThreshold.self
    case .rectifiedRate: RectifiedRate.self
    }
  }
}

/// One of the values of an axis.
public protocol AxisValue: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The axis that the value belongs to.
  static var axis: Axis { get }
  /// The value in the name of a dialect, such as `raw-frame`.
  var namePart: String { get }
}

extension AxisValue {
  static var names: [String] { allCases.map(\.rawValue) }
  static func namePart(of value: String) -> String? { Self(rawValue: value)?.namePart }
  /// This value as an optimizer's standard one.
  var entry: (axis: Axis, standard: String) { (Self.axis, rawValue) }
}
