import Rules

extension HonestOrder {
  static let separateDecay = HonestOrder(
    "separate-decay", "(θ − αλ·θ) − s for decay before the step and in it",
    needs: [.infiniteComplement]
  ) { editor, program in
    editor.replaceParameter { node in
      guard case .difference(let x, let s) = program.operation(node) else { return nil }
      if let (kept, θ) = program.scaled(x), let decay = program.complement(kept) {
        return {
          let θ = editor.element(θ)
          return θ - editor.scalar(decay) * θ - editor.element(s)
        }
      }
      if case .sum(let s, let lost) = program.operation(s),
        let (decay, θ) = program.scaled(lost), program.elements[θ] == .parameter
      {
        return {
          let θ = editor.element(θ)
          return θ - editor.scalar(decay) * θ - editor.element(s)
        }
      }
      return nil
    }
  }
}
