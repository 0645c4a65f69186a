import Deviations
import Dialects
import Rules

/// A single edit of a rule that explains what was found.
public struct EditMatch: Codable, Sendable, Equatable {
  /// The dialect that the program was to be.
  public var dialect: String
  /// The hyperparameters whose terms the formula has.
  public var terms: [String]
  /// What is done otherwise, in words.
  public var summary: String
  /// The formula that the program computes, with the lines of the right one that it has
  /// others for.
  public var formula: [Line]
  /// Other single edits that explain every answer as well, in words.
  public var others: [String]

  /// A line of a formula.
  public struct Line: Codable, Sendable, Equatable {
    /// The line, in the notation of SPEC.md.
    public var text: String
    /// Which formula it belongs to.
    public var mark: Mark

    /// Which formula a line belongs to.
    public enum Mark: String, Codable, Sendable {
      /// Both formulas.
      case same
      /// What the program computes.
      case edited
      /// What it should compute.
      case right
    }
  }

  /// The first of several edits, with the others beside it; nil if there is none.
  init?(_ fits: [EditSearch.Fit]) {
    guard let first = fits.first else { return nil }
    dialect = first.edit.dialect.description
    terms = first.edit.terms.map(\.rawValue)
    summary = first.edit.summary
    let formulas = first.edit.pairs.map {
      (right: $0.right.formula, edited: $0.edited.formula)
    }
    let shown = formulas.first { $0.right != $0.edited } ?? formulas.first
    formula = shown.map { Line.difference(of: $0.edited, from: $0.right) } ?? []
    others = fits.dropFirst().map(\.edit.summary)
  }
}

extension Finding {
  /// Whether a single edit of a rule explains the answers.
  var hasEdit: Bool {
    if case .unidentified(let nearest) = outcome { nearest.edit != nil } else { false }
  }
}

extension EditMatch.Line {
  /// The lines of a formula, each followed by those of another that it replaces.
  static func difference(of edited: [String], from right: [String]) -> [EditMatch.Line] {
    let changes = edited.difference(from: right)
    let removed = Set(changes.removals.map(\.offset))
    let inserted = Set(changes.insertions.map(\.offset))
    var (old, new) = (0, 0)
    var lines: [EditMatch.Line] = []
    while old < right.count || new < edited.count {
      var (ours, theirs): ([EditMatch.Line], [EditMatch.Line]) = ([], [])
      while inserted.contains(new) {
        ours.append(EditMatch.Line(text: edited[new], mark: .edited))
        new += 1
      }
      while removed.contains(old) {
        theirs.append(EditMatch.Line(text: right[old], mark: .right))
        old += 1
      }
      // As many lines as before stand beside those that they replace.
      lines +=
        ours.count == theirs.count
        ? zip(ours, theirs).flatMap { [$0, $1] } : ours + theirs
      guard new < edited.count, old < right.count else { continue }
      lines.append(EditMatch.Line(text: edited[new], mark: .same))
      (old, new) = (old + 1, new + 1)
    }
    return lines
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
