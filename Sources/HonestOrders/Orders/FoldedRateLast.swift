import Rules

extension HonestOrder {
  static let foldedRateLast = HonestOrder(
    "folded-rate-last", "(m/D)·(η/c1) for η·((m/c1)/D)"
  ) { editor, program in
    editor.replaceEach { node in
      guard let (f, n, d) = program.scaledRatio(node), let f = program.scalar(f),
        let (m, c) = program.correction(n)
      else { return nil }
      return {
        (editor.element(m) / editor.element(d))
          * (editor.scalar(f) / editor.scalar(c))
      }
    }
  }
}
