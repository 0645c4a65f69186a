import Dialects
import Verdicts

extension ResolvedClaim {
  /// The hyperparameters nearest to `given` that the claim admits: fixed ones are what they
  /// are, those of a range lie in it, and those that must be used are.
  func fitting(_ given: [Hyperparameter: Double]) -> [Hyperparameter: Double] {
    var result = given
    for (name, claimed) in values where hyperparameters.contains(name) {
      let value = given[name] ?? name.neutral
      switch claimed {
      case .only(let fixed): result[name] = fixed
      case .range(let range):
        result[name] = min(
          max(value ?? range.lowerBound, range.lowerBound), range.upperBound)
      case .used: if value == nil || value == name.neutral { result[name] = 0.5 }
      }
    }
    return result
  }

  /// The changes of hyperparameters that the claim admits.
  func fittingChanges(_ changes: [Hyperparameter: Double]) -> [Hyperparameter: Double] {
    changes.filter { name, value in
      hyperparameters.contains(name) && values[name]?.contains(value, of: name) ?? true
    }
  }
}
