import Multiprecision
import Oracle
import Testing
import _TestSupport

/// Where runs on convex separable quadratics can be: theorems, `Quadratic.v`,
/// `AdamTrap.v`, `SmallRate.v` and `LargeRate.v`.
///
/// RMSprop, with B = η/√(1 − ρ): |x_t| ≤ max(|x_0|, B); outside [−B, B] a step keeps the
/// sign and takes at least η h B/(√(V + ε_root) + ε), so that x is inside after
/// (|x_0| − B)(√(V + ε_root) + ε)/(η h B) steps, and stays, and the loss is at most
/// B²/2 Σ h from then on. Below the threshold
/// ηh = 2 (√ε_root + ε) x falls geometrically, above it 0 repels. Adam is trapped, too.
///
/// Domain: `Landscape`: up to 100 coordinates, condition numbers to 10^8, both places of
/// ε; entry within 150 steps, ρ ≤ 0.99. That 0 repels is tried from v = 0 within
/// 2^−30 ε/h and for ηh ≥ 3ε, ε_root = 0, where x grows a hundredfold in 7 steps.
@Suite struct QuadraticTests {
  // x and its gradient have the same sign, and |s| ≤ B.
  static let trapped = Law<Landscape>(
    name: "|x_t| ≤ max(|x_0|, η/√(1 − ρ))", subject: .rmsprop,
    precision: Landscape.precision, draw: { Landscape.draw(&$0) }, admits: \.isAdmitted
  ) { input, subject, precision in
    var failure: String?
    try input.run(subject, precision: precision) { point in
      for index in input.coordinates.indices where failure == nil {
        let limit = Enclosure(input.start[index]).magnitude.maximum(input.largestStep)
        let x = point.coordinate(index)
        if try isRefuted(x.magnitude, atMost: limit) {
          failure =
            "coordinate \(index) after step \(point.step) is \(x), beyond \(limit)"
        }
      }
    }
    return failure
  }

  /// Draws starts outside [−B, B], from which it is not far, with ε in the order of
  /// the gradients.
  private static func draw(_ random: inout SplitMix64) -> Landscape {
    var input = Landscape.draw(&random)
    input.tuning.decay = random.choice([0.5, 0.9, 0.99, 0, random.unit() * 0.99])
    let reach = input.largestStep.double
    input.coordinates = input.coordinates.map { coordinate in
      var other = coordinate
      other.start = reach * (1.001 + 2 * random.unit()) * (random.bool() ? 1 : -1)
      return other
    }
    let slope = (input.curvatures.min() ?? 1) * reach
    input.tuning.epsilon = random.bool() ? 0 : slope * random.unit()
    input.tuning.epsilonRoot = random.bool() ? 0 : slope * slope * random.unit()
    input.tuning.initial = random.bool() ? 0 : slope * slope * random.unit()
    return input
  }

  /// The number of steps after which coordinate `index` is inside.
  private static func entry(_ input: Landscape, _ index: Int) -> Int {
    let B = input.largestStep
    let excess = Enclosure(input.start[index]).magnitude - B
    guard (0 as Enclosure).isCertainlyLess(than: excess) else { return 0 }
    let least =
      Enclosure(input.tuning.rate) * Enclosure(input.curvatures[index]) * B
      / input.greatestDenominator(index)
    // The double may be rounded, by less than the part added.
    return Int(min((excess / least).double * (1 + 1e-12), 1e9).rounded(.up))
  }

  private static func admits(_ input: Landscape) -> Bool {
    input.isAdmitted && input.tuning.decay <= 0.99
      && input.coordinates.indices.allSatisfy { entry(input, $0) <= 150 }
  }

  static let entered = Law<Landscape>(
    name: "x is in [−B, B] after ⌈(|x_0| − B)(√V + ε)/(η h B)⌉ steps",
    subject: .rmsprop, precision: { _ in 512 },
    draw: draw, admits: admits
  ) { input, subject, precision in
    let entries = input.coordinates.indices.map { entry(input, $0) }
    let (B, η) = (input.largestStep, Enclosure(input.tuning.rate))
    var failure: String?
    try input.run(subject, steps: (entries.max() ?? 0) + 2, precision: precision) {
      point in
      guard point.step > 0 else { return }
      if point.step >= entries.max() ?? 0 {
        let loss = input.objective.value(at: point.coordinates)
        let most = B * B / 2 * input.curvatures.map { Enclosure($0) }.reduce(0, +)
        if try isRefuted(loss, atMost: most) { failure = "the loss is still \(loss)" }
      }
      for index in input.coordinates.indices where failure == nil {
        let (old, x) = (point.previousCoordinate(index), point.coordinate(index))
        if point.step >= entries[index], try isRefuted(x.magnitude, atMost: B) {
          failure = "coordinate \(index) is at \(x) after step \(point.step), beyond \(B)"
        }
        guard B.isCertainlyLess(than: old.magnitude) else { continue }
        let least =
          η * Enclosure(input.curvatures[index]) * B / input.greatestDenominator(index)
        if try isRefuted(x.magnitude + least, atMost: old.magnitude) {
          failure = "step \(point.step) takes coordinate \(index) from \(old) to \(x)"
        }
      }
    }
    return failure
  }

