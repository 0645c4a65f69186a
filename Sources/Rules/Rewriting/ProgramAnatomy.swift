import Dialects

/// The parts of a rule's program, by what they mean in SPEC.md.
///
/// They are found by the shape that the rules give them; a part that the
/// program lacks is nil.
public struct ProgramAnatomy {
  /// The gradient that the moments see, with its sign and coupled weight decay.
  public let effectiveGradient: Int?
  /// s, the number subtracted from the parameter, without decoupled decay.
  public let update: Int?
  /// What the denominator D divides: the numerator n, or g.
  public let numerator: Int?
  /// D.
  public let denominator: Int?
  /// The quotient of both.
  public let ratio: Int?
  /// The new value of each slot.
  public let newState: [StateSlot: Int]

  /// Takes a program apart.
  public init(_ program: Program) {
    let elements = program.elements
    newState = Dictionary(uniqueKeysWithValues: program.state.map { ($0.slot, $0.node) })

    // −g, g + λ × θ and −(g + λ × θ) follow the gradient, in this order.
    var gradient = elements.firstIndex(of: .gradient)
    let parameter = elements.firstIndex(of: .parameter)
    while let inner = gradient,
      let outer = elements.indices.first(where: {
        switch program.operation($0) {
        case .negation(inner): return true
        case .sum(inner, let term):
          guard case .product(let scalar, parameter) = program.operation(term) else {
            return false
          }
          return program.isScalar(scalar)
        default: return false
        }
      })
    {
      gradient = outer
    }
    effectiveGradient = gradient

    // D is no scalar, and nothing is divided after it.
    ratio = elements.indices.last { program.ratio($0) != nil }
    let parts = ratio.flatMap { program.ratio($0) }
    (numerator, denominator) = (parts?.numerator, parts?.divisor)
    update = Self.update(program)
  }

  /// The subtrahend of θ, or of θ × `1 − α × λ`, without the decay of `same`.
  private static func update(_ program: Program) -> Int? {
    func isParameter(_ node: Int) -> Bool { program.elements[node] == .parameter }
    func isScaledParameter(_ node: Int) -> Bool {
      if case .product(let a, let b) = program.operation(node) {
        isParameter(a) || isParameter(b)
      } else {
        false
      }
    }
    var node = program.parameter
    if case .product(let inner, _) = program.operation(node), !isScaledParameter(node) {
      node = inner
    }
    guard case .difference(_, let subtrahend) = program.operation(node) else {
      return nil
    }
    if case .sum(let s, let lost) = program.operation(subtrahend), isScaledParameter(lost)
    {
      return s
    }
    return isScaledParameter(subtrahend) && program.scalarFactorIsDecay(subtrahend)
      ? nil : subtrahend
  }
}

extension Program {
  /// The parts of the program.
  public var anatomy: ProgramAnatomy { ProgramAnatomy(self) }

  /// Whether a product's scalar factor depends on the weight decay.
  fileprivate func scalarFactorIsDecay(_ node: Int) -> Bool {
    (operation(node)?.operands ?? []).contains {
      scalar($0).map { uses(.weightDecay, $0) } ?? false
    }
  }

  private func uses(_ name: Hyperparameter, _ scalar: Int) -> Bool {
    switch scalars[scalar] {
    case .hyperparameter(name): true
    case .operation(let operation): operation.operands.contains { uses(name, $0) }
    default: false
    }
  }
}
