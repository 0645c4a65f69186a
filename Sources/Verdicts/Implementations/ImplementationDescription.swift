import Dialects

/// Who an implementation is, and what it claims to compute.
public struct ImplementationDescription: Codable, Sendable {
  /// Its name.
  public var name: String
  /// Its version.
  public var version: String
  /// The language that it is written in.
  public var language: String
  /// Its claims; each is checked on its own.
  public var implements: [Claim]

  /// Creates a description.
  public init(name: String, version: String, language: String, implements: [Claim]) {
    self.name = name
    self.version = version
    self.language = language
    self.implements = implements
  }
}

/// One optimizer, on one code path, in the dialects that it supports.
public struct Claim: Codable, Hashable, Sendable {
  /// The name of the optimizer.
  public var optimizer: String
  /// The code path, if the implementation has several.
  public var path: String?
  /// The storage formats, by name.
  public var formats: [String]
  /// For each axis the value or values that are supported; an axis that is not
  /// listed has the optimizer's standard value.
  public var dialect: [String: AxisClaim]?
  /// The hyperparameters that are understood; nil means all of the optimizer's.
  public var hyperparameters: [String]?
  /// The values that a hyperparameter may have, by name, where not all of its domain.
  public var values: [String: HyperparameterValues]?
  /// How hyperparameters reach the elements; `wide` unless told otherwise.
  public var scalars: [String]?
  /// The arithmetic formats: `storage` for the storage format itself, or names;
  /// `storage` unless told otherwise.
  public var arithmetic: [String]?
  /// What becomes of subnormal numbers: `gradual`, unless told otherwise, or `flushed`.
  public var subnormals: Subnormals?
  /// Slots of the state that are kept with the other sign, by name.
  public var negated: [String]?
  /// What else is supported.
  public var features: [Feature]?

  /// Creates a claim.
  public init(
    optimizer: String, path: String? = nil, formats: [String],
    dialect: [String: AxisClaim]? = nil, hyperparameters: [String]? = nil,
    values: [String: HyperparameterValues]? = nil, scalars: [String]? = nil,
    arithmetic: [String]? = nil, subnormals: Subnormals? = nil,
    negated: [String]? = nil, features: [Feature]? = nil
  ) {
    self.optimizer = optimizer
    self.path = path
    self.formats = formats
    self.dialect = dialect
    self.hyperparameters = hyperparameters
    self.values = values
    self.scalars = scalars
    self.arithmetic = arithmetic
    self.subnormals = subnormals
    self.negated = negated
    self.features = features
  }

  /// What an arithmetic does with subnormal numbers.
  public enum Subnormals: String, Codable, Sendable, CaseIterable {
    /// Underflow is gradual, as in IEEE 754.
    case gradual
    /// They may be taken for zero, or replaced by it (SPEC §15.5).
    case flushed
  }

  /// Something that a case may need beyond stepping one group.
  public enum Feature: String, Codable, Sendable, CaseIterable {
    /// Several parameter groups.
    case groups
    /// Saving the optimizer and restoring it in the middle.
    case restore
    /// Reporting the state, which is then compared as well.
    case state
    /// Tensors without a gradient in some steps.
    case absentGradients
    /// Gradients that list rows.
    case sparse
    /// Learning-rate schedules.
    case schedules
    /// Parameters and state kept in the arithmetic format beside a stored copy.
    case master
    /// Stochastic rounding of stored parameters.
    case stochastic
    /// Going back to what was saved before an earlier step.
    case fork
    /// Hyperparameters that change between steps, besides the learning rate.
    case changingHyperparameters
    /// Hyperparameters that are saved with the state, and restored with it.
    case savedHyperparameters
    /// State and step numbers that are given at the beginning.
    case givenState
    /// Gradients that are handed over twice, in the same memory.
    case sameGradients
  }
}

/// The supported values on an axis: one string or a list in JSON.
public struct AxisClaim: Codable, Hashable, Sendable, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral
{
  /// The supported values.
  public var values: [String]

  /// Creates a claim of several values.
  public init(_ values: [String]) { self.values = values }

  public init(stringLiteral value: String) { values = [value] }

  public init(arrayLiteral elements: String...) { values = elements }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(String.self) {
      values = [value]
    } else {
      values = try container.decode([String].self)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(values)
  }
}
