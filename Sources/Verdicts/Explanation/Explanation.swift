/// One element of a case, step by step: what is exact, what is admitted, and what an
/// implementation answered.
public struct Explanation: Codable, Sendable {
  /// The identifier of the case.
  public var caseID: String
  /// What the case is for.
  public var comment: String
  /// Who answered.
  public var implementation: String
  /// The code path, if the implementation has several.
  public var path: String?
  /// The step as formulas.
  public var formula: [String]
  /// How the hyperparameters reach the elements.
  public var scalars: String
  /// The storage format.
  public var storage: String
  /// The format of element operations.
  public var arithmetic: String
  /// The name of the tensor that is looked at.
  public var tensor: String
  /// The element of it, in row-major order.
  public var element: Int
  /// The first value of all that is wrong; nil if all conform.
  public var first: ValuePlace?
  /// The first step in which the element that is looked at is wrong.
  public var firstOfElement: Int?
  /// The steps that are shown.
  public var steps: [Step]

  /// One step of one element.
  public struct Step: Codable, Sendable {
    /// The number of the step, from 1.
    public var number: Int
    /// Whether the optimizer was restored before it.
    public var isRestored: Bool
    /// The learning rate; nil if a schedule gives it.
    public var learningRate: Double?
    /// The step number t that the element sees; nil if it has no gradient.
    public var clock: Int?
    /// The gradients of the element: one, none, or several of a repeated row.
    public var gradients: [String]
    /// The values after the step, state first.
    public var quantities: [Quantity]
    /// The scalars that the step uses, by formula.
    public var scalars: [ScalarValue]
  }

  /// One value after a step.
  public struct Quantity: Codable, Sendable {
    /// `parameter`, or the name of the slot.
    public var name: String
    /// The exact value.
    public var exact: String
    /// The encoding that was answered; nil if none was.
    public var got: String?
    /// The least encoding admitted; nil if any is.
    public var low: String?
    /// The greatest encoding admitted; nil if any is.
    public var high: String?
    /// The encoding when each operation is correctly rounded.
    public var reference: String
    /// κ*: the smallest budget that admits the answer; nil if none does, or it was
    /// not measured.
    public var minimalBudget: Double?
    /// Whether the answer is admitted.
    public var isAdmitted: Bool
  }

  /// A scalar of a step.
  public struct ScalarValue: Codable, Sendable {
    /// Its formula.
    public var formula: String
    /// Its value in binary64.
    public var value: Double
  }
}
