import Multiprecision
import Oracle
import Testing
import _TestSupport

/// RMSprop with a decreasing learning rate η_t on convex separable quadratics, with
/// B_s = η_s/√(1 − ρ): for all s ≤ t,
/// |x_t| ≤ max(B_s, |x_s| − h B_s/(√V + ε) Σ_(s<k≤t) η_k).
///
/// So x tends to 0 where η_t does and the sum diverges. A theorem: the argument of
/// `QuadraticTests` from step s on. Domain: `Landscape` with up to 4
/// coordinates, ρ from 0.001 to 0.991, η_t = η/√t or η/t, rounded to doubles, up to 60 steps.
struct DecreasingRateTests {
  static let law = Law<Landscape>(
    name: "|x_t| ≤ max(B_s, |x_s| − h B_s/(√V + ε) Σ η_k)", subject: .rmsprop,
    precision: Landscape.precision,
    draw: { random in
      var input = Landscape.draw(&random, reach: 1e-1...1e1, steps: 60)
      input.coordinates = Array(input.coordinates.prefix(4))
      input.tuning.decay = random.unit() * 0.99 + 1e-3
      input.schedule = random.choice([.inverseRoot, .inverse])
      return input
    }, admits: { $0.isAdmitted && $0.dimension <= 4 }
  ) { input, subject, precision in
    let root = (1 - Enclosure(input.tuning.decay)).squareRoot()
    var (path, rates): ([[Enclosure]], [Enclosure]) = ([], [])
    try input.run(subject, precision: precision) { point in
      path.append(point.coordinates.map(\.magnitude))
      rates.append(Enclosure(point.learningRate))
    }
    let t = input.steps
    for s in Set([1, t / 4, t / 2, t - 1]).sorted() where s >= 1 && s < t {
      let B = rates[s] / root
      let sum = rates[(s + 1)...t].reduce(0, +)
      for index in input.coordinates.indices {
        let h = Enclosure(input.curvatures[index])
        let gain = h * B * sum / input.greatestDenominator(index)
        let most = B.maximum(path[s][index] - gain)
        if try isRefuted(path[t][index], atMost: most) {
          return "from \(path[s][index]) after step \(s) to \(path[t][index]) after \(t)"
        }
      }
    }
    return nil
  }

  @Test("what is left falls with the learning rate") func whatIsLeftFallsWithLearning() {
    #expect(Self.law.counterexample(in: 1500) == nil)
  }

  @Test("it converges where a constant rate goes to and fro")
  func itConvergesWhereConstantRateGoes() throws {
    let tuning = Tuning(rate: 0.5, decay: 0.9, epsilon: 1e-8)
    func last(_ isDecreasing: Bool) throws -> Enclosure {
      var loop = try Subject.rmsprop.loop(
        tuning, .separable(curvatures: [1, 1e4]), start: [3, -3])
      if isDecreasing { loop.learningRate = { 0.5 / Double($0).squareRoot() } }
      var last: Enclosure = 0
      loop.run(steps: 1500, precision: 3200) {
        last = $0.coordinate(0).magnitude.maximum($0.coordinate(1).magnitude)
      }
      return last
    }
    // B of the last step is 0.041, and half the constant rate 0.25.
    #expect(try last(true).isCertainlyLess(than: 0.0409))
    #expect(try (0.24 as Enclosure).isCertainlyLess(than: last(false)))
  }

  @Test("faults are seen", arguments: [Fault.summed, .halved, .upward, .leaking])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.law.finds(fault))
  }
}
