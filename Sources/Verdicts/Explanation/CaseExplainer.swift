import Dialects
import Scenarios
import Vectors

/// Asks for one case at many steps, and puts the answers beside the exact values.
public struct CaseExplainer: Sendable {
  let implementation: any Implementation
  let vectorCase: VectorCase

  private var scenario: Scenario { vectorCase.scenario }

  /// Prepares to explain a case.
  public init(_ vectorCase: VectorCase, by implementation: any Implementation) {
    self.implementation = implementation
    self.vectorCase = vectorCase
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
    let optimizer = scenario.dialect.optimizer.rawValue
    let claims = description.implements.filter {
      $0.optimizer == optimizer
        && (view.path == nil || $0.path == view.path)
    }
    guard let claim = claims.first else {
      return .declined("\(description.name) does not claim \(optimizer)")
    }
    let request = CaseRequest(
      id: vectorCase.id, scenario: scenario, path: claim.path,
      checkpoints: checkpoints(view))
    let negated = Set((claim.negated ?? []).compactMap(StateSlot.init(rawValue:)))
    let answer = try await implementation.answer(to: request, negating: negated)
    switch CompleteAnswer(answer, to: request, readsState: true) {
    case .declined(let reason): return .declined(reason)
    case .failed(let message): return .failed(message)
    case .values(let values):
      let comparison = StepComparison(
        vectorCase, checkpoints: request.checkpoints, answer: values,
        flushes: claim.subnormals == .flushed)
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
    let published = vectorCase.expected.map(\.step)
    let wanted = view.steps.map { Array($0.clamped(to: 1...stepCount).prefix(100)) } ?? []
    return Set(published + wanted).sorted()
  }
}
