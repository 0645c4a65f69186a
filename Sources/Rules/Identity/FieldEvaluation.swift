/// The results of a program at a point of the field.
struct FieldEvaluation: Equatable {
  /// The new parameter, the new state in the order of slots, and the memory.
  let results: [FieldElement]

  /// Evaluates `program`, or gives nil where the point is beyond its domain: a
  /// divisor is zero, or what a root is taken of is not positive.
  init?(_ program: Program, at point: FieldPoint) {
    var machine = FieldMachine(point: point)
    var scalars: [FieldElement] = []
    for node in program.scalars {
      switch node {
      case .hyperparameter(let name): scalars.append(point.value(of: name))
      case .groupLearningRate: scalars.append(point.groupLearningRate)
      case .integer(let integer):
        scalars.append(FieldElement(integer.value(step: point.step)))
      case .constant(let value): scalars.append(FieldElement(value))
      case .memory(let slot): scalars.append(point.value(of: slot))
      case .operation(let operation):
        guard let value = machine.apply(operation, to: scalars) else { return nil }
        scalars.append(value)
      }
    }
    var elements: [FieldElement] = []
    for node in program.elements {
      switch node {
      case .parameter: elements.append(point.parameter)
      case .gradient: elements.append(point.gradient)
      case .state(let slot): elements.append(point.value(of: slot))
      case .scalar(let index): elements.append(scalars[index])
      case .operation(let operation):
        guard let value = machine.apply(operation, to: elements) else { return nil }
        elements.append(value)
      }
    }
    let state = program.state.sorted { $0.slot.rawValue < $1.slot.rawValue }
    let memory = program.memory.sorted { $0.slot.rawValue < $1.slot.rawValue }
    results =
      [elements[program.parameter]] + state.map { elements[$0.node] }
      + memory.map { scalars[$0.node] }
  }
}

/// Performs operations in the field.
private struct FieldMachine {
  let point: FieldPoint

  func apply(_ operation: Operation, to values: [FieldElement]) -> FieldElement? {
    switch operation {
    case .sum(let a, let b): return values[a] + values[b]
    case .difference(let a, let b): return values[a] - values[b]
    case .product(let a, let b): return values[a] * values[b]
    case .quotient(let a, let b): return values[b].inverse.map { values[a] * $0 }
    case .squareRoot(let a):
      let root = values[a].root
      // Roots are of positive numbers.
      return values[a] != .zero && root * root == values[a] ? root : nil
    case .maximum(let a, let b): return maximum(values[a], values[b])
    case .magnitude(let a): return values[a].magnitude
    case .negation(let a): return -values[a]
    case .power(let a, let exponent):
      let exponent = exponent.value(step: point.step)
      return exponent < 0 ? nil : values[a].power(UInt64(exponent))
    case .realPower(let a, let b): return point.draw(0x004, [values[a], values[b]])
    case .cosinePi(let a): return point.draw(0x005, [values[a]])
    }
  }

  /// A random symmetric function for which max(ca, cb) = c·max(a, b) for positive c.
  private func maximum(_ a: FieldElement, _ b: FieldElement) -> FieldElement? {
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
