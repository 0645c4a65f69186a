import Dialects
import Formats
import Optimizers

/// A storage type that is measured.
protocol MeasuredScalar: StorageScalar {
  init(_ value: Float)
  var double: Double { get }
}

extension Double: MeasuredScalar { var double: Double { self } }
extension Float: MeasuredScalar { var double: Double { Double(self) } }
extension Binary16: MeasuredScalar { var double: Double { Double(Float(self)) } }
extension BFloat16: MeasuredScalar { var double: Double { Double(Float(self)) } }

/// The library's optimizer, stepped in place.
final class OptimizerSubject<Scalar: MeasuredScalar>: Subject {
  private var optimizer: Optimizer<Scalar>
  private let buffers: Buffers<Scalar>

  init(_ workload: Workload) throws {
    guard let arithmetic = FloatFormat(named: workload.format) else {
      throw Refusal.unsupported("format \(workload.format)")
    }
    optimizer = try Optimizer(
      workload.rule(), arithmetic: arithmetic, threads: workload.threads)
    try optimizer.addTensor(shape: [workload.length])
    buffers = Buffers(length: workload.length) { Scalar($0) }
  }

  func step() throws {
    try optimizer.step(
      [buffers.parameters], gradients: [UnsafeBufferPointer(buffers.nextGradient())])
  }

  func parameters(_ count: Int) -> [Double] {
    buffers.parameters.prefix(count).map(\.double)
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
  /// The rule, with PyTorch's defaults.
  func rule() throws -> OptimizerRule {
    switch optimizer {
    case "sgd-momentum": try .sgd(momentum: 0.9)
    case "adagrad": try .adagrad()
    case "rmsprop": try .rmsprop()
    case "rmsprop-momentum": try .rmsprop(momentum: 0.9)
    case "rmsprop-centered":
      try .rmsprop(dialect: .standard(.rmsprop).with(Centered.on))
    case "adam": try .adam()
    case "adamw": try .adamw()
    case "amsgrad": try .amsgrad()
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
