import Rules

extension HonestOrder {
  /// The form of the paper's section 2, and of Keras: "ε-hat" with the ε that
  /// makes it the same rule.
  static let epsilonHat = HonestOrder(
    "epsilon-hat",
    "((η√c2/c1)·m)/(√(v + ε_root·c2) + ε·√c2) for η·((m/c1)/(√(v/c2 + ε_root) + ε))",
    needs: [.partialRatios, .scaledDivisor]
  ) { editor, program in
    editor.replaceEach { node in
      guard let (η, n, d) = program.scaledRatio(node), let η = program.scalar(η) else {
        return nil
      }
      let corrected = program.correction(n)
      func step(_ root: SymbolicScalar) -> SymbolicElement {
        let scaled = editor.scalar(η) * root
        guard let corrected else { return scaled * editor.element(n) }
        return scaled / editor.scalar(corrected.scalar)
          * editor.element(corrected.element)
      }
      if let (inner, c) = program.correction(d) {
        return { step(editor.scalar(c)) / editor.element(inner) }
      }
      guard let parts = program.denominator(d), let c = parts.correction else {
        return nil
      }
      return {
        let root = editor.scalar(c).squareRoot()
        let second = editor.element(parts.second)
        let square =
          parts.inside.map { second + editor.scalar($0) * editor.scalar(c) }
          ?? second
        let divisor = square.squareRoot()
        return step(root)
          / (parts.outside.map { divisor + editor.scalar($0) * root } ?? divisor)
      }
    }
  }
}
