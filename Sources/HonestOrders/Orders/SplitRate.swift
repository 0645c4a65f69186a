import Rules

extension HonestOrder {
  static let splitRate = HonestOrder(
    "split-rate", "(θ − η·y) − (ηc)·z for θ − η·(y + c·z)"
  ) { editor, program in
    editor.replaceDescent { x, s in
      guard let (η, inner) = program.scaled(s),
        case .sum(let y, let term) = program.operation(inner),
        let (c, z) = program.scaled(term)
      else { return nil }
      return {
        editor.element(x) - editor.scalar(η) * editor.element(y)
          - (editor.scalar(η) * editor.scalar(c)) * editor.element(z)
      }
    }
  }
}
