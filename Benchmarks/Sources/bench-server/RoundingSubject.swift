import Formats

/// Binary32 values rounded to a narrower format and stored in it.
final class RoundingSubject: Subject {
  private let format: FloatFormat
  private let values: AlignedBuffer<Float>
  private let rounded: AlignedBuffer<UInt16>

  init(_ format: FloatFormat, length: Int) {
    self.format = format
    values = AlignedBuffer(length: length) { Inputs.parameter($0) }
    rounded = AlignedBuffer(length: length) { _ in 0 }
  }

  func step() {
    format.encode(UnsafeBufferPointer(values.elements), into: rounded.elements)
  }

  func parameters(_ count: Int) -> [Double] {
    rounded.elements.prefix(count).map { format.decode(UInt64($0)) }
  }
}

/// Rounding to the format of the workload.
func makeRoundingSubject(_ workload: Workload) throws -> any Subject {
  switch workload.format {
  case "binary16": RoundingSubject(.binary16, length: workload.length)
  case "bfloat16": RoundingSubject(.bfloat16, length: workload.length)
  default: throw Refusal.unsupported("rounding to \(workload.format)")
  }
}
