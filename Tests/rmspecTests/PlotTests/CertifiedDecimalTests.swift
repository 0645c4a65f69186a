import Multiprecision
import Multiprecision
import Testing

@testable import Reports

/// Formulas on certified decimals give certified decimals, or none.
@Suite struct CertifiedDecimalTests {
  private func rounded(_ decimal: String) -> Enclosure {
    Enclosure(rounded: decimal, to: 30)
  }

  @Test("exact numbers stay exact")
  func exactNumbers() {
    #expect(Enclosure(0.046875).shownDecimal == "4.6875e-2")
    #expect((Enclosure(1) / Enclosure(8)).shownDecimal == "1.25e-1")
    #expect(rounded("0").shownDecimal == "0")
    #expect((-Enclosure(3)).magnitude.shownDecimal == "3e0")
    #expect(Enclosure(-0.875).power(2).shownDecimal == "7.65625e-1")
    #expect(Enclosure(2).squareRoot().shownDecimal == "1.41421356237e0")
  }

  @Test("cancellation costs digits until nothing is decided")
  func cancellationCosts() {
    let third = rounded("3.33333333333333333333333333333e-1")
    #expect(third.shownDecimal == "3.33333333333e-1")
    #expect((third - Enclosure(0.25)).shownDecimal == "8.33333333333e-2")
    #expect((third - rounded("3.33333333333333333333333333332e-1")).shownDecimal == nil)
    #expect((third - third).shownDecimal == nil)
  }

  @Test("anything that rounds to the decimal is contained")
  func anythingRounds() {
    // 1.5 of 2 digits may be anything from 1.45 to 1.55.
    let some = Enclosure(rounded: "1.5e0", to: 2)
    #expect((some - Enclosure(1.46)).minimum(Enclosure(0)).shownDecimal == nil)
    #expect((some - Enclosure(1.44)).minimum(Enclosure(0)).shownDecimal == "0")
    #expect((some - Enclosure(1.56)).maximum(Enclosure(0)).shownDecimal == "0")
  }

  @Test("projection is exact beyond the border")
  func projectionExact() {
    let border = Enclosure(1)
    #expect((rounded("9.5e-1") + rounded("1e-1")).minimum(border).shownDecimal == "1e0")
    #expect(rounded("-1.5e0").maximum(-border).shownDecimal == "-1e0")
  }
}

extension Enclosure {
  /// The lesser of both.
  fileprivate func minimum(_ other: Enclosure) -> Enclosure {
    -(-self).maximum(-other)
  }
}
