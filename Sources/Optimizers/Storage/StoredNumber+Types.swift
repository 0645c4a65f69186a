import Formats

extension Double: StoredNumber {
  static var storageFormat: FloatFormat { .binary64 }
  static var standardArithmetic: FloatFormat { .binary64 }
  static var arithmetics: [FloatFormat] { [.binary64] }
  static func kernel(
    of group: GroupRule, in arithmetic: FloatFormat
  ) -> UpdateKernel<Double>? {
    arithmetic == .binary64 ? group.kernel(Binary64Arithmetic.self) : nil
  }

  init(encoding: UInt64) { self.init(bitPattern: encoding) }
  init(nearest value: Float) { self.init(value) }
  init(nearest value: Double) { self = value }
  var encoding: UInt64 { bitPattern }
  var nearestFloat: Float { Float(self) }
  var exactDouble: Double { self }
}

extension Float: StoredNumber {
  static var storageFormat: FloatFormat { .binary32 }
  static var standardArithmetic: FloatFormat { .binary32 }
  static var arithmetics: [FloatFormat] { [.binary32, .binary64] }
  static func kernel(
    of group: GroupRule, in arithmetic: FloatFormat
  ) -> UpdateKernel<Float>? {
    switch arithmetic {
    case .binary32: group.kernel(Binary32Arithmetic.self)
    case .binary64: group.kernel(Binary64Arithmetic.self)
    default: nil
    }
  }

  init(encoding: UInt64) {
    self.init(bitPattern: UInt32(truncatingIfNeeded: encoding))
  }
  init(nearest value: Float) { self = value }
  init(nearest value: Double) { self.init(value) }
  var encoding: UInt64 { UInt64(bitPattern) }
  var nearestFloat: Float { self }
  var exactDouble: Double { Double(self) }
}

extension Binary16: StoredNumber {
  static var storageFormat: FloatFormat { .binary16 }
  /// binary32: rounding every operation to 16 bits is for emulation.
  static var standardArithmetic: FloatFormat { .binary32 }
  static var arithmetics: [FloatFormat] { [.binary16, .binary32, .binary64] }
  static func kernel(
    of group: GroupRule, in arithmetic: FloatFormat
  ) -> UpdateKernel<Binary16>? {
    switch arithmetic {
    case .binary16: group.kernel(Binary16Arithmetic.self)
    case .binary32: group.kernel(Binary32Arithmetic.self)
    default: nil
    }
  }

  init(encoding: UInt64) {
    self.init(bitPattern: UInt16(truncatingIfNeeded: encoding))
  }
  init(nearest value: Float) { self.init(value) }
  init(nearest value: Double) { self.init(roundedToOdd(value)) }
  var encoding: UInt64 { UInt64(bitPattern) }
  var nearestFloat: Float { Float(self) }
  var exactDouble: Double { Double(Float(self)) }
}

extension BFloat16: StoredNumber {
  static var storageFormat: FloatFormat { .bfloat16 }
  /// binary32: rounding every operation to 16 bits is for emulation.
  static var standardArithmetic: FloatFormat { .binary32 }
  static var arithmetics: [FloatFormat] { [.bfloat16, .binary32, .binary64] }
  static func kernel(
    of group: GroupRule, in arithmetic: FloatFormat
  ) -> UpdateKernel<BFloat16>? {
    switch arithmetic {
    case .bfloat16: group.kernel(BFloat16Arithmetic.self)
    case .binary32: group.kernel(Binary32Arithmetic.self)
    default: nil
    }
  }

  init(encoding: UInt64) {
    self.init(bitPattern: UInt16(truncatingIfNeeded: encoding))
  }
  init(nearest value: Float) { self.init(value) }
  init(nearest value: Double) { self.init(roundedToOdd(value)) }
  var encoding: UInt64 { UInt64(bitPattern) }
  var nearestFloat: Float { Float(self) }
  var exactDouble: Double { Double(Float(self)) }
}

extension E4M3: StoredNumber {
  static var storageFormat: FloatFormat { .e4m3 }
  /// binary32: rounding every operation to 8 bits is for emulation.
  static var standardArithmetic: FloatFormat { .binary32 }
  static var arithmetics: [FloatFormat] {
    [.e4m3, .binary16, .bfloat16, .binary32, .binary64]
  }
  static func kernel(
    of group: GroupRule, in arithmetic: FloatFormat
  ) -> UpdateKernel<E4M3>? {
    switch arithmetic {
    case .e4m3: group.kernel(E4M3Arithmetic.self)
    case .binary32: group.kernel(Binary32Arithmetic.self)
    default: nil
    }
  }

  init(encoding: UInt64) {
    self.init(bitPattern: UInt8(truncatingIfNeeded: encoding))
  }
  init(nearest value: Float) { self.init(value) }
  init(nearest value: Double) { self.init(roundedToOdd(value)) }
  var encoding: UInt64 { UInt64(bitPattern) }
  var nearestFloat: Float { Float(self) }
  var exactDouble: Double { Double(Float(self)) }
}

extension E5M2: StoredNumber {
  static var storageFormat: FloatFormat { .e5m2 }
  /// binary32: rounding every operation to 8 bits is for emulation.
  static var standardArithmetic: FloatFormat { .binary32 }
  static var arithmetics: [FloatFormat] {
    [.e5m2, .binary16, .bfloat16, .binary32, .binary64]
  }
  static func kernel(
    of group: GroupRule, in arithmetic: FloatFormat
  ) -> UpdateKernel<E5M2>? {
    switch arithmetic {
    case .e5m2: group.kernel(E5M2Arithmetic.self)
    case .binary32: group.kernel(Binary32Arithmetic.self)
    default: nil
    }
  }

  init(encoding: UInt64) {
    self.init(bitPattern: UInt8(truncatingIfNeeded: encoding))
  }
  init(nearest value: Float) { self.init(value) }
  init(nearest value: Double) { self.init(roundedToOdd(value)) }
  var encoding: UInt64 { UInt64(bitPattern) }
  var nearestFloat: Float { Float(self) }
  var exactDouble: Double { Double(Float(self)) }
}
