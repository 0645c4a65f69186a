import Dialects
import Rules
import _TestSupport

/// Everything that decides what a program looks like.
struct Combination: CustomStringConvertible {
  let dialect: Dialect
  let hyperparameters: Hyperparameters
  let isFirst: Bool
  var isRectified = true

  var program: Program {
    Program(
      dialect: dialect, hyperparameters: hyperparameters, isFirst: isFirst,
      isRectified: isRectified)
  }

  var description: String {
    let names = hyperparameters.given.keys.map(\.rawValue).sorted()
    return "\(dialect) with \(names.joined(separator: ", "))\(isFirst ? ", first" : "")"
      + (isRectified ? "" : ", not rectified")
  }
}

extension Combination {
  /// A dialect with every pattern of present hyperparameters, in every kind of step.
  static func all(of dialect: Dialect) throws -> [Combination] {
    let optimizer = dialect.optimizer
    var combinations: [Combination] = []
    for pattern in 0..<(1 << optional(optimizer).count) {
      let hyperparameters = try hyperparameters(optimizer, pattern: pattern)
      for isRectified in dialect.optimizer == .radam ? [true, false] : [true] {
        for isFirst in [false, true] {
          combinations.append(
            Combination(
              dialect: dialect, hyperparameters: hyperparameters, isFirst: isFirst,
              isRectified: isRectified))
        }
      }
    }
    return combinations
  }

  /// A dialect of random values on its axes, published or not.
  static func random(_ random: inout SplitMix64) throws -> Combination {
    let optimizer = random.choice(OptimizerName.allCases)
    var changes: [Axis: String] = [:]
    for (axis, _) in optimizer.definition.axes {
      changes[axis] = random.choice(axis.values)
    }
    let pattern = random.integer(in: 0...(1 << optional(optimizer).count) - 1)
    return Combination(
      dialect: try Dialect(optimizer, changes),
      hyperparameters: try hyperparameters(optimizer, pattern: pattern),
      isFirst: random.bool(), isRectified: random.bool())
  }

  /// The hyperparameters that may be absent.
  private static func optional(_ optimizer: OptimizerName) -> [Hyperparameter] {
    optimizer.definition.hyperparameters.filter { $0.neutral != nil }
  }

  /// Those present whose bit of the pattern is set.
  private static func hyperparameters(
    _ optimizer: OptimizerName, pattern: Int
  ) throws -> Hyperparameters {
    var values = required(optimizer)
    for (index, name) in optional(optimizer).enumerated() where pattern >> index & 1 == 1
    {
      values[name] = 0.25
    }
    return try Hyperparameters(optimizer, values)
  }

  static func required(_ optimizer: OptimizerName) -> [Hyperparameter: Double] {
    var values: [Hyperparameter: Double] = [:]
    for name in optimizer.definition.hyperparameters where name.neutral == nil {
      values[name] = 0.5
    }
    return values
  }
}

/// The published dialects, each once though two may differ in their epsilons only.
let publishedDialects: [Dialect] = {
  var seen: Set<Dialect> = []
  return PublishedDialect.all.map(\.dialect).filter { seen.insert($0).inserted }
}()
