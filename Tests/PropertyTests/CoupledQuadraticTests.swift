import Multiprecision
import Oracle
import Testing
import _TestSupport

/// RMSprop on dense quadratics with greatest curvature L and B = η/√(1 − ρ).
///
/// f(x_t) ≤ f(x_(t−1)) − η Σ wᵢ (|gᵢ| − LB/2), with wᵢ = |gᵢ|/Dᵢ ≤ 1/√(1 − ρ). So a step
/// never raises f by more than n L B²/2, and lowers it as long as the largest |gᵢ|,
/// G, satisfies G (G − LB/2)/(√V + ε) > (n − 1) L B/(2 √(1 − ρ)), where V is the largest
/// square so far (or v0): outside of that neighbourhood of the minimum it descends.
///
/// Theorems, `rmsprop_coupled_descent` and `rmsprop_coupled_lowers`: f(x − s) ≤ f(x) − gᵀs + ½L|s|², and |sᵢ| ≤ B. Domain: 2 to 40 coordinates,
/// 1 to 3 reflections, condition numbers to 10^8, η over 12 decades, ρ up to 1 − 2^−20, ε
/// and v0 from 0; up to 20 steps.
struct CoupledQuadraticTests {
  static let descent = Law<Landscape>(
    name: "f falls by at least η Σ wᵢ (|gᵢ| − LB/2)", subject: .rmsprop,
    precision: { 256 + (6 + 4 * $0.reflections) * $0.steps },
    draw: { random in
      let dimensions = random.oneIn(10) ? 2...40 : 2...4
      return Landscape.coupled(
        &random, dimensions: dimensions, steps: random.integer(in: 1...20))
    },
    admits: { $0.isAdmitted && $0.tuning.momentum == 0 && $0.steps <= 20 }
  ) { input, subject, precision in
    let tuning = input.tuning
    let (η, L, B) = (Enclosure(tuning.rate), Enclosure(input.steepest), input.largestStep)
    let half = L * B / 2
    let n = Enclosure(Double(input.dimension))
    var greatest = Enclosure(tuning.initial)
    var (f, failure) = (
      input.objective.value(at: input.start.map { Enclosure($0) }), nil as String?
    )
    try input.run(subject, precision: precision) { point in
      guard point.step > 0, failure == nil else { return }
      let (old, new) = (f, input.objective.value(at: point.coordinates))
      f = new
      var (sum, largest): (Enclosure, Enclosure) = (0, 0)
      for index in input.coordinates.indices {
        let g = point.gradient(index).magnitude
        guard let v = point.state(.squareAverage, index) else { return }
        let divisor =
          (v + Enclosure(tuning.epsilonRoot)).squareRoot() + Enclosure(tuning.epsilon)
        sum = sum + g / divisor * (g - half)
        largest = largest.maximum(g)
      }
      greatest = greatest.maximum(largest.power(2))
      // Relative to what f may change by at all, and to the cancelled terms of f.
      let scale = (n * L * B * B).maximum(old).maximum(new)
      if try isRefuted(new, atMost: old - η * sum, scale: scale) {
        failure = "step \(point.step) takes f from \(old) to \(new)"
      } else if try isRefuted(new, atMost: old + n * half * B, scale: scale) {
        failure = "step \(point.step) raises f from \(old) to \(new)"
      }
      let divisor =
        (greatest + Enclosure(tuning.epsilonRoot)).squareRoot()
        + Enclosure(tuning.epsilon)
      let isOutside = ((n - 1) * half / (1 - Enclosure(tuning.decay)).squareRoot())
        .isCertainlyLess(than: largest * (largest - half) / divisor)
      if failure == nil, isOutside, try isRefuted(new, atMost: old) {
        failure =
          "step \(point.step) raises f from \(old) to \(new), far from the minimum"
      }
    }
    return failure
  }

  /// How often the neighbourhood is left, so that the law says something.
  @Test("the descent is not empty") func descentIsNotEmpty() throws {
    let input = Landscape(
      tuning: Tuning(rate: 0x1p-10, decay: 0.9, epsilon: 1e-8),
      coordinates: [
        Coordinate(curvature: 1, start: 1), Coordinate(curvature: 1e-3, start: -0.5),
      ], steps: 20, reflections: 2)
    var values: [Enclosure] = []
    try input.run(.rmsprop, precision: 1024) {
      values.append(input.objective.value(at: $0.coordinates))
    }
    for (old, new) in zip(values, values.dropFirst()) {
      #expect(new.isCertainlyLess(than: old))
    }
  }

  @Test("the objective falls as stated") func objectiveFallsAsStated() {
    #expect(Self.descent.counterexample(in: 1000) == nil)
  }

  @Test(
    "faults are seen",
    arguments: [Fault.swapped, .upward, .doubled, .lagging, .shrinkingWeight])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.descent.finds(fault))
  }
}
