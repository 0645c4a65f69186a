import Scenarios

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
public struct CaseRequest: Sendable {
  /// The identifier of the case.
  public var id: String
  /// What is given: the dialect, the formats, the hyperparameters, the steps.
  public var scenario: Scenario
  /// Which of the implementation's code paths to take, if it has several.
  public var path: String?
  /// The steps after which values are wanted, ascending.
  public var checkpoints: [Int]

  /// Creates a request of its members.
  public init(id: String, scenario: Scenario, path: String? = nil, checkpoints: [Int]) {
    self.id = id
    self.scenario = scenario
    self.path = path
    self.checkpoints = checkpoints
  }
}

/// What an implementation says to a case.
public enum CaseAnswer: Sendable {
  /// It ran the case: the encodings of all tensors after each step asked for.
  ///
  /// An adapter may write something that is no encoding. The value is 0 then, and what
  /// was written is listed as unreadable. State by names that stand for no slot is left
  /// out, and the names are listed.
  case result(
    [Checkpoint<UInt64>], unreadable: [RunPlace: String] = [:],
    foreignSlots: [String] = [])
  /// It declined the case.
  case skip(reason: String)
  /// It failed.
  case error(message: String)
}
