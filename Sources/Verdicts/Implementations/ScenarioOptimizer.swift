import Dialects
import Scenarios

/// An optimizer written in Swift, in the shape in which it can be checked.
///
/// Conform your optimizer, or a small wrapper, to this protocol and check
/// `SteppingImplementation<YourOptimizer>`. Numbers pass as `Double`, which
/// holds every value of the storage formats exactly.
public protocol ScenarioOptimizer {
  /// What `saved()` returns and `restore(_:)` takes.
  associatedtype Saved

  /// Sets the optimizer up for the scenario's groups and tensors.
  ///
  /// - Parameters:
  ///   - scenario: The dialect, formats, hyperparameters and shapes, and for the feature
  ///     `givenState` the past of its tensors. Its steps are handed to `step` one by one.
  ///   - parameters: The parameters to start from, flat, for each tensor.
  init(_ scenario: Scenario, parameters: [[Double]]) throws

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - gradients: For each tensor its gradient, or nil if it has none.
  ///   - learningRates: For each group the learning rate of this step; nil for a
  ///     group with a schedule.
  mutating func step(
    gradients: [StepGradient<Double>?], learningRates: [Double?]) throws

  /// Changes hyperparameters, those of each group, from the next step on.
  ///
  /// Needed for the feature `changingHyperparameters`.
  mutating func change(_ changes: [[Hyperparameter: Double]]) throws

  /// The parameters of each tensor.
  var parameters: [[Double]] { get }

  /// The slots of a tensor's state that exist, flat.
  func state(ofTensor tensor: Int) -> [StateSlot: [Double]]

  /// Everything that has to survive, besides the parameters.
  func saved() -> Saved

  /// Continues from what was saved.
  mutating func restore(_ saved: Saved) throws
}

extension ScenarioOptimizer {
  public mutating func change(_ changes: [[Hyperparameter: Double]]) throws {
    throw CaseSkip(reason: "hyperparameters do not change between steps")
  }
}
