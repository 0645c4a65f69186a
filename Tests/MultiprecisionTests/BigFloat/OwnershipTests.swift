import Multiprecision
import Testing
import _TestSupport

@Suite("A BigFloat owns its memory")
struct OwnershipTests {
  @Test("a copy is equal and apart")
  func copy() {
    let failure = counterexample(in: 5000) { random in
      let a = random.extendedBigFloat(precision: random.precision())
      var b = a.copy()
      let isEqual = b.isSame(as: a) && b.precision == a.precision
      let old = a.shown()
      b.set(12_345)
      b.negate()
      return isEqual && a.shown() == old ? nil : old
    }
    #expect(failure == nil)
  }

  @Test("a swap exchanges values and precisions, and either lives on alone")
  func swap() {
    let failure = counterexample(in: 5000) { random in
      var a = random.extendedBigFloat(precision: random.precision())
      let description: String
      let other: String
      do {
        var b = random.extendedBigFloat(precision: random.precision())
        description = a.shown()
        other = b.shown()
        a.swap(&b)
        if b.shown() != description { return "\(description) and \(other)" }
        // b dies with what was a's memory.
      }
      if a.shown() != other { return "\(description) and \(other)" }
      a.add(BigFloat(1))
      return nil
    }
    #expect(failure == nil)
  }

  @Test("making and dropping numbers leaves the memory as it was")
  func memory() throws {
    // Each round would leave 10 MB behind if a number that was swapped or moved
    // away were not freed.
    func round() {
      for _ in 0..<20 {
        var a = BigFloat(1, precision: 4_000_000)
        var b = BigFloat(2, precision: 5_000_000)
        a.swap(&b)
        let refused = BigFloat(decimal: "x", precision: 1_000_000) == nil
        var interval = Interval(precision: 2_000_000)
        var other = interval.copy()
        interval.swap(&other)
        #expect(refused)
        consume(b)
      }
    }
    round()
    guard let before = residentBytes() else { return }
    for _ in 0..<20 { round() }
    let after = try #require(residentBytes())
    #expect(after - before < 60_000_000)
  }

  private func consume(_ value: consuming BigFloat) { value.negate() }
}
