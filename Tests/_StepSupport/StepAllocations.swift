import Formats
import Optimizers
import _Allocations

/// What steps in a steady state ask of the allocator.
public struct StepAllocations: Hashable, Sendable {
  /// How often the thread that takes the steps asks, over `stepCount` steps.
  public var ofThread: Int
  /// How often all threads together ask, in the step in which it is least.
  public var ofAll: Int

  /// Nothing at all.
  public static let none = StepAllocations(ofThread: 0, ofAll: 0)
  /// The steps that are looked at.
  public static let stepCount = 20
  /// Whether anything is counted here.
  public static var areCounted: Bool { allocationsAreCounted() }

  /// Measures steps in place, after one that is not.
  public static func measure<Scalar: StorageScalar>(
    _ scenario: Scenario, _: Scalar.Type, _ arithmetic: FloatFormat, count: Int,
    threads: Int, level: FloatFormat.SIMDLevel = .current, stochasticSeed: UInt32? = nil
  ) throws -> StepAllocations {
    var optimizer = try Optimizer<Scalar>(
      scenario.rule, arithmetic: arithmetic, stochasticSeed: stochasticSeed,
      threads: threads)
    try optimizer.addTensor(shape: [count])
    optimizer.level = level
    var values: [Scalar] = Scalar.values(
      nearestTo: Array(repeating: 0.5, count: count))
    let gradient = values
    return try values.withUnsafeMutableBufferPointer { values in
      try gradient.withUnsafeBufferPointer { gradient in
        let (parameters, gradients) = ([values], [gradient as Optional])
        return try measure {
          try optimizer.step(parameters, gradients: gradients)
        }
      }
    }
  }

  /// Measures steps on arrays.
  public static func measureArrays<Scalar: StorageScalar>(
    _ scenario: Scenario, _: Scalar.Type, count: Int
  ) throws -> StepAllocations {
    var optimizer: Optimizer<Scalar> = try scenario.make(counts: [count])
    var values = [Scalar.values(nearestTo: Array(repeating: 0.5, count: count))]
    let gradients = [values[0] as Optional]
    return try measure { try optimizer.step(&values, gradients: gradients) }
  }

  private static func measure(_ step: () throws -> Void) rethrows -> StepAllocations {
    try step()
    var result = StepAllocations(ofThread: 0, ofAll: .max)
    for _ in 1...stepCount {
      let (own, all) = (allocationsOfThread().count, allocationCount())
      try step()
      result.ofThread += Int(allocationsOfThread().count - own)
      // Other tests may run meanwhile; but hardly in every step.
      result.ofAll = min(result.ofAll, Int(allocationCount() - all))
    }
    return result
  }
}

extension Numbers {
  /// What steps in optimized code should ask for.
  public var stepAllocations: StepAllocations {
    // A generic loop is a closure, which the step creates.
    let perStep = isVectorized ? 0 : 1
    return StepAllocations(
      ofThread: perStep * StepAllocations.stepCount, ofAll: perStep)
  }
}
