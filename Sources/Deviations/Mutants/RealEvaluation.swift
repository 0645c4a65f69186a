import Dialects
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
    var point = RealPoint(seed: seed)
    let values = program.evaluate(in: &point)
    results =
      [values.elements[program.parameter]]
      + program.state.map { values.elements[$0.node] }
      + program.memory.map { values.scalars[$0.node] }
  }
}

/// Real numbers, near enough, at a random point.
private struct RealPoint: Algebra {
  let seed: Int
  /// The step number t.
  private var t: Int { 6 + seed % 9 }

  init(seed: Int) { self.seed = seed }

  /// A number from 0 to 1.
  ///
  /// What a leaf is worth depends on its name alone, so that two programs agree.
  private func fraction(_ name: String) -> Double {
    let hash = SplitMix64.seed(named: "\(seed) \(name)")
    let mixed = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
    return Double(mixed >> 11) * 0x1p-53
  }

  func value(of name: Hyperparameter) -> Double {
    // RAdam's root needs a long average.
    let low = name == .beta2 ? 0.9 : 0.2
    return low + (0.95 - low) * fraction("\(name)")
  }
  func groupLearningRate() -> Double { 0.2 + fraction("group") }
  func value(of integer: StepInteger) -> Double { Double(integer.value(step: t)) }
  func value(of constant: Double) -> Double { constant }
  func value(of slot: ScalarSlot) -> Double { 0.2 + 0.7 * fraction("\(slot)") }
  func parameter() -> Double { 4 * fraction("parameter") - 2 }
  func gradient() -> Double { 4 * fraction("gradient") - 2 }
  func value(of slot: StateSlot) -> Double {
    let value = fraction("\(slot)")
    return switch slot {
    case .firstMoment, .gradientAverage, .momentumBuffer, .masterParameter: 2 * value - 1
    default: 1 + value
    }
  }

  func apply(_ operation: Rules.Operation<Double>, at node: ProgramNode) -> Double {
    operation.approximateValue(step: t)
  }
}
