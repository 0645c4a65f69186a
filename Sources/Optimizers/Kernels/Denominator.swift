/// √(q + `ε_root`) + `ε`, the denominator of SPEC §3, §4 and §5.
struct Denominator<Arithmetic: ElementArithmetic> {
  private let epsilonRoot: Element<Arithmetic>?
  private let epsilon: Element<Arithmetic>?

  init<Scalar>(_ part: ScalarPart<Scalar>) {
    epsilonRoot = part.term(.epsilonRoot)
    epsilon = part.term(.epsilon)
  }

  @inline(__always)
  func callAsFunction(_ q: Element<Arithmetic>) -> Element<Arithmetic> {
    var radicand = q
    if let epsilonRoot { radicand = radicand + epsilonRoot }
    let root = radicand.squareRoot()
    guard let epsilon else { return root }
    return root + epsilon
  }
}
