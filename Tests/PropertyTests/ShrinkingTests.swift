import Testing
import _TestSupport

/// The search itself: what it finds is small, and is Swift.
struct ShrinkingTests {
  @Test("numbers become simple") func numbersBecomeSimple() {
    let found = counterexample(in: 100, drawing: { [$0.double(in: 0...1000)] }) {
      $0.contains { $0 > 17.3 } ? "large" : nil
    }
    #expect(found?.input.count == 1)
    #expect((found?.input.first).map { $0.description.utf8.count <= 5 } == true)
  }

  @Test("lists become short") func listsBecomeShort() {
    let found = counterexample(
      in: 100, drawing: { random in (0..<40).map { _ in random.integer(in: 0...99) } }
    ) { $0.reduce(0, +) > 100 ? "much" : nil }
    #expect((found?.input.count).map { $0 <= 3 } == true)
  }

  @Test("shrinking ends") func shrinkingEnds() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<200 {
      var value = random.double(exponent: -300...300)
      var length = 0
      while let next = value.simpler.last {
        (value, length) = (next, length + 1)
        if length > 200 { break }
      }
      #expect(length <= 200)
    }
  }

  @Test("a planted fault is shown by code that repeats it")
  func plantedFaultIsShownByCode() throws {
    let faulty = Subject.rmsprop.with(.swapped)
    let found = try #require(StepBoundTests.bound.counterexample(in: 500, by: faulty))
    #expect(found.input.gradients.count == 1)
    #expect(found.description.contains("Stream(tuning: Tuning(rate: "))
    #expect(StepBoundTests.bound.violation(found.input, by: faulty) != nil)
    #expect(StepBoundTests.bound.violation(found.input) == nil)
  }
}
