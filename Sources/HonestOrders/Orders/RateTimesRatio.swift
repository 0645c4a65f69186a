import Rules

extension HonestOrder {
  static let rateTimesRatio = HonestOrder(
    "rate-times-ratio", "(η·r)·g for η·(r·g)",
    needs: [.partialProducts]
  ) { editor, program in
    editor.replaceEach { node in
      guard let (η, step) = program.scaled(node),
        case .product(let r, let g) = program.operation(step), r != g,
        program.ratio(r) != nil
      else { return nil }
      return { editor.scalar(η) * editor.element(r) * editor.element(g) }
    }
  }
}
