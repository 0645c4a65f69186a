import Formats

/// How β^t is formed.
protocol PowerForm {
  static func power<Number: SpecNumber>(_ base: Number, _ exponent: Int) -> Number
}

/// As one operation.
enum DirectPower: PowerForm {
  static func power<Number: SpecNumber>(_ base: Number, _ exponent: Int) -> Number {
    base.power(exponent)
  }
}

/// Factor by factor.
enum MultipliedPower: PowerForm {
  static func power<Number: SpecNumber>(_ base: Number, _ exponent: Int) -> Number {
    if exponent == 0 { return Number(1) }
    return (1..<max(exponent, 1)).reduce(base) { power, _ in power * base }
  }
}

/// A scalar of SPEC.md §1.1: constants are `C`, what changes from step to step is `R`.
enum StagedNumber<C: SpecNumber, R: SpecNumber, Form: PowerForm>: SpecNumber {
  /// A hyperparameter or written number, as constants and as running scalars see it.
  case leaf(constant: Double, running: Double)
  case constant(C)
  case running(R)

  private var asConstant: C? {
    switch self {
    case .leaf(let value, _): C(rounding: value)
    case .constant(let value): value
    case .running: nil
    }
  }

  private var asRunning: R {
    switch self {
    case .leaf(_, let value): R(rounding: value)
    case .constant(let value): (value as? R) ?? R(rounding: value.double)
    case .running(let value): value
    }
  }

  private static func apply(
    _ a: Self, _ b: Self, _ constant: (C, C) -> C, _ running: (R, R) -> R
  ) -> Self {
    if let x = a.asConstant, let y = b.asConstant { return .constant(constant(x, y)) }
    return .running(running(a.asRunning, b.asRunning))
  }

  private func apply(_ constant: (C) -> C, _ running: (R) -> R) -> Self {
    asConstant.map { .constant(constant($0)) } ?? .running(running(asRunning))
  }

  static func + (a: Self, b: Self) -> Self { apply(a, b, +, +) }
  static func - (a: Self, b: Self) -> Self { apply(a, b, -, -) }
  static func * (a: Self, b: Self) -> Self { apply(a, b, *, *) }
  static func / (a: Self, b: Self) -> Self { apply(a, b, /, /) }
  static prefix func - (a: Self) -> Self { a.apply({ -$0 }, { -$0 }) }
  func squareRoot() -> Self { apply({ $0.squareRoot() }, { $0.squareRoot() }) }
  func absolute() -> Self { apply({ $0.absolute() }, { $0.absolute() }) }
  func power(_ exponent: Int) -> Self { .running(Form.power(asRunning, exponent)) }
  func directPower(_ exponent: Int) -> Self { .running(asRunning.power(exponent)) }
  func power(_ exponent: Self) -> Self {
    Self.apply(self, exponent, { $0.power($1) }, { $0.power($1) })
  }
  func cosinePi() -> Self { apply({ $0.cosinePi() }, { $0.cosinePi() }) }
  static func greater(_ a: Self, _ b: Self) -> Self {
    apply(a, b, { C.greater($0, $1) }, { R.greater($0, $1) })
  }
  init(rounding value: Double) { self = .leaf(constant: value, running: value) }
  init(counted integer: Int) { self = .running(R(integer)) }
  var double: Double { asConstant?.double ?? asRunning.double }
  var settled: Self { .running(asRunning) }

  /// The number as elements see it.
  func handed<E: SpecNumber>() -> E {
    if let constant = asConstant {
      return (constant as? E) ?? E(rounding: constant.double)
    }
    return (asRunning as? E) ?? E(rounding: asRunning.double)
  }
}
