import Rules

extension HonestOrder {
  /// PyTorch's `capturable` step: the step size goes into the denominator.
  static let rateInDenominator = HonestOrder(
    "rate-in-denominator", "m/(√v/(√c2·(η/c1)) + ε/(η/c1)) for η·((m/c1)/(√(v/c2) + ε))",
    // D·c1/η is hundreds of times D.
    range: .wide
  ) { editor, program in
    editor.replaceEach { node in
      guard let (η, n, d) = program.scaledRatio(node), let η = program.scalar(η),
        let (m, c1) = program.correction(n), let parts = program.denominator(d),
        let c2 = parts.correction, parts.inside == nil
      else { return nil }
      return {
        let size = editor.scalar(η) / editor.scalar(c1)
        let root =
          editor.element(parts.second).squareRoot()
          / (editor.scalar(c2).squareRoot() * size)
        return editor.element(m)
          / (parts.outside.map { root + editor.scalar($0) / size } ?? root)
      }
    }
  }
}
