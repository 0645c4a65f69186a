import Rules

extension HonestOrder {
  static let scaledGradient = HonestOrder(
    "scaled-gradient-squared", "(c·g)·g for c·(g·g)"
  ) { editor, program in
    editor.replaceEach { node in
      guard let (c, square) = program.scaled(node),
        case .product(let g, let h) = program.operation(square), g == h
      else { return nil }
      return { editor.scalar(c) * editor.element(g) * editor.element(g) }
    }
  }
}
