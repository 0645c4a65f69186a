import Rules

extension HonestOrder {
  static let separateRoots = HonestOrder(
    "separate-roots", "√v/√c2 for √(v/c2)"
  ) { editor, program in
    editor.replaceEach { node in
      guard case .squareRoot(let square) = program.operation(node),
        let (v, c) = program.correction(square)
      else { return nil }
      return { editor.element(v).squareRoot() / editor.scalar(c).squareRoot() }
    }
  }
}
