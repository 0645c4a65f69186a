import Formats

/// What tests and the conformance checks need of a storage type, many values at a time.
extension StorageScalar {
  /// The format of the values; binary64 for a type that the library does not support.
  package static var format: FloatFormat { number?.storageFormat ?? .binary64 }

  /// The arithmetics that the type can be used with.
  package static var arithmetics: [FloatFormat] { number?.arithmetics ?? [] }

  /// The values that the low bits of some integers encode.
  package static func values(encodedBy bits: [UInt64]) -> [Self] {
    func values<Number: StoredNumber>(_: Number.Type) -> [Self] {
      known(bits.map { Number(encoding: $0) })
    }
    return number.map { values($0) } ?? []
  }

  /// The values nearest to some numbers, each rounded once.
  package static func values(nearestTo numbers: [Double]) -> [Self] {
    func values<Number: StoredNumber>(_: Number.Type) -> [Self] {
      known(numbers.map { Number(nearest: $0) })
    }
    return number.map { values($0) } ?? []
  }

  /// The encodings of values, in the low bits.
  package static func encodings(of values: [Self]) -> [UInt64] {
    func encodings<Number: StoredNumber>(_: Number.Type) -> [UInt64] {
      unsafeBitCast(values, to: [Number].self).map(\.encoding)
    }
    return number.map { encodings($0) } ?? []
  }

  /// The encodings of values, with every NaN replaced by the format's one (SPEC §14).
  package static func canonicalEncodings(of values: [Self]) -> [UInt64] {
    format.canonical(encodings(of: values))
  }

  private static var number: (any StoredNumber.Type)? { self as? any StoredNumber.Type }

  /// The same array: a type that is found by its name alone is this one.
  private static func known<Number: StoredNumber>(_ values: [Number]) -> [Self] {
    unsafeBitCast(values, to: [Self].self)
  }
}

extension FloatFormat {
  /// The encodings with every NaN replaced by the format's one (SPEC §14).
  func canonical(_ encodings: [UInt64]) -> [UInt64] {
    encodings.map { isNaN($0) ? nanBits : $0 }
  }
}
