import Formats
import Multiprecision
import Testing
import _TestSupport

// MPFR's rounded reading against the hardware: every result must be the same
// bits, signed zeros included, NaN payloads aside.

@Suite("Arithmetic in binary32 is the hardware's Float")
struct HardwareFloatTests {
  /// Operands that meet: random bits, borders, or a cancelling neighbour.
  private static func operands(_ random: inout SplitMix64) -> (Float, Float) {
    let x = random.bool() ? random.anyFloat() : random.weightedFloat()
    switch random.integer(in: 0...7) {
    case 0:
      // Cancellation: equal but for the last bits, of either sign.
      let bits = x.bitPattern ^ UInt32(random.bits(3)) ^ UInt32(random.bits(1)) << 31
      return (x, Float(bitPattern: bits))
    case 1:
      // A sum whose rounding hangs on a bit far down, or a product or quotient
      // about the smallest or the largest value.
      let y = random.anyFloat()
      let shift = random.integer(in: -30...30)
      return (Float(sign: .plus, exponent: shift, significand: x), y)
    case 2:
      let target = random.bool() ? random.integer(in: -152 ... -124) : 127
      let room = target - (x.isNormal ? Int(x.exponent) : 0)
      let y = random.float(exponent: -126...127)
      let exponent = min(max(random.bool() ? room : -room, -126), 127)
      return (x, Float(sign: y.sign, exponent: exponent, significand: y.significand))
    case 3: return (x, random.weightedFloat())
    default: return (x, random.anyFloat())
    }
  }

  @Test("two operands", arguments: BinaryOperation.allCases)
  func binary(operation: BinaryOperation) {
    let arithmetic = RoundedArithmetic(.binary32)
    var a = BigFloat(precision: 24)
    var b = BigFloat(precision: 24)
    var result = BigFloat(precision: 24)
    let failure = counterexample(in: 250_000) { random in
      let (x, y) = Self.operands(&random)
      a.set(Double(x))
      b.set(Double(y))
      arithmetic.perform(operation, a, b, into: &result)
      let expected = operation(x, y)
      let found = Float(result.toDouble())
      if found.isSame(as: expected) { return nil }
      if operation == .maximum && x == 0 && y == 0 && found == 0 { return nil }
      return "\(operation) of \(Double(x).exactDescription) and "
        + "\(Double(y).exactDescription): \(found), not \(expected)"
    }
    #expect(failure == nil)
  }

  @Test("square roots")
  func squareRoot() {
    let arithmetic = RoundedArithmetic(.binary32)
    var a = BigFloat(precision: 24)
    var result = BigFloat(precision: 24)
    let failure = counterexample(in: 250_000) { random in
      var x = random.bool() ? random.anyFloat() : random.weightedFloat()
      if random.oneIn(4) { x = (x * x).nextUp }
      if x < 0 && !random.oneIn(8) { x = -x }
      a.set(Double(x))
      arithmetic.squareRoot(a, into: &result)
      let found = Float(result.toDouble())
      return found.isSame(as: x.squareRoot())
        ? nil : "√ of \(Double(x).exactDescription): \(found), not \(x.squareRoot())"
    }
    #expect(failure == nil)
  }

  @Test("rounding to the format, which is what conversion from Double does")
  func rounding() {
    let arithmetic = RoundedArithmetic(.binary32)
    var value = BigFloat(precision: 53)
    let failure = counterexample(in: 250_000) { random in
      let x =
        random.bool()
        ? random.double(exponent: -155...130) : Double(random.anyFloat()).nextUp
      value.set(x)
      arithmetic.round(&value)
      let found = Float(value.toDouble())
      return found.isSame(as: Float(x))
        ? nil : "\(x.exactDescription): \(found), not \(Float(x))"
    }
    #expect(failure == nil)
  }
}
