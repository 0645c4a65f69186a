import Dialects
import Rules

/// A fault that is planted into a rule, so that a law is seen to fail.
struct Fault: Sendable {
  let name: String
  /// How the rule's program is rewritten.
  var edit: @Sendable (ProgramRewriter) -> Void = { _ in }
  /// How the rule's dialect is changed: a fault that the library can have, too.
  var dialect: @Sendable (Dialect) -> Dialect = { $0 }

  /// ρ (or β2) and 1 − ρ change places.
  static let swapped = Fault(name: "ρ and 1 − ρ swapped") { edit in
    for name in [Hyperparameter.decay, .beta2] {
      edit.replace(.hyperparameter(name)) { 1 - $0 }
    }
  }

  /// v ← v + g², as AdaGrad has it.
  static let summed = Fault(name: "AdaGrad's sum") { edit in
    edit.replaceSquare { v, g in v + g * g }
  }

  /// The new square weighs less from step to step: (1 − ρ)/t.
  static let shrinkingWeight = Fault(name: "a shrinking weight") { edit in
    let weight = (1 - edit.rate) / edit.step()
    edit.replaceSquare { [rate = edit.rate] v, g in rate * v + weight * (g * g) }
  }

  /// The average forgets without taking: the weights do not sum to 1 − ρ^t.
  static let leaking = Fault(name: "a leaking average") { edit in
    let weight = (1 - edit.rate) * edit.rate
    edit.replaceSquare { [rate = edit.rate] v, g in rate * v + weight * (g * g) }
  }

  /// v ← g²: nothing is remembered.
  static let forgetful = Fault(name: "no memory") { edit in
    edit.replaceSquare { _, g in g * g }
  }

  /// The step is made with v from before it.
  static let lagging = Fault(name: "the old average in the step") { edit in
    edit.keepState()
    if let square = edit.square {
      edit.replace(element: square.node) { _ in edit.old(square.slot) }
    }
  }

  /// s is twice as large.
  static let doubled = Fault(name: "a doubled step") { $0.scaleStep(by: 2) }

  /// s is half as large.
  static let halved = Fault(name: "a halved step") { $0.scaleStep(by: 0.5) }

  /// s is larger by a part in 2^30: no sampling of decimals would see it.
  static let slightlyLonger = Fault(name: "a step longer by 2^−30") {
    $0.scaleStep(by: 1 + 0x1p-30)
  }

  /// θ goes up the slope.
  static let upward = Fault(name: "ascent") { $0.scaleStep(by: -1) }

  /// g has the wrong sign, in the library, too.
  static let climbing = Fault(
    name: "the gradient of −f", dialect: { $0.with(Maximize.gradient) })

  /// ε counts twice.
  static let doubledEpsilon = Fault(name: "ε twice") { edit in
    for name in [Hyperparameter.epsilon, .epsilonRoot] {
      edit.replace(.hyperparameter(name)) { $0 + $0 }
    }
  }

  /// The corrections use t + 1.
  static let lateCorrection = Fault(name: "corrections with t + 1") { edit in
    for (node, scalar) in edit.original.scalars.enumerated() {
      guard case .operation(.power(let base, let exponent)) = scalar else { continue }
      edit.replace(scalar: node) { _ in
        edit.scalar(base).power(
          StepInteger(countsSteps: true, offset: exponent.offset + 1))
      }
    }
  }

  /// β1 and β2 change places.
  static let exchangedRates = Fault(name: "β1 and β2 exchanged") { edit in
    edit.replace(.hyperparameter(.beta1)) { _ in edit[.beta2] }
    edit.replace(.hyperparameter(.beta2)) { _ in edit[.beta1] }
  }

  /// m sums where it should average.
  static let summedMomentum = Fault(name: "m without 1 − β1") { edit in
    guard let node = edit.original.state.first(where: { $0.slot == .firstMoment })?.node
    else { return }
    edit.replace(element: node) { _ in
      edit[.beta1] * edit.old(.firstMoment) + edit.gradient
    }
  }

  /// AMSGrad's maximum is not kept.
  static let forgottenMaximum = Fault(name: "a maximum that is forgotten") { edit in
    edit.set(.maximumSecondMoment, edit.integer(0).element)
  }
}

extension ProgramRewriter {
  /// ρ, or β2.
  var rate: SymbolicScalar {
    original.state.contains { $0.slot == .squareAverage } ? self[.decay] : self[.beta2]
  }

  /// The slot of squares, and the node of its new value.
  var square: Program.Output<StateSlot>? {
    original.state.first {
      [.squareAverage, .secondMoment, .squareSum].contains($0.slot)
    }
  }

  /// Replaces the new average of squares, given the old one and g.
  func replaceSquare(
    _ change: @escaping (SymbolicElement, SymbolicElement) -> SymbolicElement
  ) {
    guard let square else { return }
    replace(element: square.node) { _ in change(self.old(square.slot), self.gradient) }
  }

  /// Multiplies what is subtracted from θ.
  func scaleStep(by factor: Double) {
    guard
      case .operation(.difference(let θ, let s)) = original.elements[original.parameter]
    else { return }
    setParameter(self.element(θ) - self.constant(factor) * self.element(s))
  }
}
