import Rules

extension Admission {
  /// `x − c × x` for `x × (1 − c)`, where c is a weight decay or a dampening.
  ///
  /// No moving average is written so: `g − β × g` would lose what `1 − β` has.
  public static let infiniteComplement = Admission(
    "infinite-complement", "x × (1 − c) is undefined where it is infinite"
  ) { program, node in
    guard case .product(let a, let b) = program.operation(node),
      isComplement(a, in: program) || isComplement(b, in: program)
    else { return nil }
    return .undefinedIfUnbounded(unlessZero: nil, nil)
  }

  private static func isComplement(_ node: Int, in program: Program) -> Bool {
    guard let scalar = program.scalar(node), let c = program.complement(scalar) else {
      return false
    }
    return switch program.scalars[c] {
    case .hyperparameter(.weightDecay), .hyperparameter(.dampening): true
    case .operation(.product): true
    default: false
    }
  }
}
