import Dialects

/// Why an optimizer refuses a description or a step.
public enum OptimizerError: Error, Equatable {
  /// The dialect or a hyperparameter is not admitted.
  case invalidDescription(DialectError)
  /// Hyperparameters of another optimizer.
  case foreignHyperparameters(OptimizerName, expected: OptimizerName)
  /// A dialect of another optimizer.
  case foreignDialect(OptimizerName, expected: OptimizerName)
  /// A group whose rule is of another dialect than the optimizer.
  case differentDialect(Dialect, expected: Dialect)
  /// A group whose new rule keeps other state than the old one.
  case differentState([StateSlot], expected: [StateSlot])
  /// The optimizer keeps no master copies.
  case noMasterCopies
  /// No parameters can be stored in that format or type.
  case unsupportedStorage(String)
  /// The arithmetic does not hold every value of the storage, or is not provided.
  case unsupportedArithmetic(String, storage: String)
  /// There is no group of that index.
  case noSuchGroup(Int, count: Int)
  /// A dimension is negative, or there are too many elements.
  case invalidShape([Int])
  /// A list has another number of entries than there are tensors or groups.
  case wrongCount(Argument, expected: Int, got: Int)
  /// A buffer has another number of elements than its tensor.
  case wrongElementCount(Argument, tensor: Int, shape: [Int], got: Int)
  /// A bit pattern is wider than the storage format.
  case invalidBitPattern(UInt64, Argument, tensor: Int, element: Int, format: String)
  /// The optimizer takes no gradients of rows.
  case sparseGradient(OptimizerName, tensor: Int)
  /// A tensor without dimensions has no rows.
  case noRows(tensor: Int)
  /// A gradient lists a row that the tensor does not have.
  case noSuchRow(Int, tensor: Int, shape: [Int])
  /// A gradient of rows has another number of values than its rows have.
  case wrongRowValues(tensor: Int, rows: Int, rowLength: Int, got: Int)
  /// A number of a schedule is outside its domain.
  case invalidSchedule(LearningRateSchedule)
  /// A learning rate was given to a group that has a schedule.
  case scheduledLearningRate(Int)

  /// An argument of a step.
  public enum Argument: String, Sendable {
    /// The parameters, with an entry for each tensor.
    case parameters
    /// The gradients, with an entry for each tensor.
    case gradients
    /// The learning rates, with an entry for each group.
    case learningRates = "learning rates"
  }
}

extension OptimizerError: CustomStringConvertible {
  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .invalidDescription(let error):
      return error.description
    case .foreignHyperparameters(let got, let expected):
      return "hyperparameters are of \(got.rawValue); expected \(expected.rawValue)"
    case .foreignDialect(let got, let expected):
      return "dialect is of \(got.rawValue); expected \(expected.rawValue)"
    case .differentState(let got, let expected):
      func list(_ slots: [StateSlot]) -> String {
        slots.isEmpty ? "no state" : slots.map(\.rawValue).joined(separator: ", ")
      }
      return
        "the new rule keeps \(list(got)); a rule that keeps \(list(expected)) can be "
        + "changed to one that keeps the same only"
    case .differentDialect(let got, let expected):
      return "rule is of the dialect \(got); the optimizer's is \(expected)"
    case .noMasterCopies:
      return "the optimizer keeps no master copies"
    case .unsupportedStorage(let name):
      return "storage in \(name) is not supported; supported: "
        + "binary64, binary32, binary16, bfloat16, e4m3, e5m2"
    case .unsupportedArithmetic(let name, let storage):
      return "arithmetic in \(name) is not supported for storage in \(storage)"
    case .noSuchGroup(let group, let count):
      return "there is no group \(group); the optimizer has \(count)"
    case .invalidShape(let shape):
      return "\(shape) is not the shape of a tensor"
    case .wrongCount(let argument, let expected, let got):
      return "\(argument.rawValue): expected \(expected) entries, got \(got)"
    case .wrongElementCount(let argument, let tensor, let shape, let got):
      return "\(argument.rawValue) of tensor \(tensor): expected "
        + "\(elementCount(shape) ?? 0) elements for shape \(shape), got \(got)"
    case .invalidBitPattern(let bits, let argument, let tensor, let element, let format):
      return "\(argument.rawValue) of tensor \(tensor), element \(element): "
        + "0x\(String(bits, radix: 16)) is wider than \(format)"
    case .sparseGradient(let optimizer, let tensor):
      return "gradient of tensor \(tensor) lists rows; \(optimizer.rawValue) takes "
        + "dense gradients only"
    case .noRows(let tensor):
      return "gradient of tensor \(tensor) lists rows; the tensor has no dimension"
    case .noSuchRow(let row, let tensor, let shape):
      return "gradient of tensor \(tensor) lists row \(row); its shape is \(shape)"
    case .wrongRowValues(let tensor, let rows, let length, let got):
      return "gradient of tensor \(tensor): expected \(rows) rows of \(length) "
        + "elements, got \(got) values"
    case .invalidSchedule(let schedule):
      return "a number is outside its domain in the schedule \(schedule)"
    case .scheduledLearningRate(let group):
      return "group \(group) has a schedule; its learning rate cannot be set"
    }
  }
}

/// Runs `body`, reporting an inadmissible description as an optimizer's error.
func wrapping<Result>(
  _ body: () throws(DialectError) -> Result
) throws(OptimizerError) -> Result {
  do { return try body() } catch { throw .invalidDescription(error) }
}
