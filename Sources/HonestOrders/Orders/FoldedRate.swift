import Rules

extension HonestOrder {
  static let foldedRate = HonestOrder(
    "folded-rate", "((η/c1)·m)/D for η·((m/c1)/D), and (η/c1)·m for η·(m/c1)",
    needs: [.partialRatios]
  ) { editor, program in
    editor.replaceEach { node in
      if let (f, n, d) = program.scaledRatio(node), let f = program.scalar(f),
        let (m, c) = program.correction(n)
      {
        return {
          (editor.scalar(f) / editor.scalar(c)) * editor.element(m)
            / editor.element(d)
        }
      }
      if let (f, n) = program.scaled(node), let (m, c) = program.correction(n) {
        return { (editor.scalar(f) / editor.scalar(c)) * editor.element(m) }
      }
      return nil
    }
  }
}
