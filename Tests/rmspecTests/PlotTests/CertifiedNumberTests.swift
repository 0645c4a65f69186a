import Testing

@testable import Reports

/// Formulas on certified decimals give certified decimals, or none.
@Suite struct CertifiedNumberTests {
  private func rounded(_ decimal: String) -> CertifiedNumber {
    CertifiedNumber(rounded: decimal, to: 30)
  }

  @Test func exactNumbersStayExact() {
    #expect(CertifiedNumber(0.046875).decimal == "4.6875e-2")
    #expect((CertifiedNumber(1) / CertifiedNumber(8)).decimal == "1.25e-1")
    #expect(rounded("0").decimal == "0")
    #expect((-CertifiedNumber(3)).magnitude.decimal == "3e0")
    #expect(CertifiedNumber(-0.875).power(2).decimal == "7.65625e-1")
    #expect(CertifiedNumber(2).squareRoot.decimal == "1.41421356237e0")
  }

  @Test func cancellationCostsDigitsUntilNothingIsDecided() {
    let third = rounded("3.33333333333333333333333333333e-1")
    #expect(third.decimal == "3.33333333333e-1")
    #expect((third - CertifiedNumber(0.25)).decimal == "8.33333333333e-2")
    #expect((third - rounded("3.33333333333333333333333333332e-1")).decimal == nil)
    #expect((third - third).decimal == nil)
  }

  @Test func anythingThatRoundsToTheDecimalIsContained() {
    // 1.5 of 2 digits may be anything from 1.45 to 1.55.
    let some = CertifiedNumber(rounded: "1.5e0", to: 2)
    #expect((some - CertifiedNumber(1.46)).minimum(CertifiedNumber(0)).decimal == nil)
    #expect((some - CertifiedNumber(1.44)).minimum(CertifiedNumber(0)).decimal == "0")
    #expect((some - CertifiedNumber(1.56)).maximum(CertifiedNumber(0)).decimal == "0")
  }

  @Test func projectionIsExactBeyondTheBorder() {
    let border = CertifiedNumber(1)
    #expect((rounded("9.5e-1") + rounded("1e-1")).minimum(border).decimal == "1e0")
    #expect(rounded("-1.5e0").maximum(-border).decimal == "-1e0")
  }
}
