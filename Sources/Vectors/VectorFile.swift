import Dialects
import Scenarios

/// A file of golden vectors: the cases of one optimizer, dialect and format.
///
/// The members are those of the JSON document, in its order; see
/// `Vectors/schema/vectors.schema.json`.
public struct VectorFile: Codable, Sendable {
  /// The version of this layout and of the rules for reading it.
  public var schemaVersion: Int
  /// The version of the data: corrections raise the major part.
  public var dataVersion: String
  /// The name of the optimizer.
  public var optimizer: String
  /// The value on each axis.
  public var dialect: [String: String]
  /// The name of the storage format.
  public var format: String
  /// The budget κ of `low` and `high`.
  public var budget: Double
  /// What each flag of the cases means.
  public var notes: [String: VectorNote]
  /// The cases.
  public var cases: [VectorCase]

  /// Creates a vector file of its members.
  public init(
    schemaVersion: Int, dataVersion: String, optimizer: String, dialect: [String: String],
    format: String, budget: Double, notes: [String: VectorNote], cases: [VectorCase]
  ) {
    self.schemaVersion = schemaVersion
    self.dataVersion = dataVersion
    self.optimizer = optimizer
    self.dialect = dialect
    self.format = format
    self.budget = budget
    self.notes = notes
    self.cases = cases
  }
}

/// What a flag says: the class of mistake that the case is for.
public struct VectorNote: Codable, Sendable, Equatable {
  /// The class of mistake, or of input.
  public var kind: String
  /// What goes wrong in an implementation that has the fault.
  public var effect: String
  /// Where it happened.
  public var links: [String]

  /// Creates a note.
  public init(kind: String, effect: String, links: [String]) {
    self.kind = kind
    self.effect = effect
    self.links = links
  }
}

/// One run: what the implementation is given, and what is expected of it.
public struct VectorCase: Codable, Sendable {
  /// The permanent identifier, `optimizer/dialect/format/name`.
  public var id: String
  /// The section of SPEC.md that the case exercises.
  public var section: String
  /// Keys of the file's notes.
  public var flags: [String]
  /// What the case is for, in a sentence.
  public var comment: String
  /// How the hyperparameters reach the elements: `wide` or `working`.
  public var scalars: String
  /// The name of the format of parameters, gradients and state.
  public var storage: String
  /// The name of the format of element operations.
  public var arithmetic: String
  /// Whether parameters and state are kept in the arithmetic format (SPEC §13).
  public var master: Bool?
  /// What new parameters are rounded with, if not to nearest (SPEC §13).
  public var stochastic: VectorStochastic?
  /// The parameter groups.
  public var groups: [VectorGroup]
  /// The steps, unless they are generated.
  public var steps: [VectorStep]?
  /// The rule that draws the steps, unless they are listed.
  public var generated: VectorGeneratedSteps?
  /// What is expected at each checkpoint; absent from the case sent to an adapter.
  public var expected: [ExpectedCheckpoint]?
}

/// The source of the bits of stochastic rounding.
public struct VectorStochastic: Codable, Sendable, Equatable {
  /// The seed.
  public var seed: UInt32
}

/// Tensors that share hyperparameters.
public struct VectorGroup: Codable, Sendable {
  /// The hyperparameters by name.
  public var hyperparameters: [String: Double]
  /// What gives the learning rate, if not each step.
  public var schedule: LearningRateSchedule?
  /// The tensors.
  public var tensors: [VectorTensor]
}

/// A tensor before the first step.
public struct VectorTensor: Codable, Sendable {
  /// A name for people.
  public var name: String
  /// The extents.
  public var shape: [Int]
  /// The encodings of the initial values, in row-major order.
  public var initial: [String]
}

/// What the implementation is given in one step.
public struct VectorStep: Codable, Sendable {
  /// For each tensor the encodings of its gradient, or null if it had none.
  public var gradients: [StepGradient<String>?]
  /// For each group the learning rate of this step; null for a scheduled group.
  public var learningRates: [Double?]
  /// Whether the optimizer is saved, discarded and restored before this step.
  public var restore: Bool?
}

/// Steps too many to list.
public struct VectorGeneratedSteps: Codable, Sendable {
  /// The number of steps.
  public var count: Int
  /// For each group the learning rate of every step; null for a scheduled group.
  public var learningRates: [Double?]
  /// The generator of the gradients.
  public var gradients: Generator

  /// The parameters of a `GradientGenerator`.
  public struct Generator: Codable, Sendable {
    /// The state before the first draw.
    public var seed: UInt32
    /// The width of the integers drawn.
    public var bits: Int
    /// The exponent of the unit of the gradients.
    public var exponent: Int
  }
}

/// What is expected after a step.
public struct ExpectedCheckpoint: Codable, Sendable {
  /// The number of the step, from 1.
  public var step: Int
  /// The tensors of all groups, in order.
  public var tensors: [ExpectedTensor]

  /// Creates an expected checkpoint of its members.
  public init(
    step: Int, tensors: [ExpectedTensor]
  ) {
    self.step = step
    self.tensors = tensors
  }
}

/// What is expected of one tensor.
public struct ExpectedTensor: Codable, Sendable {
  /// The parameter.
  public var parameter: ExpectedQuantity
  /// The state by slot; empty for a tensor that has had no gradient yet.
  public var state: [String: ExpectedQuantity]

  /// Creates an expected tensor of its members.
  public init(
    parameter: ExpectedQuantity, state: [String: ExpectedQuantity]
  ) {
    self.parameter = parameter
    self.state = state
  }
}

/// What is expected of one quantity, element by element.
public struct ExpectedQuantity: Codable, Sendable, Equatable {
  /// The exact value, correctly rounded to 30 significant decimal digits.
  public var exact: [String]
  /// The exact value correctly rounded to the storage format.
  public var nearest: [String]
  /// The least value within the budget, or null where the rule has no stable value.
  public var low: [String?]
  /// The greatest value within the budget, or null likewise.
  public var high: [String?]
  /// The value when each operation is correctly rounded in turn.
  public var reference: [String]
  /// How far a budget of κ = 1 reaches from the exact value: the unit of κ*.
  ///
  /// It is null where the rule has no stable value.
  public var unit: [Double?]

  /// Creates an expected quantity of its members.
  public init(
    exact: [String], nearest: [String], low: [String?], high: [String?],
    reference: [String], unit: [Double?]
  ) {
    self.exact = exact
    self.nearest = nearest
    self.low = low
    self.high = high
    self.reference = reference
    self.unit = unit
  }
}
