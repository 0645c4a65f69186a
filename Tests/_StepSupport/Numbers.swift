import Formats
import Optimizers

/// A storage type with an arithmetic.
public struct Numbers: Sendable, CustomStringConvertible {
  public let storage: any StorageScalar.Type
  public let arithmetic: FloatFormat

  /// The format of the stored values.
  public var format: FloatFormat { storage.format }

  public init(_ storage: any StorageScalar.Type, _ arithmetic: FloatFormat) {
    self.storage = storage
    self.arithmetic = arithmetic
  }

  public var description: String { "\(format) in \(arithmetic)" }

  /// Whether there are loops in vector code for the stored values, rather than for
  /// staged ones.
  public var hasLoops: Bool {
    return arithmetic == format || (arithmetic == .binary32 && format.bitWidth < 32)
      || (arithmetic == .binary64 && format == .binary32)
  }

  /// Whether every operation is done in the instructions that are asked for.
  public var isVectorized: Bool {
    hasLoops || arithmetic == .binary64
  }

  /// All that the library has.
  public static let all: [Numbers] = {
    let types: [any StorageScalar.Type] = [
      Double.self, Float.self, Binary16.self, BFloat16.self, E4M3.self, E5M2.self,
    ]
    return types.flatMap { type in type.arithmetics.map { Numbers(type, $0) } }
  }()
}
