import Formats

extension RandomCase {
  /// How many bits patterns differ, and the first of them with all that leads to it.
  func mismatches(
    _ got: Run, _ expected: Run, _ level: FloatFormat.SIMDLevel
  ) -> (count: Int, first: String?) {
    var (count, first): (Int, String?) = (0, nil)
    for (step, (a, b)) in zip(got, expected).enumerated() {
      guard a.map(\.name) == b.map(\.name) else { return (1, "other state") }
      for (x, y) in zip(a, b) where x.bits != y.bits {
        for lane in initial.indices where x.bits[lane] != y.bits[lane] {
          count += 1
          first =
            first
            ?? text(
              level, step, lane, x.name, got: x.bits[lane], expected: y.bits[lane])
        }
      }
    }
    return (count, first)
  }

  private func text(
    _ level: FloatFormat.SIMDLevel, _ step: Int, _ lane: Int, _ name: String,
    got: UInt64, expected: UInt64
  ) -> String {
    let format = numbers.format
    func hex(_ bits: UInt64) -> String { format.hexadecimal(bits) }
    return """
      \(numbers), \(dialect), \(scalars.rawValue) scalars, \(hyperparameters.given)
      stochastic seed \(stochasticSeed.map { "\($0)" } ?? "none"), element \(lane)
      initial \(hex(initial[lane])), gradients \
      \(gradients[...step].map { hex($0[lane]) })
      \(name) after step \(step + 1): \(hex(got)) with \(level), not \(hex(expected))
      """
  }
}
