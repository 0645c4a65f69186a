import Rules

extension HonestOrder {
  /// PyTorch's RAdam: m̂·η·(√c2/(√v + ε))·r.
  static let adaptiveRate = HonestOrder(
    "adaptive-rate", "((n·η)·(√c2/D))·r for (η·r)·(n/(D/√c2))"
  ) { editor, program in
    editor.replaceEach { node in
      guard let (rate, n, d) = program.scaledRatio(node),
        let rate = program.scalar(rate), let (inner, root) = program.correction(d),
        case .product(let η, let r) = program.scalarOperation(rate)
      else { return nil }
      return {
        editor.element(n) * editor.scalar(η)
          * (editor.scalar(root).element / editor.element(inner))
          * editor.scalar(r)
      }
    }
  }
}
