import Dialects
import Formats
import Optimizers
import _TestSupport

/// Compares steps of a random rule on wild values with the generic loops, and returns
/// what is wrong, or nil if nothing is.
public func ruleFault<Scalar: StorageScalar>(
  _ optimizer: OptimizerName, _: Scalar.Type, _ arithmetic: FloatFormat,
  _ level: FloatFormat.SIMDLevel, using generator: inout SplitMix64
) throws -> String? {
  let dialect = try Dialect(optimizer, randomChanges(optimizer, using: &generator))
  let hyper = try Hyperparameters(
    optimizer, randomHyperparameters(optimizer, using: &generator))
  let rule = try OptimizerRule(hyper, dialect: dialect.placingEpsilon(of: hyper))
  let count = generator.integer(in: 1...45)
  var generic = try Optimizer<Scalar>(
    rule, arithmetic: arithmetic, scalars: generator.choice(ScalarEvaluation.allCases))
  try generic.addTensor(shape: [count])
  generic.level = .scalar
  var fast = generic
  fast.level = level
  let initial: [Scalar] = generator.wildValues(count)
  let (expected, got) = (Place<Scalar>(capacity: count), Place<Scalar>(capacity: count))
  initial.withUnsafeBufferPointer {
    expected.put($0, at: 0)
    got.put($0, at: generator.integer(in: 0...15))
  }
  for step in 1...generator.integer(in: 2...8) {
    let gradient: [Scalar] = generator.wildValues(count)
    try gradient.withUnsafeBufferPointer { gradient in
      try generic.step([expected.elements], gradients: [gradient])
      try fast.step([got.elements], gradients: [gradient])
    }
    guard canonical(fast, got.elements) == canonical(generic, expected.elements) else {
      return """
        \(Scalar.format) in \(arithmetic), \(level), step \(step), \(dialect), \
        \(hyper.given): other bits
        """
    }
  }
  return got.isUntouchedOutside ? nil : "\(dialect): writes beside the elements"
}

/// All that can be seen of an optimizer with one tensor, with one NaN.
private func canonical<Scalar>(
  _ optimizer: Optimizer<Scalar>, _ parameters: UnsafeMutableBufferPointer<Scalar>
) -> [[UInt64]] {
  [canonicalEncodings(parameters)]
    + optimizer.slots(ofTensor: 0).map { optimizer.canonicalState($0, ofTensor: 0) }
}
