import Rules

extension HonestOrder {
  static let rateOverDenominator = HonestOrder(
    "rate-over-denominator", "(η/D)·n for η·(n/D)",
    needs: [.partialRatios]
  ) { editor, program in
    editor.replaceEach { node in
      guard let (f, n, d) = program.scaledRatio(node) else { return nil }
      return { editor.element(f) / editor.element(d) * editor.element(n) }
    }
  }
}
