import Dialects
import Formats
import Oracle
import Rules
import Scenarios
import Vectors
import Verdicts

/// Asks for one case at many steps, and puts the answers beside the exact values.
public struct CaseExplainer: Sendable {
  let implementation: any Implementation
  let vectorCase: VectorCase
  let dialect: Dialect
  let scenario: Scenario

  /// Prepares to explain a case of `dialect`.
  public init(
    _ vectorCase: VectorCase, of dialect: Dialect, by implementation: any Implementation
  ) throws {
    self.implementation = implementation
    self.vectorCase = vectorCase
    self.dialect = dialect
    scenario = try vectorCase.scenario(dialect: dialect)
  }

  /// What is looked at.
  public struct View: Sendable {
    /// The code path, if the implementation has several.
    public var path: String?
    /// The tensor; the one that is wrong first unless given.
    public var tensor: Int?
    /// The element; likewise.
    public var element: Int?
    /// The steps; the first wrong one and those before it unless given.
    public var steps: ClosedRange<Int>?
    /// How many steps are shown where none are given.
    public var stepLimit = 4

    /// A view of the first value that is wrong.
    public init() {}
  }

  /// What became of the attempt.
  public enum Outcome: Sendable {
    /// The case step by step.
    case explained(Explanation)
    /// The implementation declined the case, or claims nothing of the kind.
    case declined(String)
    /// It failed.
    case failed(String)
  }

  /// The number of steps of the case.
  public var stepCount: Int { scenario.steps.count }
  /// The names and element counts of the tensors, of all groups.
  public var tensors: [(name: String, count: Int)] {
    scenario.tensors.map { ($0.name, $0.initial.count) }
  }

  /// Beyond this many steps only some are asked for.
  private static let longRun = 200

  /// Asks and explains.
  public func explain(_ view: View) async throws -> Outcome {
    let description = try await implementation.introduce()
    let claims = description.implements.filter {
      $0.optimizer == dialect.optimizer.rawValue
        && (view.path == nil || $0.path == view.path)
    }
    guard let claim = claims.first else {
      return .declined("\(description.name) does not claim \(dialect.optimizer.rawValue)")
    }
    var question = vectorCase
    question.expected = nil
    let checkpoints = checkpoints(view)
    let answer = try await implementation.answer(
      CaseRequest(
        optimizer: dialect.optimizer.rawValue,
        dialect: Dictionary(
          uniqueKeysWithValues: dialect.values.map { ($0.key.rawValue, $0.value) }),
        path: claim.path, case: question, checkpoints: checkpoints))
    let probe = Probe(
      vectorCase.id, vectorCase.comment, scenario, checkpoints: checkpoints)
    switch ProbeAnswer(answer, to: probe, readsState: true) {
    case .declined(let reason): return .declined(reason)
    case .failed(let message): return .failed(message)
    case .values(let values):
      let comparison = StepComparison(
        scenario: scenario, checkpoints: checkpoints, answer: values)
      var explanation = comparison.explanation(view)
      explanation.caseID = vectorCase.id
      explanation.comment = vectorCase.comment
      explanation.implementation = "\(description.name) \(description.version)"
      explanation.path = claim.path
      return .explained(explanation)
    }
  }

  private func checkpoints(_ view: View) -> [Int] {
    guard stepCount > Self.longRun else { return Array(1...max(1, stepCount)) }
    let published = (vectorCase.expected ?? []).map(\.step)
    let wanted = view.steps.map { Array($0.clamped(to: 1...stepCount).prefix(100)) } ?? []
    return Set(published + wanted).sorted()
  }
}
