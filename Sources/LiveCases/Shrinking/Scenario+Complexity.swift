import Dialects
import Formats
import Scenarios

extension Scenario {
  /// Whether the run is simpler than another: by a measure that cannot fall for ever.
  func isSimpler(than other: Scenario) -> Bool {
    complexity.lexicographicallyPrecedes(other.complexity)
  }

  /// Numbers of tensors, steps, elements, features and hyperparameters, and how long the
  /// numbers are to write.
  private var complexity: [Int] {
    guard case .listed(let steps) = steps else { return [.max] }
    var features = (hasMaster ? 1 : 0) + (stochastic == nil ? 0 : 1)
    features += tensors.count { $0.past != nil }
    features += groups.count { $0.schedule != nil }
    var digits = 0
    for step in steps {
      features += (step.before.restores ? 1 : 0) + (step.before.rewinds ? 1 : 0)
      features += (step.before.saves ? 1 : 0) + (step.before.builtWith == nil ? 0 : 1)
      features += (step.repeatsGradients ? 1 : 0) + step.changes.count { !$0.isEmpty }
      features += step.gradients.count { $0?.isSparse ?? true }
      digits += step.learningRates.reduce(0) { $0 + ($1?.digits ?? 0) }
      for case let gradient? in step.gradients {
        digits += gradient.values.reduce(0) { $0 + storage.decode($1).digits }
      }
    }
    for tensor in tensors {
      digits += tensor.initial.reduce(0) { $0 + storage.decode($1).digits }
    }
    let given = groups.flatMap { Array($0.hyperparameters.given) }
    digits += given.reduce(0) { $0 + $1.value.digits }
    return [
      tensors.count, steps.count, tensors.reduce(0) { $0 + $1.elementCount },
      features, given.count, tensors.reduce(0) { $0 + $1.shape.count }, digits,
    ]
  }
}

extension Double {
  /// How long the number is to write.
  var digits: Int {
    guard isFinite else { return 64 }
    if self == 0 { return 0 }
    if self == 1 { return 1 }
    return 2 + description.utf8.count
  }
}
