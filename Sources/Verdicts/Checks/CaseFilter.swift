import Dialects
import Formats
import Scenarios

/// Which of the cases are to be checked.
public struct CaseFilter: Sendable {
  /// Optimizers, or all if empty.
  public var optimizers: [OptimizerName] = []
  /// Formats, or all if empty.
  public var formats: [FloatFormat] = []
  /// Code paths, or all if empty.
  public var paths: [String] = []
  /// Parts of case identifiers of which one must occur, or all if empty.
  public var idParts: [String] = []
  /// Parts of case identifiers of which none may occur.
  public var leftOutParts: [String] = []
  /// The dialect to check against instead of the claimed one.
  public var dialect: DialectOverride?
  /// The framework whose dialects are checked against instead of the claimed ones.
  public var profile: FrameworkProfile?
  /// Which dialects without a file are asked.
  public var live = LiveDialects.whereNothingElse

  /// Which dialects without a file are asked, if their cases can be made.
  public enum LiveDialects: Sendable {
    /// Those of a claim of which no case is published in a format.
    case whereNothingElse
    /// All that are claimed, and no others.
    case all
  }

  /// Creates a filter that lets everything pass.
  public init() {}

  /// Whether the parts that must and must not occur pick a case.
  public func picks(_ id: String) -> Bool {
    (idParts.isEmpty || idParts.contains { id.contains($0) }) && !leavesOut(id)
  }

  /// Whether cases are picked by their ids.
  public var picksByID: Bool { !idParts.isEmpty || !leftOutParts.isEmpty }

  /// Whether a case is left out although it is claimed.
  func leavesOut(_ id: String) -> Bool { leftOutParts.contains { id.contains($0) } }
}

/// A dialect that the implementation is told to be, whatever it claims.
public enum DialectOverride: Sendable, Equatable {
  /// A dialect, by its name.
  case named(String)
  /// What a framework computes, with the values that it has.
  case rule(FrameworkRule)
  /// Values on some axes; the others stay as claimed.
  case values([String: String])

  /// Reads `name`, or `axis=value` and more of them separated by commas; no axis twice.
  public init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    guard text.contains("=") else {
      self = .named(text)
      return
    }
    var values: [String: String] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return nil }
      let earlier = values.updateValue(String(halves[1]), forKey: String(halves[0]))
      guard earlier == nil else { return nil }
    }
    self = .values(values)
  }
}
