import Rules

extension HonestOrder {
  static let reciprocalCorrections = HonestOrder(
    "reciprocal-corrections", "m·(1/c1) and v·(1/c2) for m/c1 and v/c2"
  ) { editor, program in
    editor.replaceEach { node in
      guard let (x, c) = program.correction(node) else { return nil }
      return { editor.element(x) * (editor.one / editor.scalar(c)) }
    }
  }
}
