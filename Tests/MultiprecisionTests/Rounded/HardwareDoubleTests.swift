import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("Arithmetic in binary64 is the hardware's Double")
struct HardwareDoubleTests {
  /// Operands that meet: random bits, borders, or a cancelling neighbour.
  private static func operands(_ random: inout SplitMix64) -> (Double, Double) {
    let x = random.bool() ? random.anyDouble() : random.weightedDouble()
    switch random.integer(in: 0...7) {
    case 0:
      // Cancellation: equal but for the last bits, of either sign.
      return (x, Double(bitPattern: x.bitPattern ^ random.bits(3) ^ random.bits(1) << 63))
    case 1:
      let shift = random.integer(in: -60...60)
      let y = random.double(exponent: -60...60)
      return (Double(sign: .plus, exponent: shift, significand: x), y)
    case 2:
      // About the smallest or the largest value.
      let target = random.bool() ? random.integer(in: -1078 ... -1020) : 1023
      let room = target - (x.isNormal ? Int(x.exponent) : 0)
      let exponent = min(max(random.bool() ? room : -room, -1022), 1023)
      return (x, random.double(exponent: exponent...exponent))
    case 3: return (x, random.weightedDouble())
    default: return (x, random.anyDouble())
    }
  }

  @Test("two operands", arguments: BinaryOperation.allCases)
  func binary(operation: BinaryOperation) {
    let arithmetic = RoundedArithmetic(.binary64)
    var a = BigFloat(precision: 53)
    var b = BigFloat(precision: 53)
    var result = BigFloat(precision: 53)
    let failure = counterexample(in: 250_000) { random in
      let (x, y) = Self.operands(&random)
      a.set(x)
      b.set(y)
      arithmetic.perform(operation, a, b, into: &result)
      let expected = operation(x, y)
      let found = result.toDouble()
      if found.isSame(as: expected) { return nil }
      if operation == .maximum && x == 0 && y == 0 && found == 0 { return nil }
      return "\(operation) of \(x.exactDescription) and \(y.exactDescription): "
        + "\(found), not \(expected)"
    }
    #expect(failure == nil)
  }

  @Test("square roots")
  func squareRoot() {
    let arithmetic = RoundedArithmetic(.binary64)
    var a = BigFloat(precision: 53)
    var result = BigFloat(precision: 53)
    let failure = counterexample(in: 250_000) { random in
      var x = random.bool() ? random.anyDouble() : random.weightedDouble()
      if random.oneIn(4) { x = (x * x).nextUp }
      if x < 0 && !random.oneIn(8) { x = -x }
      a.set(x)
      arithmetic.squareRoot(a, into: &result)
      let found = result.toDouble()
      return found.isSame(as: x.squareRoot())
        ? nil : "√ of \(x.exactDescription): \(found), not \(x.squareRoot())"
    }
    #expect(failure == nil)
  }
}
