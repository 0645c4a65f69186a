import Formats

extension Double: StorageScalar {
  public static var storageFormat: FloatFormat { .binary64 }
  public static var standardArithmetic: FloatFormat { .binary64 }
  public static var arithmetics: [FloatFormat] { [.binary64] }
  public static let kernels = KernelProvider<Double> { group, arithmetic in
    arithmetic == .binary64 ? group.kernel(Binary64Arithmetic.self) : nil
  }

  @inlinable public init(encoding: UInt64) { self.init(bitPattern: encoding) }
  @inlinable public init(nearest value: Float) { self.init(value) }
  @inlinable public init(nearest value: Double) { self = value }
  @inlinable public var encoding: UInt64 { bitPattern }
  @inlinable public var nearestFloat: Float { Float(self) }
  @inlinable public var exactDouble: Double { self }
}

extension Float: StorageScalar {
  public static var storageFormat: FloatFormat { .binary32 }
  public static var standardArithmetic: FloatFormat { .binary32 }
  public static var arithmetics: [FloatFormat] { [.binary32, .binary64] }
  public static let kernels = KernelProvider<Float> { group, arithmetic in
    switch arithmetic {
    case .binary32: group.kernel(Binary32Arithmetic.self)
    case .binary64: group.kernel(Binary64Arithmetic.self)
    default: nil
    }
  }

  @inlinable public init(encoding: UInt64) {
    self.init(bitPattern: UInt32(truncatingIfNeeded: encoding))
  }
  @inlinable public init(nearest value: Float) { self = value }
  @inlinable public init(nearest value: Double) { self.init(value) }
  @inlinable public var encoding: UInt64 { UInt64(bitPattern) }
  @inlinable public var nearestFloat: Float { self }
  @inlinable public var exactDouble: Double { Double(self) }
}

extension Binary16: StorageScalar {
  public static var storageFormat: FloatFormat { .binary16 }
  /// binary32: rounding every operation to 16 bits is for emulation.
  public static var standardArithmetic: FloatFormat { .binary32 }
  public static var arithmetics: [FloatFormat] { [.binary16, .binary32, .binary64] }
  public static let kernels = KernelProvider<Binary16> { group, arithmetic in
    switch arithmetic {
    case .binary16: group.kernel(Binary16Arithmetic.self)
    case .binary32: group.kernel(Binary32Arithmetic.self)
    default: nil
    }
  }

  @inlinable public init(encoding: UInt64) {
    self.init(bitPattern: UInt16(truncatingIfNeeded: encoding))
  }
  @inlinable public init(nearest value: Float) { self.init(value) }
  public init(nearest value: Double) { self.init(Float(roundingToOdd: value)) }
  @inlinable public var encoding: UInt64 { UInt64(bitPattern) }
  @inlinable public var nearestFloat: Float { Float(self) }
  @inlinable public var exactDouble: Double { Double(Float(self)) }
}

extension BFloat16: StorageScalar {
  public static var storageFormat: FloatFormat { .bfloat16 }
  /// binary32: rounding every operation to 16 bits is for emulation.
  public static var standardArithmetic: FloatFormat { .binary32 }
  public static var arithmetics: [FloatFormat] { [.bfloat16, .binary32, .binary64] }
  public static let kernels = KernelProvider<BFloat16> { group, arithmetic in
    switch arithmetic {
    case .bfloat16: group.kernel(BFloat16Arithmetic.self)
    case .binary32: group.kernel(Binary32Arithmetic.self)
    default: nil
    }
  }

  @inlinable public init(encoding: UInt64) {
    self.init(bitPattern: UInt16(truncatingIfNeeded: encoding))
  }
  @inlinable public init(nearest value: Float) { self.init(value) }
  public init(nearest value: Double) { self.init(Float(roundingToOdd: value)) }
  @inlinable public var encoding: UInt64 { UInt64(bitPattern) }
  @inlinable public var nearestFloat: Float { Float(self) }
  @inlinable public var exactDouble: Double { Double(Float(self)) }
}

extension E4M3: StorageScalar {
  public static var storageFormat: FloatFormat { .e4m3 }
  /// binary32: rounding every operation to 8 bits is for emulation.
  public static var standardArithmetic: FloatFormat { .binary32 }
  public static var arithmetics: [FloatFormat] {
    [.e4m3, .binary16, .bfloat16, .binary32, .binary64]
  }
  public static let kernels = KernelProvider<E4M3> { group, arithmetic in
    switch arithmetic {
    case .e4m3: group.kernel(E4M3Arithmetic.self)
    case .binary32: group.kernel(Binary32Arithmetic.self)
    default: nil
    }
  }

  @inlinable public init(encoding: UInt64) {
    self.init(bitPattern: UInt8(truncatingIfNeeded: encoding))
  }
  @inlinable public init(nearest value: Float) { self.init(value) }
  public init(nearest value: Double) { self.init(Float(roundingToOdd: value)) }
  @inlinable public var encoding: UInt64 { UInt64(bitPattern) }
  @inlinable public var nearestFloat: Float { Float(self) }
  @inlinable public var exactDouble: Double { Double(Float(self)) }
}

extension E5M2: StorageScalar {
  public static var storageFormat: FloatFormat { .e5m2 }
  /// binary32: rounding every operation to 8 bits is for emulation.
  public static var standardArithmetic: FloatFormat { .binary32 }
  public static var arithmetics: [FloatFormat] {
    [.e5m2, .binary16, .bfloat16, .binary32, .binary64]
  }
  public static let kernels = KernelProvider<E5M2> { group, arithmetic in
    switch arithmetic {
    case .e5m2: group.kernel(E5M2Arithmetic.self)
    case .binary32: group.kernel(Binary32Arithmetic.self)
    default: nil
    }
  }

  @inlinable public init(encoding: UInt64) {
    self.init(bitPattern: UInt8(truncatingIfNeeded: encoding))
  }
  @inlinable public init(nearest value: Float) { self.init(value) }
  public init(nearest value: Double) { self.init(Float(roundingToOdd: value)) }
  @inlinable public var encoding: UInt64 { UInt64(bitPattern) }
  @inlinable public var nearestFloat: Float { Float(self) }
  @inlinable public var exactDouble: Double { Double(Float(self)) }
}
