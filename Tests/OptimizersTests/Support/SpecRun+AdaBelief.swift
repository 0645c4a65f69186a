import Dialects

/// SPEC.md §5.1.
extension SpecRun {
  mutating func adabelief(_ i: Int, _ g: Double, _ eta: Double, _ t: Int64) -> Step {
    let (beta1, beta2) = (h(.beta1), h(.beta2))
    let m = add(mul(e(beta1), old(.firstMoment, i)), mul(e(s(1 - beta1)), g))
    let error = add(g, -m)
    var belief = add(
      mul(e(beta2), old(.secondMoment, i)), mul(e(s(1 - beta2)), mul(error, error)))
    if hyper[.epsilonRoot] != 0 { belief = add(belief, e(h(.epsilonRoot))) }
    replace(.firstMoment, i, m)
    replace(.secondMoment, i, belief)
    let n = correction(1, t).map { div(m, e($0)) } ?? m
    func floored(_ q: Double) -> Double {
      hyper[.epsilon] == 0 ? root(q) : add(root(q), e(h(.epsilon)))
    }
    let d: Double
    switch (correction(2, t), axis(.epsilonFrame)) {
    case (nil, _): d = floored(belief)
    case (let c2?, "raw"): d = div(floored(belief), e(s(c2.squareRoot())))
    case (let c2?, _): d = floored(div(belief, e(c2)))
    }
    return .by(mul(e(eta), div(n, d)))
  }
}
