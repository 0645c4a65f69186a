import Formats
import Testing
import _TestSupport

// A count of n independent events of probability p lies within 6 standard
// deviations √(np(1 − p)) of np but once in 5·10^8 times; the seeds are fixed, so
// that what passes once passes always.

private let seeds: [UInt32] = [0, 1, 0x524d_5370, 0xffff_ffff]
private let count = 1 << 15

/// Whether `found` of `count` is what probability `p` would give.
private func isLikely(_ found: Int, probability p: Double) -> Bool {
  let n = Double(count)
  // The part is cut to a multiple of 2^−32.
  let bias = n * 0x1p-32
  return (Double(found) - n * p).magnitude <= 6 * (n * p * (1 - p)).squareRoot() + bias
}

/// Which of the positions runs through `0..<count`.
private enum Axis: CaseIterable {
  case step, tensor, element

  func bits(_ source: StochasticSource, _ i: Int) -> UInt32 {
    switch self {
    case .step: source.bits(step: i, tensor: 3, element: 5)
    case .tensor: source.bits(step: 1, tensor: i, element: 5)
    case .element: source.bits(step: 1, tensor: 3, element: i)
    }
  }
}

@Suite("The statistics of stochastic rounding")
struct StochasticStatisticsTests {
  @Test("the mean of many roundings is the number", arguments: FloatFormat.all, seeds)
  func unbiased(format: FloatFormat, seed: UInt32) {
    if format.bitWidth == 64 { return }
    let source = StochasticSource(seed: seed)
    let low = format.encode(1.5)
    let (from, to) = (format.decode(low), format.decode(low + 1))
    for (tensor, part) in [0.001, 0.1, 0.25, 1.0 / 3, 0.5, 0.9, 0.999].enumerated() {
      let value = from + (to - from) * part
      var away = 0
      for element in 0..<count {
        let r = source.bits(step: 1, tensor: tensor, element: element)
        let bits = format.encode(value, stochastic: r)
        if bits == low + 1 { away += 1 }
        if bits != low && bits != low + 1 { Issue.record("\(value) by \(r)") }
      }
      #expect(isLikely(away, probability: part), "\(away) of \(count), seed \(seed)")
    }
  }

  @Test("each bit is set half the time, and no two agree more often", arguments: seeds)
  func frequency(seed: UInt32) {
    let source = StochasticSource(seed: seed)
    for axis in Axis.allCases {
      var set = [Int](repeating: 0, count: 32)
      var agree = [Int](repeating: 0, count: 32)
      var changed = [Int](repeating: 0, count: 32)
      var last = axis.bits(source, count)
      for i in 0..<count {
        let bits = axis.bits(source, i)
        for k in 0..<32 {
          set[k] += Int(bits >> k & 1)
          agree[k] += Int((bits ^ ~(bits << 1 | bits >> 31)) >> k & 1)
          changed[k] += Int((bits ^ last) >> k & 1)
        }
        last = bits
      }
      for k in 0..<32 {
        #expect(isLikely(set[k], probability: 0.5), "bit \(k), \(axis), seed \(seed)")
        #expect(isLikely(agree[k], probability: 0.5), "bit \(k), \(axis), seed \(seed)")
        #expect(isLikely(changed[k], probability: 0.5), "bit \(k), \(axis), seed \(seed)")
      }
    }
  }

  @Test("the upper bytes are spread evenly", arguments: seeds)
  func uniform(seed: UInt32) {
    let source = StochasticSource(seed: seed)
    for axis in Axis.allCases {
      var bins = [Int](repeating: 0, count: 256)
      for i in 0..<count { bins[Int(axis.bits(source, i) >> 24)] += 1 }
      for bin in bins {
        #expect(isLikely(bin, probability: 1 / 256), "\(axis), seed \(seed)")
      }
      // χ² with 255 degrees of freedom: mean 255, variance 510.
      let mean = Double(count) / 256
      let square =
        bins.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / mean
      #expect(
        (square - 255).magnitude <= 6 * 510.0.squareRoot(), "\(square), seed \(seed)")
    }
  }

  @Test("tensors and steps share no bits, not even shifted", arguments: seeds)
  func streams(seed: UInt32) {
    // 24 streams of 4096 positions: in 2^32 they would meet by chance once in
    // 1900 times.
    let source = StochasticSource(seed: seed)
    var seen: Set<UInt32> = []
    for step in 0..<4 {
      for tensor in 0..<6 {
        for element in 0..<4096 {
          seen.insert(source.bits(step: step, tensor: tensor, element: element))
        }
      }
    }
    #expect(seen.count == 24 * 4096, "seed \(seed)")
  }

  @Test("bits at the same element of two tensors agree half the time", arguments: seeds)
  func independence(seed: UInt32) {
    let source = StochasticSource(seed: seed)
    for (a, b) in [(0, 1), (1, 2), (0, 7)] {
      var agree = [Int](repeating: 0, count: 32)
      for i in 0..<count {
        let both =
          ~(source.bits(step: 1, tensor: a, element: i)
          ^ source.bits(step: 1, tensor: b, element: i))
        for k in 0..<32 { agree[k] += Int(both >> k & 1) }
      }
      for k in 0..<32 {
        #expect(
          isLikely(agree[k], probability: 0.5), "bit \(k), \(a), \(b), seed \(seed)")
      }
    }
  }
}
