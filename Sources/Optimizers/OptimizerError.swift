import Dialects

/// Why an optimizer refuses a description or a step.
public enum OptimizerError: Error, Equatable {
  /// The dialect or a hyperparameter is not admitted.
  case invalidDescription(DialectError)
  /// Hyperparameters of another optimizer.
  case foreignHyperparameters(Optimizer, expected: Optimizer)
  /// A dialect of another optimizer.
  case foreignDialect(Optimizer, expected: Optimizer)
  /// No parameters can be stored in that format.
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

  /// An argument of a step.
  public enum Argument: String, Sendable {
    case parameters, gradients
    case learningRates = "learning rates"
  }
}

extension OptimizerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidDescription(let error):
      return error.description
    case .foreignHyperparameters(let got, let expected):
      return "hyperparameters are of \(got.rawValue); expected \(expected.rawValue)"
    case .foreignDialect(let got, let expected):
      return "dialect is of \(got.rawValue); expected \(expected.rawValue)"
    case .unsupportedStorage(let name):
      return "storage in \(name) is not supported; supported: "
        + "binary64, binary32, binary16, bfloat16"
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
    }
  }
}

/// Runs `body`, reporting an inadmissible description as an optimizer's error.
func wrapping<Result>(
  _ body: () throws(DialectError) -> Result
) throws(OptimizerError) -> Result {
  do { return try body() } catch { throw .invalidDescription(error) }
}
