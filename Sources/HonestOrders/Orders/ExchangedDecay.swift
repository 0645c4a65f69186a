import Rules

extension HonestOrder {
  static let exchangedDecay = HonestOrder(
    "exchanged-decay",
    "θ − (s + αλ·θ) for θ·(1 − αλ) − s, and the reverse; "
      + "x − αλ·x for x·(1 − αλ) after the step",
    needs: [.infiniteComplement]
  ) { editor, program in
    editor.replaceParameter { node in
      if case .difference(let x, let s) = program.operation(node) {
        if let (kept, θ) = program.scaled(x), let decay = program.complement(kept) {
          return {
            let θ = editor.element(θ)
            return θ - (editor.element(s) + editor.scalar(decay) * θ)
          }
        }
        if case .sum(let s, let lost) = program.operation(s),
          let (decay, θ) = program.scaled(lost), program.elements[θ] == .parameter
        {
          return {
            editor.element(θ) * (editor.one - editor.scalar(decay))
              - editor.element(s)
          }
        }
      }
      if let (kept, x) = program.scaled(node), let decay = program.complement(kept) {
        return {
          editor.element(x) - editor.scalar(decay) * editor.element(x)
        }
      }
      return nil
    }
  }
}
