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
    guard let position = slots(ofTensor: tensor).firstIndex(of: slot) else { return nil }
    let count = tensors[tensor].count
    return tensors[tensor].state[position * count..<(position + 1) * count]
      .map(\.encoding)
  }
}
