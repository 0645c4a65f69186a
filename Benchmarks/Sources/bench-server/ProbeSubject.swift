import CPeers
import Dispatch

/// The memory's limit: reads and writes what the optimizer reads and writes, and
/// adds once an array.
final class ProbeSubject: Subject {
  private let threads: Int
  private let buffers: Buffers<Float>
  private let states: [AlignedBuffer<Float>]

  init(_ workload: Workload) throws {
    guard workload.format == "binary32" else {
      throw Refusal.unsupported("a probe in \(workload.format)")
    }
    threads = workload.threads
    buffers = Buffers(length: workload.length) { $0 }
    states = (0..<(try workload.stateCount())).map { _ in
      AlignedBuffer(length: workload.length) { _ in 0 }
    }
  }

  func step() {
    let gradient = buffers.nextGradient()
    if threads == 1 {
      move(gradient, 0..<gradient.count)
    } else {
      // Reads nothing that another thread writes: each has elements of its own.
      nonisolated(unsafe) let (probe, gradient) = (self, gradient)
      let part = (gradient.count + threads - 1) / threads
      DispatchQueue.concurrentPerform(iterations: threads) { index in
        let start = min(index * part, gradient.count)
        probe.move(gradient, start..<min(start + part, gradient.count))
      }
    }
  }

  private func move(_ gradient: UnsafeMutableBufferPointer<Float>, _ range: Range<Int>) {
    var pointers = states.map(\.elements.baseAddress)
    move_arrays(
      buffers.parameters.baseAddress, gradient.baseAddress, &pointers, pointers.count,
      range.lowerBound, range.upperBound)
  }

  func parameters(_ count: Int) -> [Double] { [] }
}
