import Dialects

/// Evaluates programs at a point of the field.
struct FieldAlgebra: Algebra {
  let point: FieldPoint

  /// A divisor is zero, or what a root is taken of is not positive.
  struct BeyondDomain: Error {}

  func value(of name: Hyperparameter) -> FieldElement { point.value(of: name) }
  func groupLearningRate() -> FieldElement { point.groupLearningRate }
  func value(of integer: StepInteger) -> FieldElement {
    FieldElement(integer.value(step: point.step))
  }
  func value(of constant: Double) -> FieldElement { FieldElement(constant) }
  func value(of slot: ScalarSlot) -> FieldElement { point.value(of: slot) }
  func parameter() -> FieldElement { point.parameter }
  func gradient() -> FieldElement { point.gradient }
  func value(of slot: StateSlot) -> FieldElement { point.value(of: slot) }

  func apply(
    _ operation: Operation<FieldElement>, at node: ProgramNode
  ) throws(BeyondDomain) -> FieldElement {
    switch operation {
    case .sum(let a, let b): return a + b
    case .difference(let a, let b): return a - b
    case .product(let a, let b): return a * b
    case .quotient(let a, let b):
      guard let inverse = b.inverse else { throw BeyondDomain() }
      return a * inverse
    case .squareRoot(let a):
      let root = a.root
      // Roots are of positive numbers.
      guard a != .zero && root * root == a else { throw BeyondDomain() }
      return root
    case .maximum(let a, let b): return maximum(a, b)
    case .magnitude(let a): return a.magnitude
    case .negation(let a): return -a
    case .power(let a, let exponent):
      let exponent = exponent.value(step: point.step)
      guard exponent >= 0 else { throw BeyondDomain() }
      return a.power(UInt64(exponent))
    case .realPower(let a, let b): return point.draw(0x004, [a, b])
    case .cosinePi(let a): return point.draw(0x005, [a])
    }
  }

  /// A random symmetric function for which max(ca, cb) = c·max(a, b) for positive c.
  private func maximum(_ a: FieldElement, _ b: FieldElement) -> FieldElement {
    let sum = a + b
    let sign: FieldElement = sum.isPositive ? .one : .zero
    guard let inverse = (a * b).inverse else {
      return sum * point.draw(0x006, [sign])
    }
    // a/b + b/a.
    let ratio = (a * a + b * b) * inverse
    return sum * point.draw(0x007, [ratio, sign])
  }
}

extension Program {
  /// The new parameter, the new state in the order of slots, and the memory, at a
  /// point of the field; nil where the point is beyond the program's domain.
  func results(at point: FieldPoint) -> [FieldElement]? {
    var algebra = FieldAlgebra(point: point)
    guard let values = try? evaluate(in: &algebra) else { return nil }
    let state = state.sorted { $0.slot.rawValue < $1.slot.rawValue }
    let memory = memory.sorted { $0.slot.rawValue < $1.slot.rawValue }
    return [values.elements[parameter]] + state.map { values.elements[$0.node] }
      + memory.map { values.scalars[$0.node] }
  }
}
