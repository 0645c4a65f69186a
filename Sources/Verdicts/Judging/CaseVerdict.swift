import Dialects
import Scenarios

/// What the check of one case came to.
public struct CaseVerdict: Codable, Sendable {
  /// The identifier of the case.
  public var caseID: String
  /// The name of the optimizer.
  public var optimizer: String
  /// The name of the dialect.
  public var dialect: String
  /// The storage format.
  public var format: String
  /// The implementation's code path, if it has several.
  public var path: String?
  /// Whether the case was made for the check; nil unless it was.
  public var isLive: Bool?
  /// The outcome.
  public var outcome: Outcome

  package init(
    caseID: String, optimizer: String, dialect: String, format: String, path: String?,
    isLive: Bool? = nil, outcome: Outcome
  ) {
    self.caseID = caseID
    self.optimizer = optimizer
    self.dialect = dialect
    self.format = format
    self.path = path
    self.isLive = isLive
    self.outcome = outcome
  }

  /// The outcome of a case.
  public enum Outcome: Codable, Sendable {
    /// Every value lies within the published enclosure.
    case conforms(Closeness)
    /// A value does not.
    case mismatch(Mismatch)
    /// The implementation declined the case.
    case skipped(reason: String)
    /// It answered, but the bounds admit every value that there is to compare, so that
    /// the answer shows nothing.
    case nothingCompared
    /// The implementation failed or broke the protocol.
    case failed(message: String)
  }
}

/// How close the values of a conforming case are.
public struct Closeness: Codable, Sendable {
  /// The estimated κ* of the farthest value.
  public var largestBudget: Double
  /// Where that value is; nil if no value has an estimate above 0.
  public var place: ValuePlace?
  /// The encoding of that value; nil if no value has an estimate above 0.
  public var observed: UInt64?
  /// The number of values compared.
  public var valueCount: Int
  /// The number of values that are the reference to the bit.
  public var referenceCount: Int
}

/// Where in a run a value is, in words for reports.
public struct ValuePlace: Sendable, Equatable {
  /// Where it is.
  public var place: RunPlace
  /// The name of the tensor.
  public var tensorName: String

  /// Creates a place.
  public init(_ place: RunPlace, tensorName: String) {
    self.place = place
    self.tensorName = tensorName
  }

  /// Names a place of a scenario.
  public init(_ place: RunPlace, of scenario: Scenario) {
    self.init(place, tensorName: scenario.tensors[place.lane.tensor].name)
  }

  /// The step, from 1.
  public var step: Int { place.step }
  /// The index of the tensor over all groups.
  public var tensor: Int { place.lane.tensor }
  /// The index of the element, in row-major order.
  public var element: Int { place.lane.element }
  /// `parameter`, or the name of a slot of the state.
  public var quantity: String { place.slot?.rawValue ?? "parameter" }
}

extension ValuePlace: Codable {
  private enum Key: String, CodingKey { case step, tensor, tensorName, quantity, element }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    let quantity = try members.decode(String.self, forKey: .quantity)
    let slot = StateSlot(rawValue: quantity)
    guard slot != nil || quantity == "parameter" else {
      throw DecodingError.dataCorruptedError(
        forKey: .quantity, in: members,
        debugDescription: "there is no quantity \"\(quantity)\"")
    }
    self.init(
      RunPlace(
        step: try members.decode(Int.self, forKey: .step),
        lane: Lane(
          tensor: try members.decode(Int.self, forKey: .tensor),
          element: try members.decode(Int.self, forKey: .element)), slot: slot),
      tensorName: try members.decode(String.self, forKey: .tensorName))
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(step, forKey: .step)
    try members.encode(tensor, forKey: .tensor)
    try members.encode(tensorName, forKey: .tensorName)
    try members.encode(quantity, forKey: .quantity)
    try members.encode(element, forKey: .element)
  }
}

/// The first value of a case that is not admitted, is missing, or cannot be read.
///
/// Checkpoints come in order; in a tensor, state comes before parameters.
public struct Mismatch: Codable, Sendable {
  /// Where it is.
  public var place: ValuePlace
  /// What is wrong, if it is not simply the value: it is missing, or unreadable.
  public var problem: String?
  /// The encoding that was given.
  public var observed: String?
  /// The exact value.
  public var exact: String
  /// The least admitted encoding.
  public var low: String?
  /// The greatest admitted encoding.
  public var high: String?
  /// The encoding when each operation is correctly rounded.
  public var reference: String
  /// κ*: the smallest budget that would admit the value; nil if none does, or
  /// if there is no value.
  public var minimalBudget: Double?
  /// Whether the answer would conform if it said that subnormal numbers are flushed to
  /// zero; nil unless it would.
  public var fitsFlushed: Bool?
  /// What the answer is instead, if it is a common mistake in passing numbers on.
  public var diagnosis: AnswerDiagnosis?
  /// The names of state that stand for no slot; nil unless there are any.
  public var foreignSlots: [String]?
  /// How many of the values compared up to and including this checkpoint are
  /// outside their enclosures.
  public var outsideCount: Int
  /// How many values were compared up to there.
  public var valueCount: Int

  package init(
    place: ValuePlace, problem: String? = nil, observed: String? = nil, exact: String,
    low: String? = nil, high: String? = nil, reference: String,
    minimalBudget: Double? = nil, outsideCount: Int, valueCount: Int
  ) {
    self.place = place
    self.problem = problem
    self.observed = observed
    self.exact = exact
    self.low = low
    self.high = high
    self.reference = reference
    self.minimalBudget = minimalBudget
    self.outsideCount = outsideCount
    self.valueCount = valueCount
  }
}
