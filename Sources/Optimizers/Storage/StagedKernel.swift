import Dialects
import Formats

/// The loop for values staged in the narrower of `Float` and `Double` that holds those
/// of the arithmetic.
enum StagedKernel: Sendable {
  case float(UpdateKernel<Float>)
  case double(UpdateKernel<Double>)

  /// The state that the rule keeps, in the order of the buffers.
  var slots: [StateSlot] {
    switch self {
    case .float(let kernel): kernel.slots
    case .double(let kernel): kernel.slots
    }
  }

  /// The sum of two values of the arithmetic, rounded to it.
  func add(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .float(let kernel): kernel.add(a, b)
    case .double(let kernel): kernel.add(a, b)
    }
  }

  /// Evaluates the scalar part of a step.
  func prepare(
    _ moment: StepMoment, _ level: FloatFormat.SIMDLevel
  ) -> PreparedStagedStep {
    switch self {
    case .float(let kernel): .float(kernel.prepare(moment, level))
    case .double(let kernel): .double(kernel.prepare(moment, level))
    }
  }
}

/// A step on staged values with its scalars ready.
enum PreparedStagedStep {
  case float(PreparedStep<Float>)
  case double(PreparedStep<Double>)

  /// Π after the step (SPEC §7).
  var momentumProduct: Double {
    switch self {
    case .float(let step): step.momentumProduct
    case .double(let step): step.momentumProduct
    }
  }
}
