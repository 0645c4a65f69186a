import Formats
import Multiprecision
import Testing
import _TestSupport

// The reference computes in Double and rounds once more. That second rounding
// is innocuous: Double has 53 ≥ 2p + 2 bits for every p ≤ 24 here, and its
// exponents reach below the square and the quotient of any two values, so that
// no intermediate result is subnormal (Figueroa, SIGNUM Newsletter 30(3), 1995;
// Roux, J. Formalized Reasoning 7(1), 2014, for gradual underflow).

private let formats: [FloatFormat] = [
  .binary16, .bfloat16, .e4m3, .e5m2, .e4m3.overflowing(to: .saturate),
  .e5m2.overflowing(to: .saturate), .e5m2.overflowing(to: .nan),
]

/// Registers for one operation at a time.
private struct Workbench: ~Copyable {
  let format: FloatFormat
  let arithmetic: RoundedArithmetic
  var a = BigFloat(precision: 53)
  var b = BigFloat(precision: 53)
  var result = BigFloat(precision: 53)

  init(_ format: FloatFormat) {
    self.format = format
    arithmetic = RoundedArithmetic(format)
  }

  /// What is wrong with the operation on these operands.
  mutating func complaint(
    _ operation: BinaryOperation, _ x: Double, _ y: Double
  ) -> String? {
    a.set(x)
    b.set(y)
    arithmetic.perform(operation, a, b, into: &result)
    let found = result.toDouble()
    let expected = format.round(operation(x, y))
    if found.isSame(as: expected) { return nil }
    if operation == .maximum && x == 0 && y == 0 && found == 0 { return nil }
    return "\(format) \(operation) of \(x) and \(y): \(found), not \(expected)"
  }

  /// What is wrong with the square root.
  mutating func rootComplaint(_ x: Double) -> String? {
    a.set(x)
    arithmetic.squareRoot(a, into: &result)
    let found = result.toDouble()
    let expected = format.round(x.squareRoot())
    return found.isSame(as: expected) ? nil : "√\(x): \(found), not \(expected)"
  }
}

@Suite("Arithmetic in a small format is Double's, rounded")
struct SmallFormatTests {
  @Test("on random pairs", arguments: formats, BinaryOperation.allCases)
  func pairs(format: FloatFormat, operation: BinaryOperation) {
    var workbench = Workbench(format)
    let failure = counterexample(in: 20_000) { random in
      let x = random.next() & format.bitMask
      var y = random.next() & format.bitMask
      if random.oneIn(4) { y = x ^ random.bits(2) }
      return workbench.complaint(operation, format.decode(x), format.decode(y))
    }
    #expect(failure == nil)
  }

  @Test(
    "on all pairs of 8 bits", arguments: formats.filter { $0.bitWidth == 8 },
    BinaryOperation.allCases)
  func allPairs(format: FloatFormat, operation: BinaryOperation) {
    var workbench = Workbench(format)
    var failure: String?
    for x in 0..<UInt64(256) {
      let value = format.decode(x)
      for y in 0..<UInt64(256) where failure == nil {
        failure = workbench.complaint(operation, value, format.decode(y))
      }
    }
    #expect(failure == nil)
  }

  @Test("square roots of every value", arguments: formats)
  func roots(format: FloatFormat) {
    var workbench = Workbench(format)
    var failure: String?
    for bits in 0...format.bitMask where failure == nil {
      failure = workbench.rootComplaint(format.decode(bits))
    }
    #expect(failure == nil)
  }
}
