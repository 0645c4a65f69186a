import Dialects
import Formats
import Scenarios

/// A file of golden vectors: the cases of one dialect in one format.
///
/// The JSON document is described by `Vectors/schema/vectors.schema.json`. It is read
/// here once: encodings are integers, names are values of their types, and everything
/// fits together.
public struct VectorFile: Sendable {
  /// The version of the data: corrections raise the major part.
  public var dataVersion: String
  /// The optimizer, with a value on each of its axes.
  public var dialect: Dialect
  /// The storage format.
  public var format: FloatFormat
  /// The budget κ of the enclosures.
  public var budget: Double
  /// What each flag of the cases means.
  public var notes: [String: VectorNote]
  /// The cases.
  public var cases: [VectorCase]

  /// Creates a vector file of its members.
  public init(
    dataVersion: String = GoldenVectors.dataVersion, dialect: Dialect,
    format: FloatFormat, budget: Double = GoldenVectors.budget,
    notes: [String: VectorNote], cases: [VectorCase]
  ) {
    self.dataVersion = dataVersion
    self.dialect = dialect
    self.format = format
    self.budget = budget
    self.notes = notes
    self.cases = cases
  }

  /// The published dialect of the file.
  package var published: PublishedDialect {
    get throws(VectorError) {
      guard let published = PublishedDialect.find(dialect) else {
        throw VectorError(
          location: "dialect",
          problem: "\(dialect) is not published; \"rmspec list --dialects\" lists those "
            + "that are")
      }
      return published
    }
  }

  /// What the identifiers of all its cases begin with: `optimizer/dialect/format/`.
  public var idPrefix: String { Self.idPrefix(dialect, format) }

  /// The path of the file below the vectors' folder.
  public var path: String { Self.path(dialect, format) }

  /// What the identifiers of the cases of a dialect in a format begin with.
  package static func idPrefix(_ dialect: Dialect, _ format: FloatFormat) -> String {
    "\(dialect.optimizer.rawValue)/\(dialect.name)/\(format.name)/"
  }

  /// The path of the file of a dialect in a format, below the vectors' folder.
  package static func path(_ dialect: Dialect, _ format: FloatFormat) -> String {
    "\(dialect.optimizer.rawValue)/\(dialect.name)/\(format.name).json"
  }
}

/// What a flag says: the class of mistake that the case is for.
public struct VectorNote: Sendable, Equatable {
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
public struct VectorCase: Sendable {
  /// The permanent identifier: the file's prefix and a name.
  public var id: String
  /// The section of SPEC.md that the case exercises.
  public var section: String
  /// Keys of the file's notes.
  public var flags: [String]
  /// What the case is for, in a sentence.
  public var comment: String
  /// What is given.
  public var scenario: Scenario
  /// What is expected at each checkpoint.
  public var expected: [Checkpoint<ExpectedValue>]

  /// Creates a case of its members.
  public init(
    id: String, section: String, flags: [String], comment: String, scenario: Scenario,
    expected: [Checkpoint<ExpectedValue>]
  ) {
    self.id = id
    self.section = section
    self.flags = flags
    self.comment = comment
    self.scenario = scenario
    self.expected = expected
  }
}

/// What is known of one value of a run.
public struct ExpectedValue: Sendable, Equatable {
  /// The exact value, correctly rounded to 30 significant decimal digits.
  public var exact: String
  /// The encoding of the exact value correctly rounded to the format.
  public var nearest: UInt64
  /// What is admitted: everything within the budget.
  public var enclosure: BudgetEnclosure
  /// What is admitted of who flushes subnormal numbers to zero; nil if it is the same.
  public var flushed: BudgetEnclosure?
  /// The encoding when each operation is correctly rounded in turn.
  public var reference: UInt64
  /// How far a budget of κ = 1 reaches from the exact value: the unit of κ*.
  ///
  /// It is nil where the rule has no stable value.
  public var unit: Double?

  /// What is admitted, of who keeps subnormal numbers or of who flushes them.
  public func enclosure(flushing: Bool) -> BudgetEnclosure {
    flushing ? flushed ?? enclosure : enclosure
  }

  /// Creates an expected value of its members.
  public init(
    exact: String, nearest: UInt64, enclosure: BudgetEnclosure,
    flushed: BudgetEnclosure? = nil, reference: UInt64, unit: Double?
  ) {
    self.exact = exact
    self.nearest = nearest
    self.enclosure = enclosure
    self.flushed = flushed
    self.reference = reference
    self.unit = unit
  }
}
