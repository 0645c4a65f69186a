import Dialects
import Rules

/// Orders of decoupled weight decay.
extension FormulaOrder {
  static let exchangedDecay = FormulaOrder(
    "exchanged-decay",
    "θ − (s + κλ·θ) for θ·(1 − κλ) − s, and the reverse; "
      + "x − κλ·x for x·(1 − κλ) after the step"
  ) { editor in
    editor.replaceParameter { node in
      if case .difference(let x, let s) = editor.operation(node) {
        if let (kept, θ) = editor.scaled(x), let decay = editor.complement(kept) {
          return {
            let θ = editor.element(θ)
            return θ - (editor.element(s) + editor.scalarCopy(decay) * θ)
          }
        }
        if case .sum(let s, let lost) = editor.operation(s),
          let (decay, θ) = editor.scaled(lost), editor.isParameter(θ)
        {
          return {
            editor.element(θ) * (editor.one - editor.scalarCopy(decay))
              - editor.element(s)
          }
        }
      }
      if let (kept, x) = editor.scaled(node), let decay = editor.complement(kept) {
        return {
          editor.element(x) - editor.scalarCopy(decay) * editor.element(x)
        }
      }
      return nil
    }
  }

  static let separateDecay = FormulaOrder(
    "separate-decay", "(θ − κλ·θ) − s for decay before the step and in it"
  ) { editor in
    editor.replaceParameter { node in
      guard case .difference(let x, let s) = editor.operation(node) else { return nil }
      if let (kept, θ) = editor.scaled(x), let decay = editor.complement(kept) {
        return {
          let θ = editor.element(θ)
          return θ - editor.scalarCopy(decay) * θ - editor.element(s)
        }
      }
      if case .sum(let s, let lost) = editor.operation(s),
        let (decay, θ) = editor.scaled(lost), editor.isParameter(θ)
      {
        return {
          let θ = editor.element(θ)
          return θ - editor.scalarCopy(decay) * θ - editor.element(s)
        }
      }
      return nil
    }
  }
}
