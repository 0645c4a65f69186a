import Dialects
import Formats
import Scenarios

/// An implementation made of a `ScenarioOptimizer`, run in process.
public struct SteppingImplementation<Stepper: ScenarioOptimizer>: Implementation {
  /// What it says of itself.
  public let description: ImplementationDescription

  /// Creates an implementation that introduces itself as `description`.
  public init(
    _ description: ImplementationDescription, of type: Stepper.Type = Stepper.self
  ) {
    self.description = description
  }

  public var concurrency: Int { .max }

  public func introduce() async throws -> ImplementationDescription { description }

  public func answer(_ request: CaseRequest) async throws -> CaseAnswer {
    DecodedOptimizer<Stepper>.answer(to: request)
  }
}

/// A `ScenarioOptimizer`, whose numbers are `Double`s, behind encodings.
private struct DecodedOptimizer<Stepper: ScenarioOptimizer>: EncodedOptimizer {
  private var stepper: Stepper
  private let scenario: Scenario

  init(_ scenario: Scenario, parameters: [[UInt64]]) throws {
    self.scenario = scenario
    stepper = try Stepper(
      scenario, parameters: parameters.map { $0.map(scenario.storage.decode) })
  }

  mutating func step(
    gradients: [StepGradient<UInt64>?], learningRates: [Double?]
  ) throws {
    let format = scenario.storage
    try stepper.step(
      gradients: gradients.map { $0?.map { format.decode($0) } },
      learningRates: learningRates)
  }

  func tensors() throws -> [TensorValues<UInt64>] {
    try stepper.parameters.enumerated().map { index, parameter in
      let state = stepper.state(ofTensor: index).sorted {
        $0.key.rawValue < $1.key.rawValue
      }
      return TensorValues(
        parameter: try scenario.storage.exactEncodings(of: parameter),
        state: try state.map { slot, values in
          (slot, try scenario.stateFormat.exactEncodings(of: values))
        })
    }
  }

  mutating func change(_ changes: [[Hyperparameter: Double]]) throws {
    try stepper.change(changes)
  }

  func saved() -> Stepper.Saved { stepper.saved() }

  mutating func restore(_ saved: Stepper.Saved) throws { try stepper.restore(saved) }
}

/// Thrown by a `ScenarioOptimizer` that declines a case.
public struct CaseSkip: Error {
  /// Why.
  public let reason: String

  /// Declines a case.
  public init(reason: String) { self.reason = reason }
}

/// A value that the storage format does not have.
public struct UnrepresentableValue: Error, CustomStringConvertible {
  /// The value.
  public let value: Double
  /// The format's name.
  public let format: String

  public var description: String {
    "the value \(value) is not representable in \(format); round before storing"
  }
}

extension FloatFormat {
  /// The encodings of values of this format.
  fileprivate func exactEncodings(of values: [Double]) throws -> [UInt64] {
    try values.map { value in
      let bits = encode(value)
      guard value.isNaN || decode(bits) == value else {
        throw UnrepresentableValue(value: value, format: name)
      }
      return bits
    }
  }
}
