import Dialects
import Formats
import Oracle
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
    do {
      return .result(
        try run(try request.scenario(), checkpoints: Set(request.checkpoints)))
    } catch let skip as CaseSkip {
      return .skip(reason: skip.reason)
    } catch {
      return .error(message: "\(error)")
    }
  }

  private func run(
    _ scenario: Scenario, checkpoints: Set<Int>
  ) throws -> [ObservedCheckpoint] {
    let format = scenario.storage
    let start = scenario.tensors.map { $0.initial.map(format.decode) }
    var optimizer = try Stepper(scenario, parameters: start)
    var hasStarted = start.map { _ in false }
    var result: [ObservedCheckpoint] = []
    try scenario.forEachStep { number, step in
      if step.restores {
        let saved = optimizer.saved()
        optimizer = try Stepper(scenario, parameters: optimizer.parameters)
        try optimizer.restore(saved)
      }
      try optimizer.step(
        gradients: step.gradients.map { $0?.map { format.decode($0) } },
        learningRates: step.learningRates)
      for tensor in step.gradients.indices where step.gradients[tensor] != nil {
        hasStarted[tensor] = true
      }
      if checkpoints.contains(number) {
        result.append(
          try observe(optimizer, step: number, scenario, hasStarted: hasStarted))
      }
    }
    return result
  }

  private func observe(
    _ optimizer: Stepper, step: Int, _ scenario: Scenario, hasStarted: [Bool]
  ) throws -> ObservedCheckpoint {
    let parameters = optimizer.parameters
    var tensors: [ObservedTensor] = []
    for (index, parameter) in parameters.enumerated() {
      var state: [String: [String]] = [:]
      if hasStarted[index] {
        for (slot, values) in optimizer.state(ofTensor: index) {
          state[slot.rawValue] = try scenario.stateFormat.exactHexadecimal(values)
        }
      }
      tensors.append(
        ObservedTensor(
          parameter: try scenario.storage.exactHexadecimal(parameter), state: state))
    }
    return ObservedCheckpoint(step: step, tensors: tensors)
  }
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
    "the value \(value) is none that \(format) can store; round before storing"
  }
}

extension FloatFormat {
  /// The encodings of values of this format.
  fileprivate func exactHexadecimal(_ values: [Double]) throws -> [String] {
    try values.map { value in
      let bits = encode(value)
      guard value.isNaN || decode(bits) == value else {
        throw UnrepresentableValue(value: value, format: name)
      }
      return hexadecimal(bits)
    }
  }
}
