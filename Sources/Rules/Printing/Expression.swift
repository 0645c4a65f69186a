/// A part of a formula: its text, and how tightly its last operation binds.
///
/// Rounding makes the order of operations matter, so the text is the one that
/// reads back as the same tree: operations associate to the left, and a right
/// operand of equal rank stands in parentheses.
struct Expression {
  /// How tightly operations bind, loosest first.
  enum Rank: Comparable {
    case sum, product, prefix, power, atom
  }

  let text: String
  let rank: Rank

  static func atom(_ text: String) -> Expression { Expression(text: text, rank: .atom) }

  /// The text as an operand that must bind at least as tightly as `rank`.
  func operand(_ rank: Rank) -> String { self.rank < rank ? "(\(text))" : text }

  /// The text of an operation.
  init(_ operation: Operation<Expression>) {
    func binary(
      _ sign: String, _ a: Expression, _ b: Expression, _ rank: Rank
    ) -> Expression {
      let tighter: Rank = rank == .sum ? .product : .prefix
      return Expression(
        text: "\(a.operand(rank)) \(sign) \(b.operand(tighter))", rank: rank)
    }
    switch operation {
    case .sum(let a, let b): self = binary("+", a, b, .sum)
    case .difference(let a, let b): self = binary("−", a, b, .sum)
    case .product(let a, let b): self = binary("×", a, b, .product)
    case .quotient(let a, let b): self = binary("/", a, b, .product)
    case .squareRoot(let a): self.init(text: "√" + a.operand(.atom), rank: .prefix)
    case .negation(let a): self.init(text: "−" + a.operand(.atom), rank: .prefix)
    case .maximum(let a, let b): self = .atom("max(\(a.text), \(b.text))")
    case .magnitude(let a): self = .atom("|\(a.text)|")
    case .power(let a, let exponent):
      self.init(
        text: a.operand(.atom) + "^" + Expression(exponent).operand(.atom), rank: .power)
    case .realPower(let a, let exponent):
      self.init(text: a.operand(.atom) + "^" + exponent.operand(.atom), rank: .power)
    case .cosinePi(let a): self = .atom("cos(π × \(a.operand(.prefix)))")
    }
  }

  /// An integer that a rule writes.
  init(_ integer: StepInteger) {
    let offset = integer.offset
    guard integer.countsSteps else {
      self.init(text: "\(offset)", rank: offset < 0 ? .prefix : .atom)
      return
    }
    guard offset != 0 else {
      self = .atom("t")
      return
    }
    self.init(text: "t \(offset < 0 ? "−" : "+") \(offset.magnitude)", rank: .sum)
  }

  init(text: String, rank: Rank) {
    self.text = text
    self.rank = rank
  }
}
