import Formats
import _TestSupport

/// Prints a row for each rounding to a format.
func measure<Word: FixedWidthInteger & UnsignedInteger>(
  _ format: FloatFormat, _ word: Word.Type
) {
  // Both signs, 20 binades, and some that underflow or overflow 8 bits.
  var random = CongruentialGenerator(seed: 1)
  let doubles = (0..<16384).map { _ -> Double in
    let state = random.next()
    let exponent = UInt64(1023 - 12) + state >> 59
    return Double(bitPattern: state & (1 << 63 | 1 << 52 - 1) | exponent << 52)
  }
  let floats = doubles.map { Float($0) }
  let bits = StochasticSource(seed: 1).bits(step: 1, tensor: 0, elements: 0..<16384)
  var floatResults = floats
  var doubleResults = doubles
  var words = [Word](repeating: 0, count: floats.count)

  for direction in RoundingDirection.allCases {
    let cells = [
      compare(floats, &floatResults) {
        format.round($0, into: $1, direction)
      } single: { value, _ in
        Float(format.round(Double(value), direction))
      },
      compare(floats, &words) {
        format.encode($0, into: $1, rounding: direction)
      } single: { value, _ in
        Word(truncatingIfNeeded: format.encode(Double(value), rounding: direction))
      },
      compare(doubles, &doubleResults) {
        format.round($0, into: $1, direction)
      } single: { value, _ in
        format.round(value, direction)
      },
      compare(doubles, &words) {
        format.encode($0, into: $1, rounding: direction)
      } single: { value, _ in
        Word(truncatingIfNeeded: format.encode(value, rounding: direction))
      },
      compare(words, &doubleResults) {
        format.decode($0, into: $1)
      } single: { bits, _ in
        format.decode(UInt64(bits))
      },
    ]
    print(row(format.name, direction.rawValue, cells))
  }
  bits.withUnsafeBufferPointer { bits in
    let cells = [
      compare(floats, &floatResults) {
        format.round($0, into: $1, stochastic: bits)
      } single: { value, i in
        Float(format.decode(format.encode(Double(value), stochastic: bits[i])))
      },
      compare(floats, &words) {
        format.encode($0, into: $1, stochastic: bits)
      } single: { value, i in
        Word(truncatingIfNeeded: format.encode(Double(value), stochastic: bits[i]))
      },
      compare(doubles, &doubleResults) {
        format.round($0, into: $1, stochastic: bits)
      } single: { value, i in
        format.decode(format.encode(value, stochastic: bits[i]))
      },
      compare(doubles, &words) {
        format.encode($0, into: $1, stochastic: bits)
      } single: { value, i in
        Word(truncatingIfNeeded: format.encode(value, stochastic: bits[i]))
      },
    ]
    print(row(format.name, "stochastic", cells))
  }
}

/// The least times of both, in turn, in nanoseconds a value.
private func compare<Source, Result>(
  _ values: [Source], _ results: inout [Result],
  bulk: (UnsafeBufferPointer<Source>, UnsafeMutableBufferPointer<Result>) -> Void,
  single: (Source, Int) -> Result
) -> String {
  let clock = ContinuousClock()
  var (bulkTime, singleTime) = (Duration.seconds(1), Duration.seconds(1))
  values.withUnsafeBufferPointer { values in
    results.withUnsafeMutableBufferPointer { results in
      for _ in 0..<10 {
        for _ in 0..<10 {
          bulkTime = min(bulkTime, clock.measure { bulk(values, results) })
        }
        singleTime = min(
          singleTime,
          clock.measure {
            for i in values.indices { results[i] = single(values[i], i) }
          })
      }
    }
  }
  return [bulkTime, singleTime].map { time in
    let nanoseconds = time / .nanoseconds(1) / Double(values.count)
    let hundredths = Int(nanoseconds * 100 + 0.5)
    let (whole, fraction) = (hundredths / 100, hundredths % 100)
    return "\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
  }.joined(separator: "/")
}
