import Rules

extension HonestOrder {
  static let negatedRate = HonestOrder(
    "negated-rate", "θ + (−η)·u for θ − η·u"
  ) { editor, program in
    editor.replaceDescent { x, s in
      guard let (η, u) = program.scaled(s) else { return nil }
      return {
        editor.element(x)
          + (editor.edit.integer(0) - editor.scalar(η)) * editor.element(u)
      }
    }
  }
}
