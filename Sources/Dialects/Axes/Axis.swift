/// A choice on which implementations of one optimizer differ.
public enum Axis: String, CaseIterable, Hashable, Sendable, Codable {
  case epsilonPlace
  case epsilonFrame
  case firstMomentCorrection
  case secondMomentCorrection
  case decayForm
  case decayScale
  case momentumLearningRate
  case firstMomentum
  case nesterov
  case centered
  case varianceClamp
  case learningRateDecayClock
  case maximize
  case stepClock
  case absentRows
  case duplicateRows
  case decayedNumerator
  case maximumFrame
  case lookAhead
  case momentumSchedule
  case secondMomentScale
  case infinityFloor
  case rectificationThreshold
  case belowThreshold
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
