import RandomNumbers
import Testing

struct RandomNumbersTests {
  /// Printed by the reference implementation in C, splitmix64.c of Sebastiano Vigna
  /// (https://prng.di.unimi.it/splitmix64.c), from the seed 1234567.
  @Test("SplitMix64 gives the numbers of the reference implementation")
  func reference() {
    var random = SplitMix64(seed: 1_234_567)
    let numbers = (0..<5).map { _ in random.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test("a generator continues from its seed")
  func continuation() {
    var random = SplitMix64(seed: 7)
    _ = random.next()
    var other = SplitMix64(seed: random.seed)
    #expect(SplitMix64.output(random.seed) == other.next())
    _ = random.next()
    #expect(random == other)
  }

  @Test("numbers in the unit interval are below 1 and use 53 bits")
  func unit() {
    var random = SplitMix64(seed: 3)
    let numbers = (0..<1000).map { _ in random.unit() }
    #expect(numbers.allSatisfy { (0..<1).contains($0) })
    #expect(numbers.allSatisfy { ($0 * 0x1p53).rounded() == $0 * 0x1p53 })
    #expect(numbers.contains { $0 < 0.01 } && numbers.contains { $0 > 0.99 })
  }

  /// From the authors' table of test vectors
  /// (http://www.isthe.com/chongo/tech/comp/fnv/), repeated in RFC 9923, appendix C.
  @Test(
    "names have the seeds of FNV-1a",
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325 as UInt64), ("a", 0xaf63_dc4c_8601_ec8c),
      ("foobar", 0x8594_4171_f739_67e8),
    ])
  func names(_ name: String, _ seed: UInt64) {
    #expect(SplitMix64.seed(named: name) == seed)
  }

  /// x_(n+1) = a·x_n + c modulo 2^64.
  @Test("the congruential generator follows its recurrence", arguments: [0, 1, .max])
  func recurrence(seed: UInt64) {
    var random = CongruentialGenerator(seed: seed)
    var state = seed
    for _ in 0..<100 {
      let product = state.multipliedFullWidth(by: 6_364_136_223_846_793_005)
      state = product.low.addingReportingOverflow(1_442_695_040_888_963_407).partialValue
      #expect(random.next() == state)
    }
  }
}
