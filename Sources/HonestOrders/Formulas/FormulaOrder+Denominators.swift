import Dialects
import Rules

/// Orders of the corrected denominator √(v/c2) + ε.
extension FormulaOrder {
  static let separateRoots = FormulaOrder(
    "separate-roots", "√v/√c2 for √(v/c2)"
  ) { editor in
    editor.replaceEach { node in
      guard case .squareRoot(let square) = editor.operation(node),
        let (v, c) = editor.correction(square)
      else { return nil }
      return { editor.element(v).squareRoot() / editor.scalarCopy(c).squareRoot() }
    }
  }

  static let reciprocalRoot = FormulaOrder(
    "separate-roots-reciprocal", "√v·(1/√c2) for √(v/c2), and D·(1/√c2) for D/√c2"
  ) { editor in
    editor.replaceEach { node in
      if case .squareRoot(let square) = editor.operation(node),
        let (v, c) = editor.correction(square)
      {
        return {
          editor.element(v).squareRoot()
            * (editor.one / editor.scalarCopy(c).squareRoot())
        }
      }
      if let (x, c) = editor.correction(node),
        case .squareRoot = editor.scalarOperation(c)
      {
        return { editor.element(x) * (editor.one / editor.scalarCopy(c)) }
      }
      return nil
    }
  }

  /// The form of the paper's section 2, and of Keras: "ε-hat" with the ε that
  /// makes it the same rule.
  public static let epsilonHat = FormulaOrder(
    "epsilon-hat",
    "((η√c2/c1)·m)/(√(v + ε_root·c2) + ε·√c2) for η·((m/c1)/(√(v/c2 + ε_root) + ε))"
  ) { editor in
    editor.replaceEach { node in
      guard let (η, n, d) = editor.scaledQuotient(node), let η = editor.scalar(η) else {
        return nil
      }
      let corrected = editor.correction(n)
      func step(_ root: SymbolicScalar) -> SymbolicElement {
        let scaled = editor.scalarCopy(η) * root
        guard let corrected else { return scaled * editor.element(n) }
        return scaled / editor.scalarCopy(corrected.scalar)
          * editor.element(corrected.element)
      }
      if let (inner, c) = editor.correction(d) {
        return { step(editor.scalarCopy(c)) / editor.element(inner) }
      }
      guard let parts = editor.denominator(d), let c = parts.correction else {
        return nil
      }
      return {
        let root = editor.scalarCopy(c).squareRoot()
        let second = editor.element(parts.second)
        let square =
          parts.inside.map { second + editor.scalarCopy($0) * editor.scalarCopy(c) }
          ?? second
        let divisor = square.squareRoot()
        return step(root)
          / (parts.outside.map { divisor + editor.scalarCopy($0) * root } ?? divisor)
      }
    }
  }

  /// PyTorch's `capturable` step: the step size goes into the denominator.
  public static let rateInDenominator = FormulaOrder(
    "rate-in-denominator", "m/(√v/(√c2·(η/c1)) + ε/(η/c1)) for η·((m/c1)/(√(v/c2) + ε))"
  ) { editor in
    editor.replaceEach { node in
      guard let (η, n, d) = editor.scaledQuotient(node), let η = editor.scalar(η),
        let (m, c1) = editor.correction(n), let parts = editor.denominator(d),
        let c2 = parts.correction, parts.inside == nil
      else { return nil }
      return {
        let size = editor.scalarCopy(η) / editor.scalarCopy(c1)
        let root =
          editor.element(parts.second).squareRoot()
          / (editor.scalarCopy(c2).squareRoot() * size)
        return editor.element(m)
          / (parts.outside.map { root + editor.scalarCopy($0) / size } ?? root)
      }
    }
  }

  /// PyTorch's RAdam: m̂·η·(√c2/(√v + ε))·r.
  static let adaptiveRate = FormulaOrder(
    "adaptive-rate", "((n·η)·(√c2/D))·r for (η·r)·(n/(D/√c2))"
  ) { editor in
    editor.replaceEach { node in
      guard let (rate, n, d) = editor.scaledQuotient(node),
        let rate = editor.scalar(rate), let (inner, root) = editor.correction(d),
        case .product(let η, let r) = editor.scalarOperation(rate)
      else { return nil }
      return {
        editor.element(n) * editor.scalarCopy(η)
          * (editor.scalarCopy(root).element / editor.element(inner))
          * editor.scalarCopy(r)
      }
    }
  }
}
