import Dialects

/// An implementation in binary32 of one lane: a parameter, its slots in the
/// order of the rule, a gradient and the step number.
struct FloatOrder {
  let name: String
  let step: (_ x: inout Float, _ s: inout [Float], _ g: Float, _ t: Int) -> Void

  init(
    _ name: String, _ step: @escaping (inout Float, inout [Float], Float, Int) -> Void
  ) {
    self.name = name
    self.step = step
  }

  /// The parameter and the slots after every step.
  func run(start: Float, state: [Float], gradients: [Float]) -> [[Float]] {
    var (x, s) = (start, state)
    return gradients.enumerated().map { index, g in
      step(&x, &s, g, index + 1)
      return [x] + s
    }
  }
}

/// `a × b + c`, rounded once.
func fma(_ a: Float, _ b: Float, _ c: Float) -> Float { c.addingProduct(a, b) }
