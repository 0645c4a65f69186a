import Dialects
import Formats
import Oracle
import Scenarios

/// One thing that a program may be.
struct Candidate: Hashable, Sendable {
  /// The index of its dialect in the family, which is standard in what follows.
  var rule: Int
  /// What t counts; nil where the optimizer has no such axis.
  var clock: StepClock?
  /// What becomes of absent rows, likewise.
  var absentRows: AbsentRows?
  /// What repeated rows mean, likewise.
  var duplicateRows: DuplicateRows?
  /// What becomes of the epsilons.
  var epsilon = EpsilonUse.asGiven
  /// How hyperparameters reach the elements.
  var scalars = ScalarUse.specified(.wide)

  /// Something on which candidates differ besides their rules.
  enum Dimension: CaseIterable {
    case clock, absentRows, duplicateRows, epsilon
  }
}

extension Family {
  /// The dialect of a candidate.
  func dialect(of candidate: Candidate) -> Dialect {
    var dialect = rules[candidate.rule]
    if let clock = candidate.clock { dialect = dialect.with(clock) }
    if let rows = candidate.absentRows { dialect = dialect.with(rows) }
    if let rows = candidate.duplicateRows { dialect = dialect.with(rows) }
    return dialect
  }

  /// The candidate of a dialect.
  ///
  /// A dialect with values that act on nothing is found as the one without them.
  func candidate(of dialect: Dialect) -> Candidate? {
    guard let rule = rule(of: dialect) else { return nil }
    return Candidate(
      rule: rule, clock: dialect[StepClock.self], absentRows: dialect[AbsentRows.self],
      duplicateRows: dialect[DuplicateRows.self])
  }

  /// The execution of `scenario` by a candidate.
  func execution(of scenario: Scenario, by candidate: Candidate) -> Execution {
    Execution(
      of: scenario.carriedOut(
        as: dialect(of: candidate), scalars: candidate.scalars.precision,
        groups: scenario.groups.map { $0.using(candidate.epsilon) })
    ).rounding(candidate.scalars)
  }
}

extension Scenario.Group {
  /// The group with its epsilons where a program puts them.
  func using(_ epsilon: EpsilonUse) -> Scenario.Group {
    guard epsilon != .asGiven else { return self }
    return Scenario.Group(
      hyperparameters: hyperparameters.using(epsilon), tensors: tensors,
      schedule: schedule)
  }
}

extension Hyperparameters {
  /// The hyperparameters with the epsilons where a program puts them.
  func using(_ epsilon: EpsilonUse) -> Hyperparameters {
    guard epsilon != .asGiven else { return self }
    return (try? Hyperparameters(optimizer, epsilon.values(given))) ?? self
  }
}
