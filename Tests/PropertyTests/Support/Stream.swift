import _TestSupport

/// What has a tuning and gradients.
protocol GradientInput {
  var tuning: Tuning { get }
  var gradients: [Double] { get }
}

/// A tuning and the gradients of one coordinate.
struct Stream: Shrinkable, GradientInput, Hashable, Sendable {
  var tuning: Tuning
  var gradients: [Double]

  var simpler: [Stream] { simpler(in: \.gradients) + simpler(in: \.tuning) }

  /// Draws up to `count` gradients over 16 decades.
  static func draw(_ random: inout SplitMix64, count: Int = 12) -> Stream {
    Stream(
      tuning: random.tuning(),
      gradients: (0..<random.integer(in: 1...count)).map { _ in random.slope() })
  }

  /// Whether no step divides 0 by 0.
  var isAdmitted: Bool {
    tuning.isAdmitted && !gradients.isEmpty
      && gradients.allSatisfy { $0.isFinite && ($0 == 0 || $0.magnitude > 1e-100) }
      && (tuning.isSafeAtZero || gradients[0] != 0)
      && (tuning.decay > 0 || tuning.epsilon > 0 || tuning.epsilonRoot > 0
        || !gradients.contains(0))
  }
}

/// A tuning and gradients whose magnitudes lie between a and b.
struct BandStream: Shrinkable, GradientInput, Hashable, Sendable {
  var tuning: Tuning
  var a: Double
  var b: Double
  var gradients: [Double]

  var simpler: [BandStream] {
    simpler(in: \.gradients) + simpler(in: \.tuning) + simpler(in: \.a) + simpler(in: \.b)
  }

  /// Draws a band within 12 decades and up to `count` gradients, often its ends.
  static func draw(
    _ random: inout SplitMix64, count: Int = 24, signed: Bool = true
  ) -> BandStream {
    let a = random.positive(1e-6...1e6)
    let b = random.bool() ? a : a * (1 + random.positive(1e-3...1e3))
    let gradients = (0..<random.integer(in: 1...count)).map { _ in
      let magnitude = random.choice([a, b, random.double(in: a...b)])
      return signed && random.bool() ? -magnitude : magnitude
    }
    return BandStream(tuning: random.tuning(), a: a, b: b, gradients: gradients)
  }

  var isAdmitted: Bool {
    tuning.isAdmitted && !gradients.isEmpty && a > 1e-100 && a <= b && b < 1e100
      && gradients.allSatisfy { (a...b).contains($0.magnitude) }
  }
}
