internal import CKernels
import Formats

/// A step with its scalars ready, for the loops in vector code.
struct VectorStep {
  let step: CKStep
  let numbers: CKNumbers
  let level: CKLevel

  /// Replaces the parameters and the state by those after the step.
  @inline(__always)
  func update<Storage>(_ tensor: TensorBuffers<Storage>, threads: Int) {
    let count = tensor.parameters.count
    guard count > 0 else { return }
    let buffers = CKTensor(
      parameters: tensor.parameters.baseAddress,
      gradients: tensor.gradients.baseAddress,
      state: tensor.state.baseAddress.map { $0 + tensor.offset }, stride: tensor.stride,
      count: count)
    withUnsafePointer(to: step) { step in
      withUnsafePointer(to: buffers) { buffers in
        CKUpdate(level, numbers, step, buffers, threads)
      }
    }
  }
}

extension CKNumbers {
  /// The numbers of the loops in vector code, or nil where there are none.
  init?(storage: FloatFormat, arithmetic: FloatFormat) {
    switch (storage, arithmetic) {
    case (.binary64, .binary64): self = CKNumbersBinary64
    case (.binary32, .binary32): self = CKNumbersBinary32
    case (.binary32, .binary64): self = CKNumbersBinary32InBinary64
    case (.binary16, .binary16): self = CKNumbersBinary16
    case (.binary16, .binary32): self = CKNumbersBinary16InBinary32
    case (.bfloat16, .bfloat16): self = CKNumbersBFloat16
    case (.bfloat16, .binary32): self = CKNumbersBFloat16InBinary32
    case (.e4m3, .e4m3): self = CKNumbersE4M3
    case (.e4m3, .binary32): self = CKNumbersE4M3InBinary32
    case (.e5m2, .e5m2): self = CKNumbersE5M2
    case (.e5m2, .binary32): self = CKNumbersE5M2InBinary32
    default: return nil
    }
  }
}

extension CKStep {
  /// A step of a rule without any of its terms.
  init(_ rule: CKRule) {
    self.init()
    self.rule = rule
    firstCorrection = 1
    momentCorrection = 1
    scale = 1
    correction = 1
    rootCorrection = 1
    epsilonRoot = -0.0
    epsilon = -0.0
    plain = 1
    momentumIntake = 1
    outlet = 1
    accumulatorDecay = 1
    gradientFloor = -0.0
    normFloor = -0.0
    stateFloor = -0.0
    denominatorFloor = -0.0
  }
}

extension Element {
  /// The value, exactly, for the loops in vector code.
  var scalar: Double { Arithmetic.exactDouble(value) }
}

extension Optional {
  /// The factor or divisor, or 1 where there is none.
  func factor<Arithmetic>() -> Double where Wrapped == Element<Arithmetic> {
    self?.scalar ?? 1
  }

  /// The addend, or −0, which changes no number, where there is none.
  func addend<Arithmetic>() -> Double where Wrapped == Element<Arithmetic> {
    self?.scalar ?? -0.0
  }
}
