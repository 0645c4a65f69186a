import Deviations
import Dialects
import Rules

/// What the identification makes of an implementation with a known edit.
public struct EditTrial: Codable, Sendable {
  /// The edit that was made.
  public var edit: String
  /// Its kind.
  public var kind: ProgramEdit.Kind
  /// The dialect in whose rule it was made.
  public var dialect: String
  /// The edit that was found, a known fault, or what the program is taken for.
  public var found: String?
  /// How what was found compares.
  public var verdict: Verdict
  /// How many other edits explain the answers.
  public var otherCount = 0
  /// How long it took.
  public var seconds: Double

  /// How what was found compares with what was made.
  public enum Verdict: String, Codable, Sendable {
    /// The formula that was found is the one that is computed.
    case right
    /// The one that is computed is among those that are said not to be told apart.
    case among
    /// Another formula was found, and the one computed is not mentioned.
    case other
    /// A known fault explains the answers.
    case fault
    /// The answers are those of a dialect.
    case dialect
    /// Nothing was found.
    case none
  }

  /// Whether the formula that is computed was described.
  public var isDescribed: Bool { verdict == .right || verdict == .among }

  /// Identifies an implementation.
  public init(
    _ implementation: EditedImplementation, longestRun: Int
  ) async throws {
    let edit = implementation.edit
    (self.edit, kind, dialect) = (edit.summary, edit.kind, edit.dialect.description)
    let clock = ContinuousClock()
    let start = clock.now
    let report = try await Identification(
      of: implementation, longestRun: longestRun
    ).run()
    seconds = (clock.now - start) / .seconds(1)
    verdict = .none
    switch report.findings.first?.outcome {
    case .identified(let identity):
      verdict = .dialect
      found = identity.faults.first?.id ?? identity.published.first ?? "unpublished"
    case .unidentified(let nearest):
      if let match = nearest.edit {
        otherCount = match.others.count
        found = match.summary
        verdict = Self.verdict(on: match, edit)
      } else if let fault = nearest.faults.first {
        (verdict, found) = (.fault, fault.id)
      }
    case .silent(let reason): found = reason
    case .failed(let message): found = message
    default: break
    }
  }

  /// How an edit that explains the answers compares with the one that was made.
  static func verdict(on match: EditMatch, _ edit: ProgramEdit) -> Verdict {
    let terms = Set(match.terms.compactMap(Hyperparameter.init(rawValue:)))
    guard match.dialect == edit.dialect.description else { return .other }
    let all = ProgramEdit.all(of: edit.dialect, terms: terms)
    let named = ([match.summary] + match.others).map { summary in
      all.first { $0.summary == summary }
    }
    let isSame = named.map { $0?.isSameFormula(as: edit, terms: terms) ?? false }
    return isSame.first == true ? .right : isSame.contains(true) ? .among : .other
  }
}
