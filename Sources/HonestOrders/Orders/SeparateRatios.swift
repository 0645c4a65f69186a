import Rules

extension HonestOrder {
  /// PyTorch's NAdam; its m is the new moment, and no moment by itself is divided so.
  static let separateRatios = HonestOrder(
    "separate-ratios", "(θ − (ηa)·(m/D)) − (ηb)·(g/D) for θ − η·((a·m + b·g)/D)",
    needs: [.dividedSum, .partialRatios]
  ) { editor, program in
    editor.replaceDescent { x, s in
      guard let (η, n, d) = program.scaledRatio(s), let η = program.scalar(η) else {
        return nil
      }
      let (inner, correction) =
        program.correction(n).map { ($0.element, $0.scalar as Int?) } ?? (n, nil)
      guard case .sum(let first, let second) = program.operation(inner),
        let (a, m) = program.scaled(first), let (b, g) = program.scaled(second),
        program.operation(m) != nil
      else { return nil }
      func part(_ weight: Int, _ value: Int) -> SymbolicElement {
        let weight = editor.scalar(η) * editor.scalar(weight)
        let corrected = correction.map { weight / editor.scalar($0) } ?? weight
        return corrected * (editor.element(value) / editor.element(d))
      }
      return { editor.element(x) - part(a, m) - part(b, g) }
    }
  }
}
