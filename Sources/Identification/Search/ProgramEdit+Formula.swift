import Deviations
import Dialects
import Rules

extension ProgramEdit {
  /// Whether two edits of a dialect give the same formulas, differently written perhaps,
  /// where those hyperparameters have terms.
  func isSameFormula(as other: ProgramEdit, terms: Set<Hyperparameter>) -> Bool {
    let optimizer = dialect.optimizer
    let names = optimizer.definition.hyperparameters.filter {
      terms.contains($0) || $0.neutral == nil
    }
    guard
      let values = try? Hyperparameters(
        optimizer, Dictionary(uniqueKeysWithValues: names.map { ($0, 0.5) }))
    else { return false }
    return dialect.situations.allSatisfy { situation in
      let right = Program(
        dialect: dialect, hyperparameters: values, isFirst: situation.isFirst,
        isRectified: situation.isRectified)
      func program(_ edit: ProgramEdit) -> Program {
        edit.program(
          values, isFirst: situation.isFirst, isRectified: situation.isRectified,
          right: right)
      }
      let (a, b) = (program(self), program(other))
      return a.isSameCode(as: b) || ProgramIdentity.areEqual(a, b)
    }
  }
}

extension Dialect {
  /// The situations that decide between programs of a rule, as far as steps come into
  /// them: the first one is never rectified.
  var situations: [(isFirst: Bool, isRectified: Bool)] {
    self[RectificationThreshold.self] == nil
      ? [(false, true), (true, true)] : [(false, true), (false, false), (true, false)]
  }
}
