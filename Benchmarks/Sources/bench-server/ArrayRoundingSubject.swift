import CPeers
import Dialects
import Formats
import Optimizers

/// The usual emulation of a narrow format: binary32 arrays, rounded after each
/// array operation, by code for any format or for this one.
final class ArrayRoundingSubject: Subject {
  private let workload: Workload
  private let format: FloatFormat
  private var rounding: array_format
  private let hyperparameters: Hyperparameters
  private let buffers: Buffers<Float>
  private var states: [[Float]]
  private var scratch: [Float]
  private var stepCount = 0

  init(_ workload: Workload, isFormatKnown: Bool) throws {
    switch workload.format {
    case "binary16": format = .binary16
    case "bfloat16": format = .bfloat16
    default: throw Refusal.unsupported("array rounding to \(workload.format)")
    }
    rounding = array_format(
      precision: CInt(format.precision), min_exponent: CInt(format.minimumExponent),
      max_exponent: CInt(format.maximumExponent), is_known: isFormatKnown)
    guard ["adam", "rmsprop"].contains(workload.optimizer) else {
      throw Refusal.unsupported("array rounding of \(workload.optimizer)")
    }
    self.workload = workload
    hyperparameters = try workload.rule().hyperparameters
    let format = format
    buffers = Buffers(length: workload.length) { Self.rounded(Double($0), format) }
    let zeros = [Float](repeating: 0, count: workload.length)
    states = Array(repeating: zeros, count: try workload.stateCount())
    scratch = zeros + zeros
  }

  private static func rounded(_ value: Double, _ format: FloatFormat) -> Float {
    Float(format.decode(format.encode(value)))
  }

  /// A scalar as the elements meet it: rounded once to the format.
  private func scalar(_ value: Double) -> Float { Self.rounded(value, format) }

  func step() {
    stepCount += 1
    let gradient = buffers.nextGradient()
    let (given, count) = (hyperparameters, workload.length)
    if workload.optimizer == "rmsprop" {
      array_rmsprop(
        buffers.parameters.baseAddress, gradient.baseAddress, &states[0], &scratch,
        count, scalar(given[.learningRate]), scalar(given[.decay]),
        scalar(1 - given[.decay]), scalar(given[.epsilon]), &rounding)
    } else {
      var (firsts, seconds) = (states[0], states[1])
      states = []
      array_adam(
        buffers.parameters.baseAddress, gradient.baseAddress, &firsts, &seconds,
        &scratch, count, scalar(given[.learningRate]), scalar(given[.beta1]),
        scalar(1 - given[.beta1]), scalar(given[.beta2]), scalar(1 - given[.beta2]),
        scalar(1 - power(given[.beta1])), scalar(1 - power(given[.beta2])),
        scalar(given[.epsilon]), &rounding)
      states = [firsts, seconds]
    }
  }

  /// β^t to a few units in the last place, which the rounding to 16 bits hides.
  private func power(_ base: Double) -> Double {
    (0..<stepCount).reduce(1) { product, _ in product * base }
  }

  func parameters(_ count: Int) -> [Double] {
    buffers.parameters.prefix(count).map { Double($0) }
  }
}
