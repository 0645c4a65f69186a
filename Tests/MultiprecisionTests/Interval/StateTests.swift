import Multiprecision
import Testing
import _TestSupport

private let infinity = Double.infinity

@Suite("Outside its domain an interval operation is NaN or indeterminate")
struct StateTests {
  @Test(
    "a table of two operands",
    arguments: [
      // ∞ − ∞: certain for points only.
      (.sum, .point(infinity), .point(-infinity), .nan),
      (.sum, .point(-infinity), .point(infinity), .nan),
      (.sum, .between(1, infinity), .point(-infinity), .anything),
      (.sum, .between(-infinity, 1), .between(0, infinity), .anything),
      (.sum, .between(-infinity, 1), .point(-infinity), .point(-infinity)),
      (.sum, .between(1, infinity), .between(2, 3), .between(3, infinity)),
      (.difference, .point(infinity), .point(infinity), .nan),
      (.difference, .point(-infinity), .point(-infinity), .nan),
      (.difference, .between(1, infinity), .between(1, infinity), .anything),
      (.difference, .between(-infinity, 1), .point(-infinity), .anything),
      (.difference, .point(infinity), .between(-infinity, 1), .point(infinity)),
      // 0 × ∞.
      (.product, .point(0), .point(infinity), .nan),
      (.product, .point(-infinity), .point(-0.0), .nan),
      (.product, .between(0, 1), .point(infinity), .anything),
      (.product, .point(0), .between(1, infinity), .anything),
      (.product, .between(-1, 1), .between(-infinity, 0), .anything),
      (.product, .point(0), .between(-5, 7), .point(0)),
      (.product, .between(1, 2), .between(1, infinity), .between(1, infinity)),
      (.product, .between(-2, -1), .point(infinity), .point(-infinity)),
      // ÷ 0, which is +0 where it is exactly zero.
      (.quotient, .point(0), .point(0), .nan),
      (.quotient, .point(1), .point(0), .point(infinity)),
      (.quotient, .point(1), .point(-0.0), .point(infinity)),
      (.quotient, .between(-2, -1), .point(0), .point(-infinity)),
      (.quotient, .between(0, 1), .point(0), .anything),
      (.quotient, .point(0), .between(0, 1), .anything),
      (.quotient, .point(0), .between(1, 2), .point(0)),
      (.quotient, .point(1), .between(-1, 1), .anything),
      (.quotient, .between(1, 2), .between(0, 4), .between(0.25, infinity)),
      (.quotient, .between(1, 2), .between(-4, 0), .between(-infinity, -0.25)),
      (.quotient, .between(-2, -1), .between(0, 4), .between(-infinity, -0.25)),
      (.quotient, .between(-2, -1), .between(-4, 0), .between(0.25, infinity)),
      // ∞ ÷ ∞.
      (.quotient, .point(infinity), .point(-infinity), .nan),
      (.quotient, .between(1, infinity), .point(infinity), .anything),
      (.quotient, .point(infinity), .between(2, infinity), .anything),
      (.quotient, .between(1, 2), .between(4, infinity), .between(0, 0.5)),
      (.quotient, .point(1), .point(infinity), .point(0)),
      // The greater of two is defined everywhere.
      (.maximum, .point(-infinity), .point(infinity), .point(infinity)),
      (.maximum, .between(-1, 1), .between(0, 0.5), .between(0, 1)),
      (.maximum, .between(-2, infinity), .point(3), .between(3, infinity)),
    ] as [(BinaryOperation, Domain, Domain, Domain)])
  func binary(operation: BinaryOperation, a: Domain, b: Domain, expected: Domain) {
    let result = operation(a.interval(), b.interval(), precision: 53)
    let isRight = result.isSame(as: expected.interval())
    #expect(isRight, "\(operation) of \(a) and \(b) is \(result.shown())")
  }

