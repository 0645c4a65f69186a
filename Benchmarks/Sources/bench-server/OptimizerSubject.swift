import Dialects
import Formats
import Optimizers

/// The library's optimizer, stepped in place.
final class OptimizerSubject<Scalar: StorageScalar>: Subject {
  private var optimizer: ParameterOptimizer<Scalar>
  private let buffers: Buffers<Scalar>

  init(_ workload: Workload) throws {
    let (dialect, hyperparameters) = try workload.rule()
    optimizer = try ParameterOptimizer(
      dialect: dialect, arithmetic: Scalar.storageFormat)
    try optimizer.addGroup(hyperparameters)
    try optimizer.addTensor(shape: [workload.length])
    optimizer.threadCount = workload.threads
    buffers = Buffers(length: workload.length) { Scalar(nearest: $0) }
  }

  func step() throws {
    try optimizer.step(
      [buffers.parameters], gradients: [UnsafeBufferPointer(buffers.nextGradient())])
  }

  func parameters(_ count: Int) -> [Double] {
    buffers.parameters.prefix(count).map(\.exactDouble)
  }
}

/// The library's optimizer in the format of the workload.
func makeOptimizerSubject(_ workload: Workload) throws -> any Subject {
  switch workload.format {
  case "binary64": try OptimizerSubject<Double>(workload)
  case "binary32": try OptimizerSubject<Float>(workload)
  case "binary16": try OptimizerSubject<Binary16>(workload)
  case "bfloat16": try OptimizerSubject<BFloat16>(workload)
  default: throw Refusal.unsupported("format \(workload.format)")
  }
}

extension Workload {
  /// The dialect and hyperparameters: PyTorch's defaults.
  func rule() throws -> (Dialect, Hyperparameters) {
    switch optimizer {
    case "sgd-momentum": (.standard(.sgd), try .sgd(momentum: 0.9))
    case "adagrad": (.standard(.adagrad), try .adagrad())
    case "rmsprop": (.standard(.rmsprop), try .rmsprop())
    case "rmsprop-momentum": (.standard(.rmsprop), try .rmsprop(momentum: 0.9))
    case "rmsprop-centered":
      (.standard(.rmsprop).with(Centered.on), try .rmsprop())
    case "adam": (.standard(.adam), try .adam())
    case "adamw": (.standard(.adamw), try .adamw())
    case "amsgrad": (.standard(.amsgrad), try .amsgrad())
    default: throw Refusal.unsupported("optimizer \(optimizer)")
    }
  }

  /// The number of arrays of state.
  func stateCount() throws -> Int {
    switch optimizer {
    case "sgd-momentum", "adagrad", "rmsprop": 1
    case "rmsprop-momentum", "rmsprop-centered", "adam", "adamw": 2
    case "amsgrad": 3
    default: throw Refusal.unsupported("optimizer \(optimizer)")
    }
  }
}
