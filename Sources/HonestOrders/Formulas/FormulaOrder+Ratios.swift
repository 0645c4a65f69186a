import Dialects
import Rules

/// Orders of the step η·(n/D).
extension FormulaOrder {
  static let rateFirst = FormulaOrder(
    "rate-times-numerator", "(η·n)/D for η·(n/D)"
  ) { editor in
    editor.replaceEach { node in
      guard let (f, n, d) = editor.scaledQuotient(node) else { return nil }
      return { editor.element(f) * editor.element(n) / editor.element(d) }
    }
  }

  static let rateOverDenominator = FormulaOrder(
    "rate-over-denominator", "(η/D)·n for η·(n/D)"
  ) { editor in
    editor.replaceEach { node in
      guard let (f, n, d) = editor.scaledQuotient(node) else { return nil }
      return { editor.element(f) / editor.element(d) * editor.element(n) }
    }
  }

  static let reciprocal = FormulaOrder(
    "reciprocal-denominator", "n·(1/D) for n/D"
  ) { editor in
    editor.replaceEach { node in
      guard let (n, d) = editor.quotient(node) else { return nil }
      return { editor.element(n) * (editor.one.element / editor.element(d)) }
    }
  }

  static let foldedRate = FormulaOrder(
    "folded-rate", "((η/c1)·m)/D for η·((m/c1)/D), and (η/c1)·m for η·(m/c1)"
  ) { editor in
    editor.replaceEach { node in
      if let (f, n, d) = editor.scaledQuotient(node), let f = editor.scalar(f),
        let (m, c) = editor.correction(n)
      {
        return {
          (editor.scalarCopy(f) / editor.scalarCopy(c)) * editor.element(m)
            / editor.element(d)
        }
      }
      if let (f, n) = editor.scaled(node), let (m, c) = editor.correction(n) {
        return { (editor.scalarCopy(f) / editor.scalarCopy(c)) * editor.element(m) }
      }
      return nil
    }
  }

  static let foldedRateLast = FormulaOrder(
    "folded-rate-last", "(m/D)·(η/c1) for η·((m/c1)/D)"
  ) { editor in
    editor.replaceEach { node in
      guard let (f, n, d) = editor.scaledQuotient(node), let f = editor.scalar(f),
        let (m, c) = editor.correction(n)
      else { return nil }
      return {
        (editor.element(m) / editor.element(d))
          * (editor.scalarCopy(f) / editor.scalarCopy(c))
      }
    }
  }

  static let rateTimesRatio = FormulaOrder(
    "rate-times-ratio", "(η·r)·g for η·(r·g)"
  ) { editor in
    editor.replaceEach { node in
      guard let (η, step) = editor.scaled(node),
        case .product(let r, let g) = editor.operation(step), r != g,
        editor.quotient(r) != nil
      else { return nil }
      return { editor.scalarCopy(η) * editor.element(r) * editor.element(g) }
    }
  }

  static let singleRoot = FormulaOrder(
    "single-root", "√(a/b) for √a/√b"
  ) { editor in
    editor.replaceEach { node in
      guard let (n, d) = editor.quotient(node),
        case .squareRoot(let a) = editor.operation(n),
        case .squareRoot(let b) = editor.operation(d)
      else { return nil }
      return { (editor.element(a) / editor.element(b)).squareRoot() }
    }
  }

  /// PyTorch's NAdam; its m is the new moment, and no moment by itself is divided so.
  static let separateRatios = FormulaOrder(
    "separate-ratios", "(θ − (ηa)·(m/D)) − (ηb)·(g/D) for θ − η·((a·m + b·g)/D)"
  ) { editor in
    editor.replaceDescent { x, s in
      guard let (η, n, d) = editor.scaledQuotient(s), let η = editor.scalar(η) else {
        return nil
      }
      let (inner, correction) =
        editor.correction(n).map { ($0.element, $0.scalar as Int?) } ?? (n, nil)
      guard case .sum(let first, let second) = editor.operation(inner),
        let (a, m) = editor.scaled(first), let (b, g) = editor.scaled(second),
        editor.operation(m) != nil
      else { return nil }
      func part(_ weight: Int, _ value: Int) -> SymbolicElement {
        let weight = editor.scalarCopy(η) * editor.scalarCopy(weight)
        let corrected = correction.map { weight / editor.scalarCopy($0) } ?? weight
        return corrected * (editor.element(value) / editor.element(d))
      }
      return { editor.element(x) - part(a, m) - part(b, g) }
    }
  }
}
