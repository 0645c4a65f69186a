import CMPFR
import Formats
import Foundation
import Multiprecision
import Testing

/// What MPFR keeps for each thread.
private struct ThreadState: Equatable, Sendable {
  let minimum = mpfr_get_emin()
  let maximum = mpfr_get_emax()
  let flags = mpfr_flags_save()
}

/// Every operation, with results that overflow, underflow and are inexact.
private func everything(_ format: FloatFormat, check: () -> Bool) -> Bool {
  let arithmetic = RoundedArithmetic(format)
  var isKept = true
  let values = [
    0, 1, 3, -3, format.greatestFinite, format.leastPositive, .nan, .infinity,
  ]
  for x in values {
    for y in values {
      let a = BigFloat(x)
      let b = BigFloat(y)
      var result = BigFloat(precision: 53)
      arithmetic.sum(a, b, into: &result)
      isKept = check() && isKept
      arithmetic.difference(a, b, into: &result)
      isKept = check() && isKept
      arithmetic.product(a, b, into: &result)
      isKept = check() && isKept
      arithmetic.quotient(a, b, into: &result)
      isKept = check() && isKept
      arithmetic.maximum(a, b, into: &result)
      isKept = check() && isKept
      arithmetic.squareRoot(a, into: &result)
      isKept = check() && isKept
      arithmetic.power(a, 5, into: &result)
      isKept = check() && isKept
      arithmetic.realPower(a, b, into: &result)
      isKept = check() && isKept
      arithmetic.cosinePi(a, into: &result)
      isKept = check() && isKept
      arithmetic.fusedSum(a, b, plus: a, into: &result)
      isKept = check() && isKept
      arithmetic.fusedDifference(a, b, minus: a, into: &result)
      isKept = check() && isKept
      arithmetic.fusedDifference(a, minus: a, times: b, into: &result)
      isKept = check() && isKept
      arithmetic.round(&result)
      isKept = check() && isKept
    }
  }
  return isKept
}

@Suite("MPFR's exponent range and flags")
struct ThreadStateTests {
  @Test("are restored by every operation, whatever they were", arguments: FloatFormat.all)
  func restored(format: FloatFormat) {
    // A synchronous test runs on one thread from here to its end.
    let before = ThreadState()
    defer {
      mpfr_set_emin(before.minimum)
      mpfr_set_emax(before.maximum)
      mpfr_flags_restore(before.flags, cmpfr_all_flags())
    }
    mpfr_clear_flags()
    let cleared = ThreadState()
    let isClearedKept = everything(format) { mpfr_get_emin() == cleared.minimum }
    #expect(isClearedKept)
    mpfr_clear_flags()
    mpfr_set_emin(-5000)
    mpfr_set_emax(6000)
    let narrow = ThreadState()
    let isNarrowKept = everything(format) {
      mpfr_get_emin() == narrow.minimum && mpfr_get_emax() == narrow.maximum
    }
    #expect(isNarrowKept)
  }

  @Test("flags set before an operation are set after it, and no others")
  func flags() {
    let before = ThreadState()
    defer { mpfr_flags_restore(before.flags, cmpfr_all_flags()) }
    let arithmetic = RoundedArithmetic(.binary32)
    let huge = BigFloat(Double(Float.greatestFiniteMagnitude))
    let tiny = BigFloat(Double(Float.leastNonzeroMagnitude))
    let zero = BigFloat(0)
    var result = BigFloat(precision: 24)
    for flags in [0, cmpfr_all_flags()] {
      mpfr_flags_restore(flags, cmpfr_all_flags())
      arithmetic.product(huge, huge, into: &result)
      arithmetic.product(tiny, tiny, into: &result)
      arithmetic.quotient(huge, zero, into: &result)
      arithmetic.quotient(zero, zero, into: &result)
      arithmetic.quotient(huge, tiny, into: &result)
      #expect(mpfr_flags_save() == flags)
    }
  }

  @Test("belong to the thread: another one computes undisturbed")
  func threads() async {
    // Two threads in narrow formats at once, and one at full range between.
    await withTaskGroup(of: Bool.self) { group in
      for format in FloatFormat.all {
        group.addTask { repeated(format) }
      }
      group.addTask {
        var isRight = true
        for _ in 0..<20_000 {
          var a = BigFloat(1)
          a.scale(byPowerOfTwo: 100_000)
          a.multiply(by: a.copy())
          isRight = isRight && !a.isInfinite
          a.setQuotient(BigFloat(1), a.copy(), rounding: .nearestEven)
          isRight = isRight && !a.isZero
        }
        return isRight
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}

/// The same overflow and underflow over and over.
private func repeated(_ format: FloatFormat) -> Bool {
  let arithmetic = RoundedArithmetic(format)
  let greatest = BigFloat(format.greatestFinite)
  let least = BigFloat(format.leastPositive)
  let two = BigFloat(2)
  var result = BigFloat(precision: 53)
  let overflow = format.decode(format.overflowBits)
  for _ in 0..<5000 {
    arithmetic.product(greatest, two, into: &result)
    guard result.toDouble().isSame(as: overflow) else { return false }
    arithmetic.quotient(least, two, into: &result)
    guard result.isZero else { return false }
  }
  return true
}
