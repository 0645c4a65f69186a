import Dialects
import Multiprecision
import Oracle
import Rules
import Testing
import _TestSupport

/// Rules that are each other, by theorems of algebra.
///
/// Dialects of one optimizer are compared as programs in
/// [ProgramIdentityTests](../RulesTests/Identity/ProgramIdentityTests.swift), and the
/// fast implementations in [RelationTests](../OptimizersTests/RelationTests.swift);
/// here are identities between optimizers, and those that hold for some numbers only.
///
/// Domain: as `Stream`, up to 12 gradients over 16 decades.
struct IdentityTests {
  static let withoutMomentum = Law<Stream>.sameSteps(
    "Adam with β1 = 0 and without correction is RMSprop", of: .plainAdam,
    draw: { random in
      var input = Stream.draw(&random)
      input.tuning.beta1 = 0
      return input
    }, admits: { $0.isAdmitted && $0.tuning.beta1 == 0 }
  ) { (.rmsprop, $0.tuning, $0.gradients) }

  static let corrected = Law<Stream>.sameSteps(
    "corrected RMSprop is Adam with β1 = 0",
    of: Subject(
      "corrected RMSprop", Dialect.standard(.rmsprop).with(SecondMomentCorrection.on)),
    draw: withoutMomentum.draw, admits: withoutMomentum.admits
  ) { (.adam, $0.tuning, $0.gradients) }

  static let constant = Law<Stream>.everyStep(
    "the corrected moments of a constant gradient are g and g²", of: .adam,
    draw: { random in
      let tuning = random.tuning()
      let g = (random.bool() ? 1 : -1) * random.positive(1e-8...1e8)
      return Stream(
        tuning: Tuning(
          rate: tuning.rate, decay: tuning.decay, beta1: tuning.beta1,
          epsilon: tuning.epsilon),
        gradients: [Double](repeating: g, count: random.integer(in: 1...40)))
    },
    admits: { input in
      input.isAdmitted && input.tuning.initial == 0 && input.tuning.epsilonRoot == 0
        && input.gradients[0] != 0
        && input.gradients.allSatisfy { $0 == input.gradients[0] }
    }
  ) { input, point in
    let (η, g) = (Enclosure(input.tuning.rate), Enclosure(input.gradients[0]))
    return try isRefuted(
      point.update(0), equals: η * g / (g.magnitude + Enclosure(input.tuning.epsilon)))
  }

  /// The rules whose scale is tried.
  static let scaled: [Subject] = [.rmsprop, .adagrad, .adam, .plainAdam, .amsgrad]

  /// Gradients with so few bits that 3, 5, … 255 times them are doubles, too.
  private static func scalable(_ random: inout SplitMix64) -> Stream {
    var input = Stream.draw(&random)
    (input.tuning.epsilon, input.tuning.epsilonRoot, input.tuning.initial) = (0, 0, 0)
    input.tuning.weightDecay = Double(2 * random.integer(in: 1...127) + 1)
    input.gradients = input.gradients.map { Double(Float($0)) }
    return input
  }

  private static func isScaled(_ input: Stream) -> Bool {
    // The factor travels in a hyperparameter that no rule here has in use.
    let factor = input.tuning.weightDecay
    return input.isAdmitted && !input.tuning.isSafeAtZero && factor > 0 && factor < 256
      && factor.rounded() == factor
      && input.gradients.allSatisfy { Double(Float($0)) == $0 }
  }

  static func scaleInvariance(_ subject: Subject) -> Law<Stream> {
    .sameSteps(
      "with ε = 0 the steps of \(subject) do not depend on the scale of the gradients",
      of: subject.withoutDecay, draw: scalable, admits: isScaled
    ) { input in
      (
        subject.withoutDecay, input.tuning,
        input.gradients.map { $0 * input.tuning.weightDecay }
      )
    }
  }

  /// The gradients, ε, √ε_root and √v0 scaled together, by a power of two.
  static func jointScale(_ subject: Subject) -> Law<Stream> {
    .sameSteps(
      "\(subject) does not see a common scale of gradients, ε, √ε_root and √v0",
      of: subject, draw: { Stream.draw(&$0) }, admits: \.isAdmitted
    ) { input in
      var tuning = input.tuning
      let c = 0x1p-7
      tuning.epsilon *= c
      tuning.epsilonRoot *= c * c
      tuning.initial *= c * c
      return (subject, tuning, input.gradients.map { $0 * c })
    }
  }

  /// η of step t is η √(1 − β2^t)/(1 − β1^t), in Adam without correction.
  static let correctedRate = Fault(name: "the corrections in η") { edit in
    let t = StepInteger(countsSteps: true, offset: 0)
    let (c1, c2) = (1 - edit[.beta1].power(t), 1 - edit[.beta2].power(t))
    edit.replace(.hyperparameter(.learningRate)) { $0 * c2.squareRoot() / c1 }
  }

  static let rawFrame = Law<Stream>.sameSteps(
    "ε-hat is a rate of η √(1 − β2^t)/(1 − β1^t) without corrections", of: .adamRaw,
    draw: { Stream.draw(&$0) }, admits: \.isAdmitted
  ) { (Subject.plainAdam.with(correctedRate), $0.tuning, $0.gradients) }

