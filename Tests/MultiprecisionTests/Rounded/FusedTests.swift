import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("Fused multiplication and addition in a format")
struct FusedTests {
  @Test("in binary32 it is the hardware's", arguments: TernaryOperation.allCases)
  func float(operation: TernaryOperation) {
    let arithmetic = RoundedArithmetic(.binary32)
    var result = BigFloat(precision: 24)
    let failure = counterexample(in: 60_000) { random in
      let x = random.bool() ? random.weightedFloat() : random.float(exponent: -80...63)
      let y = random.bool() ? random.weightedFloat() : random.float(exponent: -80...63)
      var z = random.weightedFloat()
      if random.bool() {
        // Cancellation, or a tie broken far down.
        z = Float(sign: random.bool() ? .plus : .minus, exponent: 0, significand: x * y)
        z = random.choice([z, z.nextUp, z * 0x1p24, z * 0x1p25, z * 0x1p-24])
      }
      arithmetic.perform(
        operation, BigFloat(Double(x)), BigFloat(Double(y)), BigFloat(Double(z)),
        into: &result)
      let expected = operation(x, y, z)
      let found = Float(result.toDouble())
      return found.isSame(as: expected)
        ? nil : "\(operation) of \(x), \(y), \(z): \(found), not \(expected)"
    }
    #expect(failure == nil)
  }

  @Test("in binary64 it is the hardware's", arguments: TernaryOperation.allCases)
  func double(operation: TernaryOperation) {
    let arithmetic = RoundedArithmetic(.binary64)
    var result = BigFloat(precision: 53)
    let failure = counterexample(in: 60_000) { random in
      let exponents = -600...500
      let x = random.bool() ? random.weightedDouble() : random.double(exponent: exponents)
      let y = random.bool() ? random.weightedDouble() : random.double(exponent: exponents)
      var z = random.weightedDouble()
      if random.bool() {
        z = x * y * random.choice([1, -1])
        z = random.choice([z, z.nextUp, z * 0x1p53, z * 0x1p54, z * 0x1p-53])
      }
      arithmetic.perform(operation, BigFloat(x), BigFloat(y), BigFloat(z), into: &result)
      let expected = operation(x, y, z)
      let found = result.toDouble()
      return found.isSame(as: expected)
        ? nil : "\(operation) of \(x), \(y), \(z): \(found), not \(expected)"
    }
    #expect(failure == nil)
  }

  @Test(
    "it is the exact result, rounded once in each direction",
    arguments: FormatRoundingTests.formats, TernaryOperation.allCases)
  func exact(format: FloatFormat, operation: TernaryOperation) {
    let failure = counterexample(in: 4000) { random in
      let direction = random.direction()
      let arithmetic = RoundedArithmetic(format, rounding: direction)
      func operand(_ random: inout SplitMix64) -> Double {
        random.bool()
          ? format.decode(random.next() & format.bitMask)
          : format.round(random.double(exponent: -4...4))
      }
      let (x, y) = (operand(&random), operand(&random))
      let z = random.oneIn(3) ? format.round(x * y) : operand(&random)
      let a = BigFloat(x)
      let b = BigFloat(y)
      let c = BigFloat(z)
      var result = BigFloat(precision: 53)
      arithmetic.perform(operation, a, b, c, into: &result)
      // From 2^1024 down to 2^−2148, and twice that for products.
      let whole = operation.separately(a, b, c, precision: 5000, rounding: direction)
      let expected = format.decode(whole.rounded(to: format, direction))
      let found = result.toDouble()
      return found.isSame(as: expected)
        ? nil : "\(operation) of \(x), \(y), \(z) \(direction): \(found), not \(expected)"
    }
    #expect(failure == nil)
  }
}
