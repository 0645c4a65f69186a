import Rules

extension HonestOrder {
  static let singleRoot = HonestOrder(
    "single-root", "√(a/b) for √a/√b",
    needs: [.singleRoot]
  ) { editor, program in
    editor.replaceEach { node in
      guard let (n, d) = program.ratio(node),
        case .squareRoot(let a) = program.operation(n),
        case .squareRoot(let b) = program.operation(d)
      else { return nil }
      return { (editor.element(a) / editor.element(b)).squareRoot() }
    }
  }
}
