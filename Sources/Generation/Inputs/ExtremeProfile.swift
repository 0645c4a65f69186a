import Dialects
import Formats
import Oracle

/// The extremes of each format, and special values in single lanes.
enum ExtremeProfile {
  static let all: [InputProfile] = [
    InputProfile(
      "extremes",
      "Subnormal and huge gradients, squares that underflow or overflow, infinities, and "
        + "a NaN: each in a lane of its own.",
      flags: ["Extremes", "SpecialValues"], coverage: .everyMode.alsoInVariants(),
      applies: { _ in true }, checkpoints: { _ in [1, 2] }
    ) { context in
      let format = context.storage
      let least = format.leastPositive
      let normal = Double(sign: .plus, exponent: format.minimumExponent, significand: 1)
      let great = format.greatestFinite
      let tinyRoot = normal.squareRoot()
      let hugeRoot = great.squareRoot()
      // Each pair of gradients is a lane; a lane's faults must not spread.
      var lanes: [(initial: Double, first: Double, second: Double)] = [
        (0, least, -3 * least), (0, tinyRoot / 8, tinyRoot), (0, hugeRoot * 4, 1),
        (0, .infinity, 1), (0.5, .nan, 1), (0.5, 1, 0.25), (least, 0, normal / 2),
      ]
      if context.published.isMain {
        lanes += [
          (0, normal, least), (0, tinyRoot / 1024, 1),
          (0, hugeRoot / 4, -hugeRoot / 4), (1, great, great), (great / 2, 1, -1),
          (0.5, 1, -.infinity),
        ]
      }
      return context.scenario(
        initial: lanes.map(\.initial),
        gradients: [lanes.map(\.first), lanes.map(\.second)])
    }
  ]
}
