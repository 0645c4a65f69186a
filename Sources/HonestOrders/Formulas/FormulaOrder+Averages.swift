import Dialects
import Rules

/// Orders of moving averages and of what enters them.
extension FormulaOrder {
  /// The branch is chosen as in torch.lerp: in the other one the average would be
  /// off by units of the greater operand, however little of it enters.
  public static let lerp = FormulaOrder(
    "lerp", "averages as m + (1 − β)·(g − m), or g − β·(g − m) for β < 1/2"
  ) { editor in
    editor.replaceEach { node in
      guard case .sum(let a, let b) = editor.operation(node),
        let (β, m) = editor.scaled(a), let (c, g) = editor.scaled(b),
        editor.complement(c) == β, let name = editor.hyperparameter(β)
      else { return nil }
      let isKept = editor.hyperparameters[name] >= 0.5
      return {
        let (m, g) = (editor.element(m), editor.element(g))
        return isKept
          ? m + editor.scalarCopy(c) * (g - m) : g - editor.scalarCopy(β) * (g - m)
      }
    }
  }

  static let scaledGradient = FormulaOrder(
    "scaled-gradient-squared", "(c·g)·g for c·(g·g)"
  ) { editor in
    editor.replaceEach { node in
      guard let (c, square) = editor.scaled(node),
        case .product(let g, let h) = editor.operation(square), g == h
      else { return nil }
      return { editor.scalarCopy(c) * editor.element(g) * editor.element(g) }
    }
  }

  /// With δ near 1 the difference would cancel.
  static let distributedDampening = FormulaOrder(
    "distributed-dampening", "g − δ·g for (1 − δ)·g, for |δ| ≤ 1/2"
  ) { editor in
    editor.replaceEach { node in
      guard let (c, g) = editor.scaled(node), let δ = editor.complement(c),
        editor.hyperparameter(δ) == .dampening,
        editor.hyperparameters[.dampening].magnitude <= 0.5
      else { return nil }
      return { editor.element(g) - editor.scalarCopy(δ) * editor.element(g) }
    }
  }

  static let reciprocalCorrections = FormulaOrder(
    "reciprocal-corrections", "m·(1/c1) and v·(1/c2) for m/c1 and v/c2"
  ) { editor in
    editor.replaceEach { node in
      guard let (x, c) = editor.correction(node) else { return nil }
      return { editor.element(x) * (editor.one / editor.scalarCopy(c)) }
    }
  }

  static let distributedRate = FormulaOrder(
    "distributed-rate", "η·y + (ηc)·z for η·(y + c·z)"
  ) { editor in
    editor.replaceEach { node in
      guard let (η, inner) = editor.scaled(node),
        case .sum(let y, let term) = editor.operation(inner),
        let (c, z) = editor.scaled(term)
      else { return nil }
      return {
        editor.scalarCopy(η) * editor.element(y)
          + (editor.scalarCopy(η) * editor.scalarCopy(c)) * editor.element(z)
      }
    }
  }

  static let splitRate = FormulaOrder(
    "split-rate", "(θ − η·y) − (ηc)·z for θ − η·(y + c·z)"
  ) { editor in
    editor.replaceDescent { x, s in
      guard let (η, inner) = editor.scaled(s),
        case .sum(let y, let term) = editor.operation(inner),
        let (c, z) = editor.scaled(term)
      else { return nil }
      return {
        editor.element(x) - editor.scalarCopy(η) * editor.element(y)
          - (editor.scalarCopy(η) * editor.scalarCopy(c)) * editor.element(z)
      }
    }
  }

  static let negatedRate = FormulaOrder(
    "negated-rate", "θ + (−η)·u for θ − η·u"
  ) { editor in
    editor.replaceDescent { x, s in
      guard let (η, u) = editor.scaled(s) else { return nil }
      return {
        editor.element(x)
          + (editor.edit.integer(0) - editor.scalarCopy(η)) * editor.element(u)
      }
    }
  }
}
