import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("Narrower operands give a result within the wider operands' result")
struct IsotonicityTests {
  @Test("binary", arguments: BinaryOperation.allCases)
  func binary(operation: BinaryOperation) {
    let failure = counterexample(in: 10_000) { random in
      let a = random.interval()
      let b = random.interval()
      let part = random.part(of: a)
      let other = random.part(of: b)
      // A part of a divisor that is exactly zero has lost the side it was on.
      if operation == .quotient && other.isZero && b.lower.signum < 0 { return nil }
      let precision = random.precision()
      let result = operation(a, b, precision: precision)
      let narrow = operation(part, other, precision: precision)
      let isSound = !result.isBroken && !narrow.isBroken
      if isSound && result.contains(narrow) { return nil }
      return "\(operation) of \(a.shown()) and \(b.shown()): \(result.shown()) "
        + "lacks \(narrow.shown()) of \(part.shown()) and \(other.shown())"
    }
    #expect(failure == nil)
  }

  @Test("unary", arguments: UnaryOperation.allCases)
  func unary(operation: UnaryOperation) {
    let failure = counterexample(in: 5000) { random in
      let a = random.interval()
      let part = random.part(of: a)
      let precision = random.precision()
      let result = operation(a, precision: precision)
      let narrow = operation(part, precision: precision)
      let isSound = !result.isBroken && !narrow.isBroken
      if isSound && result.contains(narrow) { return nil }
      return "\(operation) of \(a.shown()): \(result.shown()) "
        + "lacks \(narrow.shown()) of \(part.shown())"
    }
    #expect(failure == nil)
  }

  @Test("more precision gives a result within that of less")
  func precision() {
    let failure = counterexample(in: 10_000) { random in
      let a = random.interval()
      let b = random.interval()
      let precision = random.precision()
      let more = precision + random.integer(in: 0...200)
      for operation in BinaryOperation.allCases {
        let coarse = operation(a, b, precision: precision)
        let fine = operation(a, b, precision: more)
        if coarse.isBroken || fine.isBroken || !coarse.contains(fine) {
          return "\(operation) of \(a.shown()) and \(b.shown()) at \(more) bits"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }
}
