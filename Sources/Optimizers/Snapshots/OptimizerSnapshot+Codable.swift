import Dialects
import Formats

extension OptimizerSnapshot: Codable {
  private enum CodingKeys: String, CodingKey {
    case version, optimizer, dialect, storage, arithmetic, scalars, stepCount, groups
    case tensors
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.currentVersion, forKey: .version)
    try container.encode(optimizer, forKey: .optimizer)
    try container.encode(dialect, forKey: .dialect)
    try container.encode(storage, forKey: .storage)
    try container.encode(arithmetic, forKey: .arithmetic)
    try container.encode(scalars, forKey: .scalars)
    try container.encode(stepCount, forKey: .stepCount)
    try container.encode(groups, forKey: .groups)
    guard let format = FloatFormat(named: storage) else {
      throw SnapshotError.unknownFormat(storage)
    }
    try container.encode(
      tensors.map { EncodedTensor($0, format: format) }, forKey: .tensors)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(Int.self, forKey: .version)
    guard version == Self.currentVersion else {
      throw SnapshotError.unknownVersion(version)
    }
    optimizer = try container.decode(Optimizer.self, forKey: .optimizer)
    dialect = try container.decode([String: String].self, forKey: .dialect)
    storage = try container.decode(String.self, forKey: .storage)
    arithmetic = try container.decode(String.self, forKey: .arithmetic)
    scalars = try container.decode(ScalarEvaluation.self, forKey: .scalars)
    stepCount = try container.decode(Int64.self, forKey: .stepCount)
    groups = try container.decode([[String: Double]].self, forKey: .groups)
    guard let format = FloatFormat(named: storage) else {
      throw SnapshotError.unknownFormat(storage)
    }
    tensors = try container.decode([EncodedTensor].self, forKey: .tensors)
      .enumerated().map { try $1.tensor(at: $0, format: format) }
  }
}

/// A tensor's state with slots by name and encodings run together.
private struct EncodedTensor: Codable {
  var shape: [Int]
  var group: Int
  var stepCount: Int64
  var state: [String: String]

  init(_ tensor: OptimizerSnapshot.Tensor, format: FloatFormat) {
    shape = tensor.shape
    group = tensor.group
    stepCount = tensor.stepCount
    state = [:]
    for (slot, encodings) in tensor.state {
      var text = ""
      text.reserveCapacity(encodings.count * format.hexadecimalDigits)
      for encoding in encodings { text += format.hexadecimal(encoding) }
      state[slot.rawValue] = text
    }
  }

  func tensor(
    at index: Int, format: FloatFormat
  ) throws(SnapshotError) -> OptimizerSnapshot.Tensor {
    var decoded: [StateSlot: [UInt64]] = [:]
    for (name, text) in state.sorted(by: { $0.key < $1.key }) {
      guard let slot = StateSlot(rawValue: name) else {
        throw .unknownSlot(name, tensor: index)
      }
      do {
        decoded[slot] = try encodings(in: text, format: format)
      } catch {
        throw .invalidState(slot, tensor: index, reason: error)
      }
    }
    return OptimizerSnapshot.Tensor(
      shape: shape, group: group, stepCount: stepCount, state: decoded)
  }
}

/// The encodings that a text of fixed-width hexadecimal numbers writes.
private func encodings(
  in text: String, format: FloatFormat
) throws(EncodingError) -> [UInt64] {
  let digits = Array(text.utf8)
  let width = format.hexadecimalDigits
  var result: [UInt64] = []
  result.reserveCapacity(digits.count / width)
  for start in stride(from: 0, to: digits.count, by: width) {
    let number = digits[start..<min(start + width, digits.count)]
    result.append(try format.bits(hexadecimal: String(decoding: number, as: UTF8.self)))
  }
  return result
}
