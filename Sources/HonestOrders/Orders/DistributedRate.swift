import Rules

extension HonestOrder {
  static let distributedRate = HonestOrder(
    "distributed-rate", "η·y + (ηc)·z for η·(y + c·z)"
  ) { editor, program in
    editor.replaceEach { node in
      guard let (η, inner) = program.scaled(node),
        case .sum(let y, let term) = program.operation(inner),
        let (c, z) = program.scaled(term)
      else { return nil }
      return {
        editor.scalar(η) * editor.element(y)
          + (editor.scalar(η) * editor.scalar(c)) * editor.element(z)
      }
    }
  }
}
