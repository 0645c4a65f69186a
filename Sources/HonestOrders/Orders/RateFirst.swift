import Rules

extension HonestOrder {
  static let rateFirst = HonestOrder(
    "rate-times-numerator", "(η·n)/D for η·(n/D)",
    needs: [.partialRatios]
  ) { editor, program in
    editor.replaceEach { node in
      guard let (f, n, d) = program.scaledRatio(node) else { return nil }
      return { editor.element(f) * editor.element(n) / editor.element(d) }
    }
  }
}
