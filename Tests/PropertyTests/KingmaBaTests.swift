import Multiprecision
import Oracle
import Testing

/// Kingma and Ba's bounds of Adam's step fail (*Adam*, §2.1): theorems,
/// `kingma_ba_first_bound_fails` and `kingma_ba_second_bound_fails`.
///
/// Exact trajectories with η = 1; ε = 10^−30 instead of 0, since the rule divides
/// zeros by it, only shortens a step.
struct KingmaBaTests {
  private static func lastStep(
    _ gradients: [Double], beta1: Double, beta2: Double, by subject: Subject = .adam
  ) throws -> Enclosure {
    var last: Enclosure = 0
    let tuning = Tuning(rate: 1, decay: beta2, beta1: beta1, epsilon: 1e-30)
    try subject.feed(gradients, tuning, precision: 256) { last = $0.update(0) }
    return last
  }

  /// n zeros and then ten of 1.
  private static func awakening(_ zeros: Int) -> [Double] {
    [Double](repeating: 0, count: zeros) + [Double](repeating: 1, count: 10)
  }

  @Test("the first bound fails", arguments: [990, 1500])
  func firstBoundFails(zeros: Int) throws {
    let claim = (1 - Enclosure(0.9)) / (1 - Enclosure(0.999)).squareRoot()
    let step = try Self.lastStep(Self.awakening(zeros), beta1: 0.9, beta2: 0.999)
    #expect(claim.isCertainlyLess(than: 3.17))
    #expect((5 as Enclosure).isCertainlyLess(than: step))
  }

  @Test("the second bound fails") func secondBoundFails() throws {
    let (β1, β2) = (Enclosure(0.9), Enclosure(0.99))
    #expect((1 - β1).isCertainlyAtMost((1 - β2).squareRoot()))
    let step = try Self.lastStep(Self.awakening(990), beta1: 0.9, beta2: 0.99)
    #expect((2 as Enclosure).isCertainlyLess(than: step))
  }

  /// What the largest step is at the usual rates: √C = 7.27 instead of 3.16.
  @Test("the published bound is off by 2·3") func publishedBoundIsOffBy2() throws {
    let gradients = (0..<120).map { k in
      (0..<k).reduce(0x1p-40) { g, _ in g * (0.999 / 0.9) }
    }
    let late = [Double](repeating: 0, count: 8000) + gradients
    let step = try Self.lastStep(late, beta1: 0.9, beta2: 0.999)
    #expect((7.26 as Enclosure).isCertainlyLess(than: step))
    #expect(step.isCertainlyLess(than: 7.28))
  }

  @Test("a rule without the average is not refuted so")
  func ruleWithoutAverageIsNotRefuted() throws {
    let step = try Self.lastStep(
      Self.awakening(990), beta1: 0.9, beta2: 0.999, by: .adam.with(.summed))
    #expect(step.isCertainlyLess(than: 3.17))
  }
}
