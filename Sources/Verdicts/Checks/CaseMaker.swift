import Dialects
import Formats
import Scenarios
import Vectors

/// Makes cases of dialects that no file is published of.
public protocol CaseMaker: Sendable {
  /// The cases of a dialect in a format.
  ///
  /// - Parameters:
  ///   - published: The dialect, as a main form.
  ///   - format: The storage format.
  ///   - values: The values of hyperparameters that have not all of their domain.
  ///   - isWanted: Whether the case with an identifier and a scenario is made.
  func cases(
    of published: PublishedDialect, in format: FloatFormat,
    where values: [Hyperparameter: HyperparameterValues],
    isWanted: (String, Scenario) -> Bool
  ) throws -> [VectorCase]
}
