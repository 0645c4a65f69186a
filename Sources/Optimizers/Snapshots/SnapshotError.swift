import Dialects
import Formats

/// Why a snapshot cannot be read or does not fit an optimizer.
public enum SnapshotError: Error, Equatable {
  /// The encoded form has another version.
  case unknownVersion(Int)
  /// No format has that name.
  case unknownFormat(String)
  /// No state has that name.
  case unknownSlot(String, tensor: Int)
  /// The state is no list of encodings.
  case invalidState(StateSlot, tensor: Int, reason: EncodingError)
  /// The snapshot describes no optimizer.
  case invalidDescription(OptimizerError)
  /// The snapshot is of an optimizer that was set up differently.
  case mismatch(String, expected: String, got: String)
  /// A step count is negative, beyond 2^53, or more than the optimizer's.
  case invalidStepCount(Int64, tensor: Int?)
  /// A tensor has another number of row clocks than rows that need one.
  case wrongRowCount(tensor: Int, expected: Int, got: Int)
  /// The clock of a row is negative or beyond its tensor's.
  case invalidRowStepCount(Int64, tensor: Int, row: Int)
  /// Π is no value of the format of the scalar part, or a rule without Π has one.
  case invalidMomentumProduct(tensor: Int)
  /// The text of a schedule describes none.
  case invalidSchedule(group: Int)
  /// A tensor lacks state that its rule keeps, or has state that it does not keep.
  case wrongSlots(tensor: Int, expected: [StateSlot], got: [StateSlot])
  /// A state buffer has another number of elements than its tensor.
  case wrongElementCount(StateSlot, tensor: Int, expected: Int, got: Int)
  /// An encoding is wider than the format of the state.
  case invalidBitPattern(UInt64, StateSlot, tensor: Int, element: Int)
}

extension SnapshotError: CustomStringConvertible {
  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .unknownVersion(let version):
      return "snapshot has version \(version); "
        + "this library reads \(OptimizerSnapshot.currentVersion)"
    case .unknownFormat(let name):
      return "snapshot names the unknown format \"\(name)\""
    case .unknownSlot(let name, let tensor):
      return "snapshot of tensor \(tensor) names the unknown state \"\(name)\""
    case .invalidState(let slot, let tensor, let reason):
      return "snapshot of \(slot.rawValue) of tensor \(tensor): \(reason)"
    case .invalidDescription(let error):
      return "snapshot: \(error)"
    case .mismatch(let what, let expected, let got):
      return "snapshot differs in \(what): expected \(expected), got \(got)"
    case .invalidStepCount(let count, nil):
      return "snapshot has the step count \(count); it must be in 0 ... 2^53"
    case .invalidStepCount(let count, let tensor?):
      return "snapshot of tensor \(tensor) has the step count \(count); "
        + "it must be in 0 ... the optimizer's"
    case .wrongRowCount(let tensor, let expected, let got):
      return "snapshot of tensor \(tensor): expected \(expected) row clocks, got \(got)"
    case .invalidRowStepCount(let count, let tensor, let row):
      return "snapshot of tensor \(tensor), row \(row) has the step count \(count); "
        + "it must be in 0 ... the tensor's"
    case .invalidMomentumProduct(let tensor):
      return "snapshot of tensor \(tensor) has an inadmissible momentum product"
    case .invalidSchedule(let group):
      return "snapshot of group \(group) has an unknown schedule"
    case .wrongSlots(let tensor, let expected, let got):
      return "snapshot of tensor \(tensor) has the state \(names(got)); "
        + "expected \(names(expected))"
    case .wrongElementCount(let slot, let tensor, let expected, let got):
      return "snapshot of \(slot.rawValue) of tensor \(tensor): "
        + "expected \(expected) elements, got \(got)"
    case .invalidBitPattern(let bits, let slot, let tensor, let element):
      return "snapshot of \(slot.rawValue) of tensor \(tensor), element \(element): "
        + "0x\(String(bits, radix: 16)) is wider than the format of the state"
    }
  }
}

private func names(_ slots: [StateSlot]) -> String {
  slots.isEmpty ? "nothing" : slots.map(\.rawValue).joined(separator: ", ")
}
