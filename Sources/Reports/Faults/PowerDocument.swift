import Deviations
import Studies

/// What the golden vectors reject, for machines and for people.
public struct PowerDocument: Codable, Sendable {
  /// The score of each optimizer and format.
  public var scores: [Score]
  /// Every fault, with what became of it.
  public var faults: [Entry]

  /// How many of the faults that a dialect can have, and the format can express,
  /// are rejected, over the dialects of an optimizer.
  public struct Score: Codable, Sendable {
    /// The optimizer, by the name that vectors have.
    public var optimizer: String
    /// The storage format.
    public var format: String
    /// How many faults some vector rejects.
    public var rejected: Int
    /// How many faults could be rejected.
    public var applicable: Int
    /// How many faults the format cannot show.
    public var inexpressible: Int
  }

  /// A fault.
  public struct Entry: Codable, Sendable {
    public var id: String
    /// The part of an implementation that is wrong; nil for a mutant.
    public var kind: String?
    /// What is computed instead, in a sentence; nil for a mutant.
    public var summary: String?
    /// Links to where it happened, or a reason to expect it.
    public var evidence: [String]
    /// The number of files of which a case rejects it.
    public var rejected: Int
    /// The number of files whose dialect can have it.
    public var applicable: Int
    /// The first case that rejects it.
    public var first: Rejection?
    /// The files, as optimizer/dialect/format, that admit it.
    public var survivals: [String]
    /// The formats that cannot show it, with the reason.
    public var inexpressible: [String: String]
  }

  /// The faults that some file admits.
  public var survivors: [Entry] { faults.filter { !$0.survivals.isEmpty } }

  /// Collects the rows of a study.
  public init(_ rows: [PowerRow], catalogue: [Fault] = FaultCatalogue.all) {
    var entries: [String: Entry] = [:]
    var order: [String] = []
    var scores: [[String]: Score] = [:]
    let known = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.id, $0) })
    for row in rows {
      let key = [row.optimizer, row.format]
      var score =
        scores[key]
        ?? Score(
          optimizer: row.optimizer, format: row.format, rejected: 0, applicable: 0,
          inexpressible: 0)
      if entries[row.fault] == nil { order.append(row.fault) }
      let fault = known[row.fault]
      var entry =
        entries[row.fault]
        ?? Entry(
          id: row.fault, kind: fault?.kind.rawValue, summary: fault?.summary,
          evidence: fault?.evidence ?? [], rejected: 0, applicable: 0, first: nil,
          survivals: [], inexpressible: [:])
      switch row.verdict {
      case .notApplicable: break
      case .inexpressible(let reason):
        score.inexpressible += 1
        entry.inexpressible[row.format] = reason
      case .survived:
        score.applicable += 1
        entry.applicable += 1
        entry.survivals.append("\(row.optimizer)/\(row.dialect)/\(row.format)")
      case .rejected(let rejection):
        score.applicable += 1
        score.rejected += 1
        entry.applicable += 1
        entry.rejected += 1
        entry.first = entry.first ?? rejection
      }
      scores[key] = score
      entries[row.fault] = entry
    }
    self.scores = scores.values.sorted {
      ($0.optimizer, $0.format) < ($1.optimizer, $1.format)
    }
    faults = order.compactMap { entries[$0] }
  }
}
