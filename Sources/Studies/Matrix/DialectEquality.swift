import Dialects
import Oracle
import Rules

/// Why two published dialects are one in real arithmetic.
enum DialectEquality {
  /// The argument, or nil if none is known.
  static func argument(
    _ first: PublishedDialect, _ second: PublishedDialect
  ) -> String? {
    let (a, b) = (first.dialect, second.dialect)
    if a.isClockless && b.isClockless && a.countingPerTensor == b.countingPerTensor {
      return "the number of steps does not enter the rule"
    }
    // Where an optimizer takes no rows, those of a tensor count what it counts.
    let hasRows = a[AbsentRows.self] != nil
    let (c, d) = hasRows ? (a, b) : (a.countingRowsPerTensor, b.countingRowsPerTensor)
    if c == d { return "the optimizer takes no rows, which would count for themselves" }
    if areIdentical(c, d) {
      return "their programs are equal as expressions, for every set of terms"
    }
    return known(a, b) ?? known(b, a)
  }

  /// Whether all programs of both are proved equal.
  private static func areIdentical(_ a: Dialect, _ b: Dialect) -> Bool {
    let optimizer = a.optimizer
    return TermSet.all(of: optimizer).allSatisfy { terms in
      guard let hyperparameters = terms.hyperparameters(optimizer) else { return true }
      return [true, false].allSatisfy { isFirst in
        [true, false].allSatisfy { isRectified in
          func program(_ dialect: Dialect) -> Program {
            Program(
              dialect: dialect, hyperparameters: hyperparameters, isFirst: isFirst,
              isRectified: isRectified)
          }
          return a.runsAsItsProgram && b.runsAsItsProgram
            && ProgramIdentity.areEqual(program(a), program(b))
        }
      }
    }
  }

  /// Arguments beyond the equality of expressions.
  private static func known(_ a: Dialect, _ b: Dialect) -> String? {
    if a[Centered.self] == .on, a[VarianceClamp.self] == .off,
      a.with(VarianceClamp.zero) == b
    {
      return "v ≥ m² in real arithmetic (Cauchy–Schwarz: both averages have the same "
        + "weights, whose sum is at most 1), so the clamp never acts"
    }
    return nil
  }
}

extension Dialect {
  /// Whether no program of the dialect contains the number of steps, or is another one
  /// in a tensor's first step.
  fileprivate var isClockless: Bool {
    TermSet.all(of: optimizer).allSatisfy { terms in
      guard let hyperparameters = terms.hyperparameters(optimizer) else { return true }
      func program(isFirst: Bool) -> Program {
        Program(
          dialect: self, hyperparameters: hyperparameters, isFirst: isFirst,
          isRectified: true)
      }
      let usual = program(isFirst: false)
      return !usual.scalars.contains(where: \.isRunning)
        && (self[AbsentRows.self] == nil
          || ProgramIdentity.areEqual(usual, program(isFirst: true)))
    }
  }

  /// The same dialect with the clocks of tensors in place of those of rows.
  fileprivate var countingRowsPerTensor: Dialect {
    self[StepClock.self] == .row ? with(StepClock.tensor) : self
  }

  /// The same dialect with the standard clock.
  fileprivate var countingPerTensor: Dialect {
    self[StepClock.self] == nil ? self : with(StepClock.tensor)
  }

  /// Whether a step depends on nothing but the program: no rows, and t as usual.
  fileprivate var runsAsItsProgram: Bool {
    (self[AbsentRows.self] ?? .zero) == .zero
      && (self[DuplicateRows.self] ?? .sum) == .sum
      && (self[StepClock.self] ?? .tensor) == .tensor
  }
}

/// Which terms of a rule are present.
private struct TermSet {
  let present: [Hyperparameter]

  /// Every set of the optimizer's optional terms.
  static func all(of optimizer: OptimizerName) -> [TermSet] {
    let optional = optimizer.definition.hyperparameters.filter { $0.neutral != nil }
    return (0..<(1 << optional.count)).map { mask in
      TermSet(
        present: optional.enumerated().filter { mask >> $0.offset & 1 == 1 }
          .map(\.element))
    }
  }

  /// Hyperparameters that have just these terms.
  func hyperparameters(_ optimizer: OptimizerName) -> Hyperparameters? {
    var values: [Hyperparameter: Double] = [:]
    for name in optimizer.definition.hyperparameters where name.neutral == nil {
      values[name] = 0.5
    }
    for name in present { values[name] = 0.25 }
    return try? Hyperparameters(optimizer, values)
  }
}
