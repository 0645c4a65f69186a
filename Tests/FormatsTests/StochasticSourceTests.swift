import Formats
import Testing
import _TestSupport

@Suite("The source of stochastic rounding's bits")
struct StochasticSourceTests {
  // Computed apart, in Python, with a `fmix32` that gives MurmurHash3's published
  // hashes of nothing: 514e28b7 for the seed 1, 81f16f39 for the seed ffffffff.
  @Test(
    "gives what another language gives",
    arguments: [
      (0, 0, 0, 0, 0x54cd_4aee), (0, 1, 0, 0, 0x420b_3286), (0, 0, 1, 0, 0x9291_5d3a),
      (0, 0, 0, 1, 0x79eb_30e0), (42, 1, 2, 3, 0x9271_b714),
      (0xdead_beef, 1000, 7, 123_456, 0x6e53_9f85),
      (0xffff_ffff, 1 << 31, 1 << 32, 1 << 40 + 5, 0xbdf8_d357),
      (1, -1, -1, -1, 0x5716_f995),
    ] as [(UInt32, Int, Int, Int, UInt32)])
  func table(seed: UInt32, step: Int, tensor: Int, element: Int, expected: UInt32) {
    let source = StochasticSource(seed: seed)
    #expect(source.bits(step: step, tensor: tensor, element: element) == expected)
  }

  @Test("depends on the position alone, and on each part of it")
  func positions() {
    let failure = counterexample(in: 10_000) { random in
      let source = StochasticSource(seed: UInt32(random.bits(32)))
      let (a, b, c) = (Int(random.bits(31)), Int(random.bits(31)), Int(random.bits(31)))
      let bits = source.bits(step: a, tensor: b, element: c)
      let again = StochasticSource(seed: source.seed)
      // Each round is a bijection of the 32 bits, so that one part changed
      // changes the result for certain.
      let isRight =
        again.bits(step: a, tensor: b, element: c) == bits
        && source.bits(step: a + 1, tensor: b, element: c) != bits
        && source.bits(step: a, tensor: b + 1, element: c) != bits
        && source.bits(step: a, tensor: b, element: c + 1) != bits
        && source.bits(step: a + 1 << 32, tensor: b, element: c) == bits
      return isRight ? nil : "\(source), \(a), \(b), \(c)"
    }
    #expect(failure == nil)
  }
}
