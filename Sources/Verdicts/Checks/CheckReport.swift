import Vectors

/// The outcome of a check.
public struct CheckReport: Codable, Sendable {
  /// What was checked.
  public var implementation: ImplementationDescription
  /// The version of the vectors' data.
  public var dataVersion: String
  /// A row for each optimizer, code path and format.
  public var rows: [Row]
  /// The verdict of every case.
  public var verdicts: [CaseVerdict]
  /// What the cases ask of each claim, and what they leave out.
  public var claims: [ClaimCoverage]
  /// What was left out on demand, and so what the verdict does not cover: for each input
  /// its comment and the number of its cases.
  public var leftOut: [LeftOut]

  /// Cases of one input that were not asked.
  public struct LeftOut: Codable, Hashable, Sendable {
    /// The input, which ends the ids of its cases.
    public var input: String
    /// What the input is for.
    public var comment: String
    /// The number of cases.
    public var count: Int
  }

  /// What became of the cases of one optimizer, code path and format.
  public struct Row: Codable, Sendable {
    /// The optimizer.
    public var optimizer: String
    /// The code path, if the implementation has several.
    public var path: String?
    /// The storage format.
    public var format: String
    /// The number of cases that conform.
    public var conforming = 0
    /// The number of cases with a value outside its enclosure.
    public var mismatched = 0
    /// The number of cases that the implementation declined.
    public var skipped = 0
    /// The number of cases whose bounds admit everything.
    public var nothingCompared = 0
    /// The number of cases in which it failed.
    public var failed = 0
    /// The number of values compared in the conforming cases.
    public var valueCount = 0
    /// The number of those that are the reference to the bit.
    public var referenceCount = 0
    /// κ* of the farthest value of the conforming cases.
    public var largestBudget = 0.0
    /// The case that it is in.
    public var farthestCase: String?
  }

  /// The number of cases.
  public var caseCount: Int { verdicts.count }
  /// The number of cases that were made for the check.
  public var liveCount: Int { verdicts.count { $0.isLive ?? false } }
  /// Whether every case ran and conforms.
  public var conforms: Bool {
    !verdicts.isEmpty && rows.allSatisfy { $0.mismatched + $0.failed == 0 }
      && ranCount > 0
  }
  /// The number of cases that were answered with values.
  public var ranCount: Int { rows.reduce(0) { $0 + $1.conforming + $1.mismatched } }
  /// The number of cases with a value outside its enclosure.
  public var mismatchCount: Int { rows.reduce(0) { $0 + $1.mismatched } }
  /// The number of cases that were answered, but whose bounds admit everything.
  public var nothingComparedCount: Int { rows.reduce(0) { $0 + $1.nothingCompared } }
  /// The number of cases in which the implementation failed.
  public var failureCount: Int { rows.reduce(0) { $0 + $1.failed } }

  /// Sums up verdicts; the farthest value of each row gets its κ* by bisection.
  ///
  /// - Parameters:
  ///   - description: What the implementation said of itself.
  ///   - dataVersion: The version of the vectors' data.
  ///   - cases: The cases that were asked.
  ///   - verdicts: Their verdicts, in the same order.
  ///   - claims: What the cases ask of each claim.
  ///   - leftOut: The cases that were claimed and left out.
  public init(
    _ description: ImplementationDescription, dataVersion: String,
    cases: [ConformanceCheck.SelectedCase], verdicts: [CaseVerdict],
    claims: [ClaimCoverage] = [], leftOut: [ConformanceCheck.SelectedCase] = []
  ) async throws {
    self.claims = claims
    self.leftOut = leftOut.reduce(into: []) { inputs, selected in
      let vectorCase = selected.vectorCase
      let input = vectorCase.id.split(separator: "/").last.map(String.init) ?? ""
      if let index = inputs.firstIndex(where: { $0.input == input }) {
        inputs[index].count += 1
      } else {
        inputs.append(LeftOut(input: input, comment: vectorCase.comment, count: 1))
      }
    }
    implementation = description
    self.dataVersion = dataVersion
    self.verdicts = verdicts
    var rows: [Row] = []
    var members: [[Int]] = []
    for (index, verdict) in verdicts.enumerated() {
      let position =
        rows.firstIndex {
          $0.optimizer == verdict.optimizer && $0.path == verdict.path
            && $0.format == verdict.format
        }
        ?? {
          rows.append(
            Row(optimizer: verdict.optimizer, path: verdict.path, format: verdict.format))
          members.append([])
          return rows.count - 1
        }()
      members[position].append(index)
      switch verdict.outcome {
      case .conforms(let closeness):
        rows[position].conforming += 1
        rows[position].valueCount += closeness.valueCount
        rows[position].referenceCount += closeness.referenceCount
      case .mismatch: rows[position].mismatched += 1
      case .skipped: rows[position].skipped += 1
      case .nothingCompared: rows[position].nothingCompared += 1
      case .failed: rows[position].failed += 1
      }
    }
    let farthest = try await mapConcurrently(members) { indices in
      Self.farthest(of: indices, cases: cases, verdicts: verdicts)
    }
    for (position, farthest) in farthest.enumerated() {
      rows[position].largestBudget = farthest.budget
      rows[position].farthestCase = farthest.caseID
    }
    self.rows = rows
  }

  /// κ* of the farthest value of the conforming cases among `indices`.
  ///
  /// The cases are visited in the order of their estimates, and each estimate
  /// is replaced by the result of bisection, until no estimate left is greater
  /// than the best result. Over thousands of generated steps bisection is slow
  /// and enclosures grow in proportion to the budget: there the estimate stands.
  private static func farthest(
    of indices: [Int], cases: [ConformanceCheck.SelectedCase], verdicts: [CaseVerdict]
  ) -> (budget: Double, caseID: String?) {
    let candidates = indices.compactMap { index -> (index: Int, closeness: Closeness)? in
      guard case .conforms(let closeness) = verdicts[index].outcome else { return nil }
      return (index, closeness)
    }.sorted { $0.closeness.largestBudget > $1.closeness.largestBudget }
    var best: (budget: Double, caseID: String?) = (0, nil)
    for (index, closeness) in candidates {
      guard closeness.largestBudget > best.budget, let place = closeness.place,
        let observed = closeness.observed
      else { break }
      var budget = closeness.largestBudget
      let scenario = cases[index].vectorCase.scenario
      if case .listed = scenario.steps {
        budget = scenario.minimalBudget(of: observed, at: place.place)
      }
      if budget > best.budget { best = (budget, verdicts[index].caseID) }
    }
    return best
  }
}
