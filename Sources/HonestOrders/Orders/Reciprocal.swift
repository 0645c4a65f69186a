import Rules

extension HonestOrder {
  static let reciprocal = HonestOrder(
    "reciprocal-denominator", "n·(1/D) for n/D",
    needs: [.partialRatios]
  ) { editor, program in
    editor.replaceEach { node in
      guard let (n, d) = program.ratio(node) else { return nil }
      return { editor.element(n) * (editor.one.element / editor.element(d)) }
    }
  }
}
