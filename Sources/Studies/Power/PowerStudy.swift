import Deviations
import Dialects
import Formats
import Oracle
import Scenarios
import Vectors

/// Measures what golden vectors reject.
public struct PowerStudy: Sendable {
  let files: [PowerFile]

  /// What an implementation claims, and how much of itself it shows.
  public enum Exposure: String, CaseIterable, Codable, Sendable {
    /// It claims all there is, and shows its state.
    case everything
    /// It claims all there is, and shows parameters alone.
    case parameters
    /// It claims a rule with the hyperparameters that this must have and scalars that are
    /// wide, and shows parameters alone.
    case smallestClaim = "smallest-claim"
  }

  /// Prepares a study of vector files.
  ///
  /// Files that show what a single value of an axis does, and nothing else, are left out,
  /// and so are those that have no case in the mode.
  ///
  /// - Parameter scalars: The only mode of scalars whose cases are taken; nil for all.
  public init(
    _ files: [VectorFile], of exposure: Exposure = .everything,
    scalars: Scenario.ScalarPrecision? = nil
  ) throws {
    self.files = try files.map { try PowerFile($0, of: exposure, scalars: scalars) }
      .filter { $0.published.onlyAxis == nil && (scalars == nil || !$0.cases.isEmpty) }
  }

  /// What became of every fault in every file's dialect and format.
  ///
  /// Cases are tried in the order of the file, long ones last, until one rejects.
  public func rows(of faults: [Fault]) async throws -> [PowerRow] {
    let subjects = faults.map { PowerSubject($0) }
    return try await rows(of: subjects)
  }

  /// The same of the mutants of every file's dialect.
  ///
  /// Mutants that only write the rule's formulas differently have no row.
  public func mutantRows() async throws -> [PowerRow] {
    try await mapConcurrently(files) { file in
      SystematicMutants.all(of: file.published).compactMap { mutant in
        let row = file.row(of: PowerSubject(mutant))
        return row.verdict == .survived && mutant.isTheRule ? nil : row
      }
    }.flatMap(\.self)
  }

  func rows(of subjects: [PowerSubject]) async throws -> [PowerRow] {
    try await mapConcurrently(files) { file in
      subjects.map { file.row(of: $0) }
    }.flatMap(\.self)
  }

  /// For every case the faults that no other case of its file rejects.
  public func kills(of faults: [Fault]) async throws -> [CaseKills] {
    let subjects = faults.map { PowerSubject($0) }
    return try await mapConcurrently(files) { file in file.kills(of: subjects) }
      .flatMap(\.self)
  }
}

/// What became of a fault in the vectors of a dialect and format.
public struct PowerRow: Codable, Hashable, Sendable {
  /// The fault or mutant.
  public var fault: String
  /// The optimizer.
  public var optimizer: String
  /// The published dialect.
  public var dialect: String
  /// The storage format.
  public var format: String
  /// What became of it.
  public var verdict: Verdict

  /// What can become of a fault.
  public enum Verdict: Codable, Hashable, Sendable {
    /// A case rejects it.
    case rejected(Rejection)
    /// Every case admits it.
    case survived
    /// No vector of the format could reject it.
    case inexpressible(String)
    /// The dialect cannot have it.
    case notApplicable
  }
}

/// What a case is worth.
public struct CaseKills: Codable, Hashable, Sendable {
  /// The case.
  public var caseID: String
  /// The last part of its identifier: the kind of input.
  public var input: String
  /// How many subjects it rejects by their parameters alone.
  public var count: Int
  /// Those that no other case of the file rejects so.
  public var only: [String]
  /// Those that no other case of the file rejects so which needs nothing more: a
  /// program that can do no more than run this case is rejected by it alone.
  public var onlyOfItsNeeds: [String]
}

/// How many faults the vectors of an optimizer and format reject.
public struct PowerScore: Codable, Hashable, Sendable {
  /// The optimizer.
  public var optimizer: String
  /// The storage format.
  public var format: String
  /// The number of faults that the vectors of some dialect reject.
  public var rejected: Int
  /// The faults that apply to some dialect and survive in all of these.
  public var survivors: [String]

  /// Sums up rows, by optimizer and format.
  public static func scores(of rows: [PowerRow]) -> [PowerScore] {
    let groups = Dictionary(grouping: rows) { [$0.optimizer, $0.format] }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, rows in
      var survivors: Set<String> = []
      var rejected: Set<String> = []
      for row in rows {
        switch row.verdict {
        case .rejected: rejected.insert(row.fault)
        case .survived: survivors.insert(row.fault)
        case .inexpressible, .notApplicable: break
        }
      }
      return PowerScore(
        optimizer: key[0], format: key[1], rejected: rejected.count,
        survivors: survivors.subtracting(rejected).sorted())
    }
  }
}