  // |x'| = |x| |1 − ηh/(√(v + ε_root) + ε)|, and what is subtracted lies between its
  // values for V and for v = 0.
  static let smallRate = Law<Landscape>(
    name: "for ηh < 2 (√ε_root + ε): |x_t| ≤ q^t |x_0|, q < 1", subject: .rmsprop,
    precision: Landscape.precision,
    draw: { random in
      var input = Landscape.draw(&random)
      input.coordinates = [input.coordinates[0]]
      let ε = input.tuning.rate * input.curvatures[0] / random.double(in: 0.01...1.99)
      let share = random.choice([0, 1, random.unit()])
      input.tuning.epsilon = ε * share
      input.tuning.epsilonRoot = (ε * (1 - share)) * (ε * (1 - share)) * 1.0001
      return input
    },
    admits: {
      $0.isAdmitted && $0.dimension == 1
        && $0.tuning.rate * $0.curvatures[0]
          < 1.999 * ($0.tuning.epsilonRoot.squareRoot() + $0.tuning.epsilon)
    }
  ) { input, subject, precision in
    let tuning = input.tuning
    let (ε, x0) = (Enclosure(tuning.epsilon), Enclosure(input.start[0]).magnitude)
    let slope = Enclosure(tuning.rate) * Enclosure(input.curvatures[0])
    let least = Enclosure(tuning.epsilonRoot).squareRoot() + ε
    let q = (slope / least - 1).maximum(1 - slope / input.greatestDenominator(0))
    var failure: String?
    try input.run(subject, precision: precision) { point in
      let x = point.coordinate(0)
      if failure == nil, try isRefuted(x.magnitude, atMost: q.power(point.step) * x0) {
        failure = "after step \(point.step) it is at \(x), and q is \(q)"
      }
    }
    return failure
  }

  // While |x| ≤ 100 |x_0| ≤ 100·2^−30 ε/h, √v is below 2^−23 ε, and so |x'| > 1.99 |x|.
  static let largeRate = Law<Landscape>(
    name: "for ηh ≥ 3ε: |x| grows a hundredfold within 7 steps of 0", subject: .rmsprop,
    precision: Landscape.precision,
    draw: { random in
      var input = Landscape.draw(&random)
      let (η, h) = (input.tuning.rate, input.curvatures[0])
      let ε = η * h / random.positive(3.01...1000)
      (input.tuning.epsilon, input.tuning.epsilonRoot, input.tuning.initial) = (ε, 0, 0)
      input.coordinates = [Coordinate(curvature: h, start: 0x1p-30 * ε / h)]
      return input
    },
    admits: {
      $0.isAdmitted && $0.dimension == 1 && !($0.tuning.epsilonRoot > 0)
        && $0.tuning.initial == 0
        && $0.tuning.rate * $0.curvatures[0] >= 3 * $0.tuning.epsilon
        && $0.start[0].magnitude * $0.curvatures[0] <= 0x1p-30 * $0.tuning.epsilon
    }
  ) { input, subject, precision in
    let x0 = Enclosure(input.start[0]).magnitude
    var greatest = x0
    try input.run(subject, steps: 7, precision: precision) { point in
      greatest = greatest.maximum(point.coordinate(0).magnitude)
    }
    return try isRefuted(100 * x0, atMost: greatest) ? "it reaches \(greatest)" : nil
  }

  /// Adam with r = β1²/β2 < 1 and C as in `AdamStepBoundTests`.
  static func adamTrap(_ subject: Subject, isCorrected: Bool) -> Law<Landscape> {
    Law(
      name: "\(subject): |x_t| ≤ max(|x_0|, η √C/(1 − β1)\(isCorrected ? "²" : ""))",
      subject: subject, precision: { 2 * Landscape.precision($0) },
      draw: { random in
        var input = Landscape.draw(&random)
        input.tuning.initial = 0
        return input
      },
      admits: {
        $0.isAdmitted && $0.tuning.initial == 0 && $0.tuning.decay > 0
          && $0.tuning.beta1 * $0.tuning.beta1 <= 0.999 * $0.tuning.decay
      }
    ) { input, subject, precision in
      let (β1, β2) = (Enclosure(input.tuning.beta1), Enclosure(input.tuning.decay))
      let C = (1 - β1).power(2) * β2 / ((1 - β2) * (β2 - β1.power(2)))
      let reach = Enclosure(input.tuning.rate) * C.squareRoot() / (1 - β1)
      let limit = isCorrected ? reach / (1 - β1) : reach
      var failure: String?
      try input.run(subject, precision: precision) { point in
        for index in input.coordinates.indices where failure == nil {
          let most = limit.maximum(Enclosure(input.start[index]).magnitude)
          let x = point.coordinate(index)
          if try isRefuted(x.magnitude, atMost: most) {
            failure =
              "coordinate \(index) after step \(point.step) is \(x), beyond \(most)"
          }
        }
      }
      return failure
    }
  }

  @Test func `the interval is never left`() {
    #expect(Self.trapped.counterexample(in: 700) == nil)
  }

  @Test func `the interval is entered in time`() {
    #expect(Self.entered.counterexample(in: 400) == nil)
  }

  @Test(arguments: [
    Fault.swapped, .shrinkingWeight, .leaking, .lagging, .upward, .doubled,
  ])
  func `faults are seen`(fault: Fault) {
    #expect(Self.trapped.finds(fault))
  }

  @Test(arguments: [Fault.summed, .halved, .doubledEpsilon])
  func `slow rules enter too late`(fault: Fault) {
    #expect(Self.entered.finds(fault))
  }

  @Test func `zero attracts below the threshold`() {
    #expect(Self.smallRate.counterexample(in: 700) == nil)
    #expect(Self.smallRate.finds(.doubled))
  }

  @Test func `zero repels above the threshold`() {
    #expect(Self.largeRate.counterexample(in: 700) == nil)
    #expect(Self.largeRate.finds(.doubledEpsilon))
  }

  @Test func `Adam is trapped, too`() {
    let laws = [
      Self.adamTrap(.plainAdam, isCorrected: false),
      Self.adamTrap(.adam, isCorrected: true),
    ]
    for law in laws {
      #expect(law.counterexample(in: 250) == nil)
      #expect(law.finds(.upward))
    }
    #expect(laws[0].finds(.swapped))
  }
}
