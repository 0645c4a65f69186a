import Dialects
import Oracle
import Scenarios
import Vectors

/// Something that claims to compute one of the optimizers: a program behind an
/// adapter, the bundled library, or a Swift type of your own.
public protocol Implementation: Sendable {
  /// Who it is and what it claims.
  func introduce() async throws -> ImplementationDescription

  /// Runs one case.
  ///
  /// A failure that concerns this case only is a `CaseAnswer`, not an error.
  func answer(_ request: CaseRequest) async throws -> CaseAnswer

  /// Ends the conversation; nothing is asked afterwards.
  func finish() async

  /// How many cases may be asked at the same time.
  var concurrency: Int { get }
}

extension Implementation {
  public var concurrency: Int { 1 }

  public func finish() async {}
}

/// One case to run.
public struct CaseRequest: Codable, Sendable {
  /// The name of the optimizer.
  public var optimizer: String
  /// The value on each axis.
  public var dialect: [String: String]
  /// Which of the implementation's code paths to take, if it has several.
  public var path: String?
  /// The case, without what is expected.
  public var `case`: VectorCase
  /// The steps after which values are wanted.
  public var checkpoints: [Int]

  /// Creates a case request of its members.
  public init(
    optimizer: String, dialect: [String: String], path: String? = nil, `case`: VectorCase,
    checkpoints: [Int]
  ) {
    self.optimizer = optimizer
    self.dialect = dialect
    self.path = path
    self.case = `case`
    self.checkpoints = checkpoints
  }
}

extension CaseRequest {
  /// The scenario that the request describes, checked.
  ///
  /// A Swift implementation that does not want to read bit patterns and names
  /// itself gets them typed from here.
  public func scenario() throws -> Scenario {
    guard let optimizer = OptimizerName(rawValue: optimizer) else {
      throw DialectError.unknownOptimizer(optimizer)
    }
    return try `case`.scenario(dialect: Dialect(optimizer, named: dialect))
  }
}

/// What an implementation says to a case.
public enum CaseAnswer: Sendable {
  /// It ran the case.
  case result([ObservedCheckpoint])
  /// It declined the case.
  case skip(reason: String)
  /// It failed.
  case error(message: String)
}

/// The values after a step.
public struct ObservedCheckpoint: Codable, Sendable {
  /// The number of the step, from 1.
  public var step: Int
  /// The tensors of all groups, in order.
  public var tensors: [ObservedTensor]

  /// Creates a checkpoint.
  public init(step: Int, tensors: [ObservedTensor]) {
    self.step = step
    self.tensors = tensors
  }
}

/// The values of one tensor.
public struct ObservedTensor: Codable, Sendable {
  /// The encodings of the parameter, in row-major order.
  public var parameter: [String]
  /// The encodings of each slot of the state that exists.
  public var state: [String: [String]]?

  /// Creates a tensor.
  public init(parameter: [String], state: [String: [String]]?) {
    self.parameter = parameter
    self.state = state
  }
}
