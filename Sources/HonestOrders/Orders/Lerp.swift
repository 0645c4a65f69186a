import Rules

extension HonestOrder {
  /// The branch is chosen as in torch.lerp: in the other one the average would be
  /// off by units of the greater operand, however little of it enters.
  static let lerp = HonestOrder(
    "lerp", "averages as m + (1 − β)·(g − m), or g − β·(g − m) for β < 1/2",
    needs: [.infiniteMixture, .overflowingDifference]
  ) { editor, program in
    editor.replaceEach { node in
      guard case .sum(let a, let b) = program.operation(node),
        let (β, m) = program.scaled(a), let (c, g) = program.scaled(b),
        program.complement(c) == β, let name = program.hyperparameter(β)
      else { return nil }
      let isKept = editor.hyperparameters[name] >= 0.5
      return {
        let (m, g) = (editor.element(m), editor.element(g))
        return isKept
          ? m + editor.scalar(c) * (g - m) : g - editor.scalar(β) * (g - m)
      }
    }
  }

  /// Keras and MLX take no branch.
  static let mixtureByDifference = HonestOrder(
    "mixture-by-difference", "averages as m + (1 − β)·(g − m), whatever β is",
    needs: [.infiniteMixture, .overflowingDifference, .mixtureByDifference]
  ) { editor, program in
    editor.replaceEach { node in
      guard case .sum(let a, let b) = program.operation(node),
        let (_, m, taken, g) = program.mixture(a, b), let c = program.scalar(taken)
      else { return nil }
      return {
        let (m, g) = (editor.element(m), editor.element(g))
        return m + editor.scalar(c) * (g - m)
      }
    }
  }
}
