import Dialects
import Formats

extension OptimizerSnapshot: Codable {
  private enum CodingKeys: String, CodingKey {
    case version, optimizer, dialect, storage, hasMaster, stochasticSeed, arithmetic
    case scalars, stepCount, groups, learningRates, schedules, tensors
  }

  /// Writes the snapshot: numbers of the state as fixed-width hexadecimal encodings.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.currentVersion, forKey: .version)
    try container.encode(optimizer, forKey: .optimizer)
    try container.encode(dialect, forKey: .dialect)
    try container.encode(storage, forKey: .storage)
    try container.encode(hasMaster, forKey: .hasMaster)
    try container.encodeIfPresent(stochasticSeed, forKey: .stochasticSeed)
    try container.encode(arithmetic, forKey: .arithmetic)
    try container.encode(scalars, forKey: .scalars)
    try container.encode(stepCount, forKey: .stepCount)
    try container.encode(groups, forKey: .groups)
    try container.encode(learningRates, forKey: .learningRates)
    try container.encode(
      schedules.map { $0.map { EncodedSchedule($0) } }, forKey: .schedules)
    guard let format = FloatFormat(named: stateFormat) else {
      throw SnapshotError.unknownFormat(stateFormat)
    }
    try container.encode(
      tensors.map { EncodedTensor($0, format: format) }, forKey: .tensors)
  }

  /// Reads a snapshot.
  ///
  /// - Throws: ``SnapshotError`` if the version is another, or a format, a state or a
  ///   schedule is unknown or malformed; and what the decoder throws.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(Int.self, forKey: .version)
    guard version == Self.currentVersion else {
      throw SnapshotError.unknownVersion(version)
    }
    optimizer = try container.decode(OptimizerName.self, forKey: .optimizer)
    dialect = try container.decode([String: String].self, forKey: .dialect)
    storage = try container.decode(String.self, forKey: .storage)
    hasMaster = try container.decode(Bool.self, forKey: .hasMaster)
    stochasticSeed = try container.decodeIfPresent(UInt32.self, forKey: .stochasticSeed)
    arithmetic = try container.decode(String.self, forKey: .arithmetic)
    scalars = try container.decode(ScalarEvaluation.self, forKey: .scalars)
    stepCount = try container.decode(Int64.self, forKey: .stepCount)
    groups = try container.decode([[String: Double]].self, forKey: .groups)
    learningRates = try container.decode([Double].self, forKey: .learningRates)
    schedules = try container.decode([EncodedSchedule?].self, forKey: .schedules)
      .enumerated().map { group, encoded in
        guard let encoded else { return nil }
        guard let schedule = encoded.schedule else {
          throw SnapshotError.invalidSchedule(group: group)
        }
        return schedule
      }
    tensors = []
    guard let format = FloatFormat(named: stateFormat) else {
      throw SnapshotError.unknownFormat(stateFormat)
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
  /// Absent where there are none.
  var rowStepCounts: [Int64]?
  /// Absent where it is 1.
  var momentumProduct: String?
  var state: [String: String]

  init(_ tensor: OptimizerSnapshot.Tensor, format: FloatFormat) {
    shape = tensor.shape
    group = tensor.group
    stepCount = tensor.stepCount
    rowStepCounts = tensor.rowStepCounts.isEmpty ? nil : tensor.rowStepCounts
    momentumProduct =
      tensor.momentumProduct == (1 as Double).bitPattern
      ? nil : FloatFormat.binary64.hexadecimal(tensor.momentumProduct)
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
    var product = (1 as Double).bitPattern
    if let momentumProduct {
      do {
        product = try FloatFormat.binary64.bits(hexadecimal: momentumProduct)
      } catch {
        throw .invalidMomentumProduct(tensor: index)
      }
    }
    return OptimizerSnapshot.Tensor(
      shape: shape, group: group, stepCount: stepCount,
      rowStepCounts: rowStepCounts ?? [], momentumProduct: product, state: decoded)
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
