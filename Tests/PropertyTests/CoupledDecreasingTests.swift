import Multiprecision
import Oracle
import Testing
import _TestSupport

/// With a learning rate that decreases, RMSprop (plain, with momentum), Adam and AMSGrad
/// converge to the minimum of every dense quadratic.
///
/// Theorems, `rmsprop_coupled_decreasing` and its like, derived in `CoupledBound`: f is never above the sequence of bounds
/// b_t = (1 − σ_t ℓ/D̄) b_(t−1) + n σ_t (2 U E_t + ½ L σ_t U²), which tends to 0 as the rise
/// over σ_t does and Σ σ_t does not end. Domain: that of `CoupledNeighbourhoodTests`, with
/// the rates η/√t and η/t.
struct CoupledDecreasingTests {
  static func law(_ rule: CoupledRule) -> Law<Landscape> {
    CoupledNeighbourhoodTests.law(rule, schedules: [.inverseRoot, .inverse])
  }

  @Test("f goes down as stated", arguments: CoupledRule.all)
  func fGoesDownAsStated(rule: CoupledRule) {
    #expect(Self.law(rule).counterexample(in: 300) == nil)
  }

  /// No trajectory, only what it can be at most.
  @Test("the bound goes on falling", arguments: CoupledRule.all)
  func boundGoesOnFalling(rule: CoupledRule) throws {
    var input = Landscape.wellConditioned(rule, rate: 0x1p-4)
    (input.schedule, input.steps) = (.inverseRoot, 1 << 13)
    let bounds = CoupledNeighbourhoodTests.bounds(rule, input)
    let some = stride(from: 7, through: 13, by: 2).map { bounds[1 << $0] }
    for (old, new) in zip(some, some.dropFirst()) {
      #expect(new.isCertainlyLess(than: old))
    }
    // In the end it is below what the same rate ends at if it stays as it is.
    input.schedule = .constant
    let constant = CoupledNeighbourhoodTests.bounds(rule, input)
    #expect(some[3].isCertainlyLess(than: constant[input.steps]))
  }

  @Test("faults are seen", arguments: CoupledRule.all) func faultsAreSeen(
    rule: CoupledRule
  ) {
    for fault in [Fault.upward, .summed, .lagging, .doubled] {
      #expect(Self.law(rule).finds(fault))
    }
  }
}
