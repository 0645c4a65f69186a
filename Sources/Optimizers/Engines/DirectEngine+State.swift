import Dialects

extension DirectEngine {
  func shape(ofTensor tensor: Int) -> [Int] { tensors[tensor].shape }

  func group(ofTensor tensor: Int) -> Int { tensors[tensor].group }

  func stepCount(ofTensor tensor: Int) -> Int64 { tensors[tensor].stepCount }

  func slots(ofTensor tensor: Int) -> [StateSlot] {
    groups[tensors[tensor].group].staged.slots
  }

  var stateByteCount: Int {
    tensors.reduce(0) { $0 + $1.state.byteCount }
  }

  func stateEncodings(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]? {
    places(of: slot, ofTensor: tensor).map {
      tensors[tensor].state[$0].map(\.encoding)
    }
  }

  func stateBytes(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt8]? {
    places(of: slot, ofTensor: tensor).map { tensors[tensor].state.bytes($0) }
  }

  /// Where a slot is in the state of a tensor.
  private func places(of slot: StateSlot, ofTensor tensor: Int) -> Range<Int>? {
    let count = tensors[tensor].count
    return slots(ofTensor: tensor).firstIndex(of: slot).map {
      $0 * count..<($0 + 1) * count
    }
  }
}
