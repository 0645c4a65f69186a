import Dialects
import Formats
import Oracle

/// The probes that tell the dialects of an optimizer apart, each about as little
/// as can be, the simple ones first.
enum Probes {
  /// All probes that can be made.
  static func all(_ maker: ProbeMaker) -> [Probe] {
    formula(maker) + momentum(maker) + epsilon(maker) + decay(maker) + state(maker)
      + plumbing(maker) + rows(maker) + together(maker)
  }

  /// Nothing but what every rule has.
  private static func formula(_ maker: ProbeMaker) -> [Probe] {
    var probes = [
      Probe(
        "formula", "Ordinary gradients, and bursts that calm down.",
        maker.vector("formula"))
    ]
    let slow: [Hyperparameter: Double] = [.beta1: 0.9, .beta2: 0.999, .decay: 0.999]
    let known = maker.optimizer.definition.hyperparameters
    let changes = slow.filter { known.contains($0.key) }
    if !changes.isEmpty {
      probes.append(
        Probe(
          "slow-averages", "Averages that have hardly begun, and are no dyadic numbers.",
          maker.vector("slow-averages", changes, steps: 8)))
    }
    return probes
  }

  private static func momentum(_ maker: ProbeMaker) -> [Probe] {
    var probes: [Probe] = []
    if maker.has(.momentum) {
      probes.append(
        Probe(
          "momentum", "Momentum while the learning rate jumps.",
          maker.vector("momentum", [.momentum: 0.7])))
    }
    if maker.has(.momentum, .dampening) {
      probes.append(
        Probe(
          "dampening", "Dampening, which may spare the first step.",
          maker.vector("dampening", [.momentum: 0.7, .dampening: 0.9])))
    }
    if maker.has(.momentumDecay) {
      probes.append(
        Probe(
          "momentum-decay", "A momentum schedule.",
          maker.vector("momentum-decay", [.momentumDecay: 0.3], steps: 6)))
    }
    return probes
  }

  /// One epsilon at a time, among gradients of its size.
  private static func epsilon(_ maker: ProbeMaker) -> [Probe] {
    let scale = maker.numbers("scale").epsilonScale
    return [(Hyperparameter.epsilon, "epsilon"), (.epsilonRoot, "epsilon-root")]
      .compactMap { name, title in
        guard maker.has(name) else { return nil }
        let size =
          name == .epsilonRoot && maker.optimizer != .adadelta ? scale * scale : scale
        return Probe(
          title, "\(name.rawValue) among gradients of its size.",
          maker.vector(
            title, [name: size], steps: 8, initial: [0, 0, 0, 0.5], scale: scale * 4))
      }
  }

  private static func decay(_ maker: ProbeMaker) -> [Probe] {
    var probes: [Probe] = []
    let initial = [1, 0.5, -1.5, -0.75]
    func append(_ name: String, _ purpose: String, _ changes: [Hyperparameter: Double]) {
      guard changes.keys.allSatisfy({ maker.has($0) }) else { return }
      probes.append(
        Probe(name, purpose, maker.vector(name, changes, initial: initial)))
    }
    append(
      "weight-decay", "Large weight decay while the learning rate jumps.",
      [.weightDecay: 0.3])
    append(
      "momentum-weight-decay", "Momentum and weight decay.",
      [.momentum: 0.7, .weightDecay: 0.3])
    append("rate-decay", "AdaGrad's own learning-rate decay.", [.learningRateDecay: 0.5])
    append("accumulator-decay", "A sum that forgets.", [.accumulatorDecay: 0.75])
    return probes
  }

  private static func state(_ maker: ProbeMaker) -> [Probe] {
    let changes = maker.usable([
      .initialFirstMoment: 0.25, .initialSecondMoment: 0.5, .initialMaximum: 0.75,
    ])
    var probes: [Probe] = []
    if !changes.isEmpty {
      probes.append(
        Probe(
          "initial-state", "State that does not start at 0.",
          maker.vector("initial-state", changes)))
    }
    if maker.optimizer == .rmsprop && maker.has(.epsilon) {
      var numbers = maker.numbers("constant-gradient")
      let start = numbers.tensor("w", [3], [0, 0, 0])
      let lanes = numbers.spread(3, from: 0.125, to: 1)
      probes.append(
        Probe(
          "constant-gradient", "A constant gradient: a variance that rounds below zero.",
          maker.scenario(
            [.epsilon: 0.01, .decay: 0.6], tensors: [start],
            gradients: Array(repeating: [.dense(lanes)], count: 100)),
          checkpoints: [1, 2, 5, 20, 40, 60, 80, 90, 95, 100]))
    }
    return probes
  }

  /// Everything that may be used, at once: what one hides the other may show.
  private static func together(_ maker: ProbeMaker) -> [Probe] {
    let changes = maker.everything()
    guard changes.count > 1 else { return [] }
    return [
      Probe(
        "together", "All hyperparameters at once.",
        maker.vector("together", changes, steps: 8, initial: [1, 0.5, -1.5, -0.75]))
    ]
  }
}
