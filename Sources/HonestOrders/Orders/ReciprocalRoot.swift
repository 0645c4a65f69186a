import Rules

extension HonestOrder {
  static let reciprocalRoot = HonestOrder(
    "separate-roots-reciprocal", "√v·(1/√c2) for √(v/c2), and D·(1/√c2) for D/√c2"
  ) { editor, program in
    editor.replaceEach { node in
      if case .squareRoot(let square) = program.operation(node),
        let (v, c) = program.correction(square)
      {
        return {
          editor.element(v).squareRoot()
            * (editor.one / editor.scalar(c).squareRoot())
        }
      }
      if let (x, c) = program.correction(node),
        case .squareRoot = program.scalarOperation(c)
      {
        return { editor.element(x) * (editor.one / editor.scalar(c)) }
      }
      return nil
    }
  }
}
