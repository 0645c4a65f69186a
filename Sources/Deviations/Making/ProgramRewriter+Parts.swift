import Dialects
import Rules

/// An exponential average in a program: old × β + w × input.
struct Average {
  let old: SymbolicElement
  let input: SymbolicElement
  /// β and w, handed to the elements.
  let decay, weight: SymbolicElement
}

extension ProgramRewriter {
  private var anatomy: ProgramAnatomy { original.anatomy }

  // MARK: The step

  /// Replaces s, the number subtracted from the parameter.
  ///
  /// Only where it is subtracted: state that holds the same number stays.
  func replaceUpdate(_ change: @escaping (SymbolicElement) -> SymbolicElement) {
    guard let update = anatomy.update else { return }
    for node in original.elements.indices {
      switch original.operation(node) {
      case .difference(let kept, update) where kept != update:
        replace(element: node) { _ in self.element(kept) - change(self.element(update)) }
      case .sum(update, let lost) where isDecoupledDecay(lost):
        replace(element: node) { _ in change(self.element(update)) + self.element(lost) }
      default: break
      }
    }
  }

  /// Whether a node is `α × λ` × θ.
  private func isDecoupledDecay(_ node: Int) -> Bool {
    guard case .product(let scalar, let factor) = original.operation(node) else {
      return false
    }
    return original.isScalar(scalar) && original.elements[factor] == .parameter
  }

  /// s, copied.
  var update: SymbolicElement? { anatomy.update.map(element) }

  /// g as the moments see it, copied.
  var effectiveGradient: SymbolicElement {
    anatomy.effectiveGradient.map(element) ?? gradient
  }

  /// Replaces n / D; `change` gets n and D.
  func replaceRatio(
    _ change: @escaping (SymbolicElement, SymbolicElement) -> SymbolicElement
  ) {
    guard let ratio = anatomy.ratio, let n = anatomy.numerator,
      let d = anatomy.denominator
    else { return }
    replace(element: ratio) { _ in change(self.element(n), self.element(d)) }
  }

  // MARK: Denominators

  /// Replaces each √ of elements; `change` gets what is under it.
  func replaceRoots(_ change: @escaping (SymbolicElement) -> SymbolicElement) {
    for node in original.elements.indices {
      if case .squareRoot(let inner) = original.operation(node) {
        replace(element: node) { _ in change(self.element(inner)) }
      }
    }
  }

  /// Replaces each `√(q + ε_root) + ε`, with or without its epsilons; `change`
  /// gets q and what is added outside and inside.
  func replaceDenominators(
    _ change:
      @escaping (
        SymbolicElement, _ outside: SymbolicScalar?, _ inside: SymbolicScalar?
      ) -> SymbolicElement
  ) {
    func added(_ node: Int, _ name: Hyperparameter) -> Int? {
      let (value, addend) = original.withoutAddend(node)
      return addend.flatMap(original.hyperparameter) == name ? value : nil
    }
    for root in original.elements.indices {
      guard case .squareRoot(let radicand) = original.operation(root) else { continue }
      let outer = original.elements.indices.first { added($0, .epsilon) == root }
      let inner = added(radicand, .epsilonRoot)
      replace(element: outer ?? root) { _ in
        change(
          self.element(inner ?? radicand), outer == nil ? nil : self[.epsilon],
          inner == nil ? nil : self[.epsilonRoot])
      }
    }
  }

  // MARK: State

  /// Replaces the new value of a slot that is an exponential average, wherever
  /// it is used.
  func replaceAverage(
    _ slot: StateSlot, _ change: @escaping (Average) -> SymbolicElement
  ) {
    guard let new = anatomy.newState[slot] else { return }
    // A scalar may be added to the average before it is kept.
    var node = new
    if case .sum(let average, let floor) = original.operation(new),
      original.isScalar(floor)
    {
      node = average
    }
    guard case .sum(let kept, let entering) = original.operation(node),
      case .product(let decay, let old) = original.operation(kept),
      case .product(let weight, let input) = original.operation(entering)
    else { return }
    replace(element: node) { _ in
      change(
        Average(
          old: self.element(old), input: self.element(input),
          decay: self.element(decay), weight: self.element(weight)))
    }
  }

  /// Replaces the new value of a slot wherever it is used.
  func replaceNew(
    _ slot: StateSlot, _ change: @escaping (SymbolicElement) -> SymbolicElement
  ) {
    if let node = anatomy.newState[slot] { replace(element: node, with: change) }
  }
}

extension ProgramRewriter {
  /// Replaces the operations of elements for which `change` has something else.
  func replaceElements(
    _ change: @escaping (Rules.Operation<Int>) -> SymbolicElement?
  ) {
    for node in original.elements.indices {
      if let operation = original.operation(node) {
        replace(element: node) { change(operation) ?? $0 }
      }
    }
  }
}