  static let sign = Law<Stream>.everyStep(
    "RMSprop with ρ = 0 and ε = 0 is sign descent", of: .rmsprop,
    draw: { random in
      var input = Stream.draw(&random)
      input.tuning = Tuning(
        rate: input.tuning.rate, decay: 0, initial: input.tuning.initial)
      input.gradients = input.gradients.map { $0 == 0 ? -1 : $0 }
      return input
    },
    admits: {
      $0.isAdmitted && $0.tuning.decay == 0 && $0.tuning.epsilon == 0
        && $0.tuning.epsilonRoot == 0
    }
  ) { input, point in
    let sign = input.gradients[point.step - 1] > 0 ? 1.0 : -1.0
    return try isRefuted(
      point.update(0), equals: Enclosure(input.tuning.rate) * Enclosure(sign))
  }

  /// ε̂ in every step is ε = ε̂/√(1 − β2^t), and likewise ε_root = ε̂_root/(1 − β2^t).
  static let translated = Fault(name: "ε and ε_root of ε-hat") { edit in
    let c2 = 1 - edit[.beta2].power(StepInteger(countsSteps: true, offset: 0))
    edit.replace(.hyperparameter(.epsilon)) { $0 / c2.squareRoot() }
    edit.replace(.hyperparameter(.epsilonRoot)) { $0 / c2 }
  }

  static let epsilonHat = Law<Stream>.sameSteps(
    "ε-hat is ε = ε̂/√(1 − β2^t)", of: .adamRaw, draw: { Stream.draw(&$0) },
    admits: \.isAdmitted
  ) { (Subject.adam.with(translated), $0.tuning, $0.gradients) }

  static let epsilonFrames = Law<Stream>(
    name: "√(1 − β2^t) |s| ≤ |s of ε-hat| ≤ |s|", subject: .adamRaw,
    draw: { random in
      var input = Stream.draw(&random)
      input.tuning.epsilonRoot = 0
      return input
    }, admits: { $0.isAdmitted && $0.tuning.epsilonRoot == 0 }
  ) { input, subject, precision in
    var steps: [Enclosure] = []
    try Subject.adam.feed(input.gradients, input.tuning, precision: precision) {
      steps.append($0.update(0).magnitude)
    }
    var failure: String?
    try subject.feed(input.gradients, input.tuning, precision: precision) { point in
      let (raw, step) = (point.update(0).magnitude, steps[point.step - 1])
      let c2 = 1 - Enclosure(input.tuning.decay).power(point.step)
      if failure == nil,
        try isRefuted(raw, atMost: step, scale: Enclosure(input.tuning.rate))
          || isRefuted(
            c2.squareRoot() * step, atMost: raw, scale: Enclosure(input.tuning.rate))
      {
        failure = "step \(point.step) is \(raw) with ε-hat and \(step) without"
      }
    }
    return failure
  }

  @Test("Adam without momentum is RMSprop") func adamWithoutMomentumIsRMSprop() {
    #expect(Self.withoutMomentum.counterexample(in: 2000) == nil)
    #expect(Self.corrected.counterexample(in: 2000) == nil)
  }

  @Test("corrections are exact for constant gradients")
  func correctionsAreExactForConstantGradients() {
    #expect(Self.constant.counterexample(in: 2000) == nil)
  }

  @Test("scale invariance", arguments: scaled)
  func scaleInvariance(subject: Subject) {
    #expect(Self.scaleInvariance(subject).counterexample(in: 1000) == nil)
    #expect(Self.jointScale(subject).counterexample(in: 1000) == nil)
  }

  @Test("sign descent") func signDescent() {
    #expect(Self.sign.counterexample(in: 3000) == nil)
  }

  @Test("both epsilons of Adam are translated into each other")
  func bothEpsilonsOfAdamAreTranslated() {
    #expect(Self.epsilonHat.counterexample(in: 1500) == nil)
    #expect(Self.epsilonFrames.counterexample(in: 1500) == nil)
    #expect(Self.rawFrame.counterexample(in: 1500) == nil)
  }

  @Test("faults are seen") func faultsAreSeen() {
    #expect(Self.withoutMomentum.finds(.swapped))
    #expect(Self.withoutMomentum.finds(.exchangedRates))
    #expect(Self.corrected.finds(.lateCorrection))
    #expect(Self.constant.finds(.lateCorrection))
    #expect(Self.constant.finds(.shrinkingWeight))
    #expect(Self.sign.finds(.swapped))
    #expect(Self.sign.finds(.summed))
    #expect(Self.epsilonHat.finds(.doubledEpsilon))
    #expect(Self.epsilonHat.finds(.slightlyLonger))
    #expect(Self.epsilonFrames.finds(.halved))
    #expect(Self.rawFrame.finds(.lateCorrection))
    #expect(Self.jointScale(.rmsprop).finds(Self.absoluteEpsilon))
    #expect(Self.scaleInvariance(.adam).finds(Self.absoluteEpsilon))
  }

  /// An ε that cannot be set to 0.
  private static let absoluteEpsilon = Fault(name: "an ε of its own") { edit in
    if let square = edit.square {
      edit.replace(element: square.node) { $0 + edit.constant(1e-16) }
    }
  }
}

extension Subject {
  /// The same rule without weight decay, whatever the tuning says.
  var withoutDecay: Subject {
    var subject = self
    subject.ignoresDecay = true
    return subject
  }
}
