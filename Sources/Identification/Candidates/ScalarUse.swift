import Dialects
import Formats
import Oracle
import Scenarios

/// How a program computes its scalars.
struct ScalarUse: Hashable, Sendable {
  /// The mode, as a scenario says it.
  var precision: Scenario.ScalarPrecision
  /// The hyperparameters that are rounded to binary32 before anything is computed.
  var rounded: Set<Hyperparameter> = []

  /// A mode, with every hyperparameter as it is given.
  static func specified(_ precision: Scenario.ScalarPrecision) -> ScalarUse {
    ScalarUse(precision: precision)
  }

  /// Every hyperparameter is rounded to binary32; then all is as `wide`.
  static func single(_ optimizer: OptimizerName) -> ScalarUse {
    ScalarUse(precision: .wide, rounded: Set(optimizer.definition.hyperparameters))
  }

  /// The modes that differ for an optimizer where elements are computed in a format.
  static func all(of family: Family, in arithmetic: FloatFormat) -> [ScalarUse] {
    let all: [ScalarUse] =
      switch arithmetic {
      case .binary64:
        [.specified(.wide), .single(family.optimizer), .specified(.workingProducts)]
      case .binary32: Scenario.ScalarPrecision.allCases.map { .specified($0) }
      default: [.specified(.wide), .specified(.working), .single(family.optimizer)]
      }
    return all.filter { family.hasPowers || !$0.precision.multipliesPowers }
  }

  /// The modes in which some of `names` are rounded first, and others not.
  static func partial(
    _ names: Set<Hyperparameter>, in arithmetic: FloatFormat
  ) -> [ScalarUse] {
    let modes: [Scenario.ScalarPrecision] =
      switch arithmetic {
      case .binary64: [.wide, .workingProducts]
      case .binary32: [.wide, .wideConstants, .wideConstantsProducts]
      default: [.wide]
      }
    var subsets: [Set<Hyperparameter>] = [[]]
    for name in names.sorted(by: { $0.rawValue < $1.rawValue }) {
      subsets += subsets.map { $0.union([name]) }
    }
    // Few exceptions before many.
    return subsets.sorted { $0.count < $1.count }.flatMap { subset in
      modes.map { ScalarUse(precision: $0, rounded: subset) }
    }
  }

  /// The name in reports: that of the mode, or `single` where every hyperparameter is
  /// rounded to binary32 first.
  func name(of optimizer: OptimizerName) -> String {
    self == .single(optimizer) ? "single" : precision.rawValue
  }

  /// The name, and which hyperparameters are rounded where not all are.
  func words(of optimizer: OptimizerName) -> String {
    guard self != .single(optimizer), !rounded.isEmpty else { return name(of: optimizer) }
    let names = rounded.map(\.rawValue).sorted().joined(separator: ", ")
    return "\(precision.rawValue) with \(names) in binary32"
  }
}

extension Execution {
  /// The execution with hyperparameters rounded as a program does it, after whatever its
  /// procedure does to them.
  func rounding(_ use: ScalarUse) -> Execution {
    let names = use.rounded
    guard !names.isEmpty else { return self }
    var result = self
    guard use != .single(scenario.dialect.optimizer) else {
      if procedure.rounding.hyperparameters == nil {
        result.procedure.rounding.hyperparameters = (.binary32, .nearestEven)
      }
      return result
    }
    result.procedure.hyperparameters = { [procedure] given, group in
      (procedure.hyperparameters?(given, group) ?? given[group]).roundedToBinary32(names)
    }
    if names.contains(.learningRate) {
      result.procedure.learningRate = { [procedure] context in
        (procedure.learningRate?(context) ?? context.given[context.group]).map {
          Double(Float($0))
        }
      }
    }
    return result
  }
}

extension Hyperparameters {
  /// The same with some of the values rounded to binary32.
  fileprivate func roundedToBinary32(_ names: Set<Hyperparameter>) -> Hyperparameters {
    let values = given.map { name, value in
      (name, names.contains(name) ? Double(Float(value)) : value)
    }
    // A value that rounds out of its domain, as 1 − 2⁻³⁰ does, stays what it was.
    return (try? Hyperparameters(optimizer, Dictionary(uniqueKeysWithValues: values)))
      ?? self
  }
}
