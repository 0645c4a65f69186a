import Dialects
import Foundation
import RandomNumbers
import Rules

/// A step evaluated in binary64, to tell quickly whether two programs differ.
struct RealEvaluation {
  /// The new parameter, every new slot and every remembered scalar.
  let results: [Double]

  /// Whether two programs agree at 64 points of the kind that training meets:
  /// averages of squares are positive, and rates are between 0 and 1.
  ///
  /// Points at which `right` has no value do not count.
  static func agree(_ changed: Program, _ right: Program) -> Bool {
    var compared = 0
    for seed in 0..<64 {
      let x = RealEvaluation(right, seed: seed).results
      let y = RealEvaluation(changed, seed: seed).results
      guard x.count == y.count else { return false }
      if x.contains(where: \.isNaN) { continue }
      compared += 1
      let areNear = zip(x, y).allSatisfy { x, y in
        x == y || (x - y).magnitude <= 1e-9 * max(x.magnitude, y.magnitude)
      }
      if !areNear { return false }
    }
    return compared > 0
  }

  private init(_ program: Program, seed: Int) {
    // What a leaf is worth depends on its name alone, so that two programs agree.
    func fraction(_ name: String) -> Double {
      let hash = SplitMix64.seed(named: "\(seed) \(name)")
      let mixed = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
      return Double(mixed >> 11) * 0x1p-53
    }
    let t = 6 + seed % 9
    var scalars: [Double] = []
    for node in program.scalars {
      switch node {
      case .hyperparameter(let name):
        // RAdam's root needs a long average.
        let low = name == .beta2 ? 0.9 : 0.2
        scalars.append(low + (0.95 - low) * fraction("\(name)"))
      case .groupLearningRate: scalars.append(0.2 + fraction("group"))
      case .integer(let integer): scalars.append(Double(integer.value(step: t)))
      case .constant(let value): scalars.append(value)
      case .memory(let slot): scalars.append(0.2 + 0.7 * fraction("\(slot)"))
      case .operation(let operation):
        scalars.append(Self.apply(operation, step: t) { scalars[$0] })
      }
    }
    var elements: [Double] = []
    for node in program.elements {
      switch node {
      case .parameter: elements.append(4 * fraction("parameter") - 2)
      case .gradient: elements.append(4 * fraction("gradient") - 2)
      case .state(let slot):
        let value = fraction("\(slot)")
        switch slot {
        case .firstMoment, .gradientAverage, .momentumBuffer, .masterParameter:
          elements.append(2 * value - 1)
        default: elements.append(1 + value)
        }
      case .scalar(let scalar): elements.append(scalars[scalar])
      case .operation(let operation):
        elements.append(Self.apply(operation, step: t) { elements[$0] })
      }
    }
    results =
      [elements[program.parameter]] + program.state.map { elements[$0.node] }
      + program.memory.map { scalars[$0.node] }
  }

  private static func apply(
    _ operation: Rules.Operation, step: Int, _ value: (Int) -> Double
  ) -> Double {
    switch operation {
    case .sum(let a, let b): value(a) + value(b)
    case .difference(let a, let b): value(a) - value(b)
    case .product(let a, let b): value(a) * value(b)
    case .quotient(let a, let b): value(a) / value(b)
    case .squareRoot(let a): value(a).squareRoot()
    case .maximum(let a, let b): max(value(a), value(b))
    case .magnitude(let a): value(a).magnitude
    case .negation(let a): -value(a)
    case .power(let a, let exponent): pow(value(a), Double(exponent.value(step: step)))
    case .realPower(let a, let b): pow(value(a), value(b))
    case .cosinePi(let a): cos(.pi * value(a))
    }
  }
}