  @Test(
    "a table of one operand",
    arguments: [
      (.squareRoot, .between(-2, -1), .nan),
      (.squareRoot, .point(-infinity), .nan),
      (.squareRoot, .between(-1, 0), .anything),
      (.squareRoot, .between(-1, 4), .anything),
      (.squareRoot, .between(-infinity, infinity), .anything),
      (.squareRoot, .point(-0.0), .point(0)),
      (.squareRoot, .between(-0.0, 4), .between(0, 2)),
      (.squareRoot, .between(4, infinity), .between(2, infinity)),
      (.magnitude, .between(-3, 2), .between(0, 3)),
      (.magnitude, .between(-2, 3), .between(0, 3)),
      (.magnitude, .between(-3, -2), .between(2, 3)),
      (.magnitude, .between(-infinity, -2), .between(2, infinity)),
      (.negation, .between(-infinity, 2), .between(-2, infinity)),
      (.power(0), .between(-1, 1), .point(1)),
      (.power(0), .point(infinity), .point(1)),
      (.power(2), .between(-3, 2), .between(0, 9)),
      (.power(2), .between(-infinity, -2), .between(4, infinity)),
      (.power(3), .between(-3, 2), .between(-27, 8)),
      (.power(1), .point(-infinity), .point(-infinity)),
    ] as [(UnaryOperation, Domain, Domain)])
  func unary(operation: UnaryOperation, a: Domain, expected: Domain) {
    let result = operation(a.interval(), precision: 53)
    let isRight = result.isSame(as: expected.interval())
    #expect(isRight, "\(operation) of \(a) is \(result.shown())")
  }

  @Test("NaN spreads before anything, and anything before the ordinary")
  func spreading() {
    for ordinary in [Domain.point(0), .between(-1, 1), .point(infinity)] {
      for operation in BinaryOperation.allCases {
        for (a, b, expected) in [
          (.nan, ordinary, .nan), (ordinary, .nan, .nan), (.nan, .nan, .nan),
          (.nan, .anything, .nan), (.anything, .nan, .nan),
          (.anything, ordinary, .anything), (ordinary, .anything, .anything),
        ] as [(Domain, Domain, Domain)] {
          let result = operation(a.interval(), b.interval(), precision: 53)
          let isRight = result.isSame(as: expected.interval())
          #expect(isRight, "\(operation) of \(a) and \(b) is \(result.shown())")
        }
      }
    }
    for operation in UnaryOperation.allCases {
      for a in [Domain.nan, .anything] {
        let result = operation(a.interval(), precision: 53)
        let isRight = result.isSame(as: a.interval())
        #expect(isRight, "\(operation) of \(a) is \(result.shown())")
      }
    }
  }

  @Test("a result makes an undefined interval ordinary again")
  func recovery() {
    for state in [Domain.nan, .anything] {
      var result = state.interval()
      result.setSum(Domain.point(1).interval(), Domain.point(2).interval())
      let isSum = result.isSame(as: Domain.point(3).interval())
      #expect(isSum)
      result = state.interval()
      result.set(2.5)
      let isAssigned = result.isPoint && result.contains(2.5)
      #expect(isAssigned)
      result = state.interval()
      result.set(7)
      let isInteger = result.isPoint && result.contains(7)
      #expect(isInteger)
    }
  }

  @Test("membership: NaN only where it is possible")
  func membership() {
    for (domain, value, expected) in [
      (.nan, .nan, true), (.nan, 0, false), (.anything, .nan, true),
      (.anything, 0, true), (.between(-1, 1), .nan, false), (.between(-1, 1), 0, true),
      (.between(-1, 1), -1, true), (.between(-1, 1), 1, true),
      (.between(-1, 1), 1.0.nextUp, false), (.between(-1, 1), (-1.0).nextDown, false),
      (.between(1, .infinity), .infinity, true), (.point(0), -0.0, true),
    ] as [(Domain, Double, Bool)] {
      let interval = domain.interval()
      let isMember = interval.contains(value)
      let isBigMember = interval.contains(BigFloat(value))
      #expect(isMember == expected, "\(value) in \(domain)")
      #expect(isBigMember == expected, "\(value) in \(domain)")
    }
  }

  @Test("inclusion among the kinds")
  func inclusion() {
    for (outer, inner, expected) in [
      (.anything, .nan, true), (.anything, .anything, true),
      (.anything, .point(1), true), (.nan, .nan, true), (.nan, .anything, false),
      (.nan, .point(1), false), (.point(1), .nan, false), (.point(1), .anything, false),
      (.between(-infinity, infinity), .anything, false),
      (.between(0, 2), .between(0, 2), true), (.between(0, 2), .between(0, 2.5), false),
      (.between(0, 2), .between(-1, 2), false),
    ] as [(Domain, Domain, Bool)] {
      let isInside = outer.interval().contains(inner.interval())
      #expect(isInside == expected, "\(inner) in \(outer)")
    }
  }
}
