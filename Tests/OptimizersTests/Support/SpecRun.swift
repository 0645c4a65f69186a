import Dialects
import Formats
import Optimizers
import Synchronization

/// SPEC.md done literally for one tensor, one operation and one rounding at a
/// time: each operation in `Double`, then `FloatFormat.round`.
///
/// For formats of at most 24 bits rounding first to binary64 is innocuous.
struct SpecRun {
  let dialect: Dialect
  let hyper: Hyperparameters
  let storage: FloatFormat
  let arithmetic: FloatFormat
  let scalars: ScalarEvaluation
  var theta: [Double]
  var state: [StateSlot: [Double]] = [:]
  var ownSteps: Int64 = 0

  init(
    _ dialect: Dialect, _ hyper: Hyperparameters, _ storage: FloatFormat,
    _ arithmetic: FloatFormat, _ scalars: ScalarEvaluation, initial: [UInt64]
  ) {
    (self.dialect, self.hyper) = (dialect, hyper)
    (self.storage, self.arithmetic, self.scalars) = (storage, arithmetic, scalars)
    theta = initial.map(storage.decode)
    func start(_ slot: StateSlot, _ value: Double) {
      state[slot] = initial.map { _ in storage.round(value) }
    }
    switch dialect.optimizer {
    case .sgd: if hyper[.momentum] != 0 { start(.momentumBuffer, 0) }
    case .adagrad: start(.squareSum, hyper[.initialSecondMoment])
    case .rmsprop:
      start(.squareAverage, hyper[.initialSecondMoment])
      if axis(.centered) == "on" { start(.gradientAverage, 0) }
      if hyper[.momentum] != 0 { start(.momentumBuffer, 0) }
    case .adam, .adamw:
      start(.firstMoment, hyper[.initialFirstMoment])
      start(.secondMoment, hyper[.initialSecondMoment])
    }
  }

  func axis(_ axis: Axis) -> String { dialect.values[axis] ?? "" }

  // MARK: Operations

  private func e(_ x: Double) -> Double { arithmetic.round(x) }
  private func add(_ a: Double, _ b: Double) -> Double { e(a + b) }
  private func sub(_ a: Double, _ b: Double) -> Double { e(a - b) }
  private func mul(_ a: Double, _ b: Double) -> Double { e(a * b) }
  private func div(_ a: Double, _ b: Double) -> Double { e(a / b) }
  private func root(_ a: Double) -> Double { e(a.squareRoot()) }

  private var scalarFormat: FloatFormat { scalars == .wide ? .binary64 : arithmetic }
  private func s(_ x: Double) -> Double { scalarFormat.round(x) }
  private func h(_ name: Hyperparameter) -> Double { s(hyper[name]) }
  private func power(_ base: Double, _ t: Int64) -> Double {
    if base == 0 || base == 1 { return base }
    return PowerCache.shared.value(base, t, scalarFormat)
  }

  // MARK: A step

  mutating func step(gradient: [Double], learningRate: Double, globalStep: Int64) {
    ownSteps += 1
    let t = axis(.stepClock) == "global" ? globalStep : ownSteps
    for i in theta.indices {
      let old = theta[i]
      var g = gradient[i]
      if axis(.maximize) == "gradient" { g = -g }
      if axis(.decayForm) == "l2", hyper[.weightDecay] != 0 {
        g = add(g, mul(e(h(.weightDecay)), old))
      }
      if axis(.maximize) == "decayedGradient" { g = -g }
      let eta = s(learningRate)
      let step =
        switch dialect.optimizer {
        case .sgd: sgd(i, g, eta)
        case .adagrad: adagrad(i, g, eta, t)
        case .rmsprop: rmsprop(i, g, eta, t)
        case .adam, .adamw: adam(i, g, eta, t)
        }
      theta[i] = storage.round(decayed(old, step, eta))
    }
  }

  private func decayed(_ theta: Double, _ step: Double, _ eta: Double) -> Double {
    let form = axis(.decayForm)
    if form == "l2" || hyper[.weightDecay] == 0 { return sub(theta, step) }
    let lambda = h(.weightDecay)
    let lost = axis(.decayScale) == "one" ? lambda : s(eta * lambda)
    switch form {
    case "before": return sub(mul(theta, e(s(1 - lost))), step)
    case "same": return sub(theta, add(step, mul(e(lost), theta)))
    default: return mul(sub(theta, step), e(s(1 - lost)))
    }
  }

  private mutating func replace(_ slot: StateSlot, _ i: Int, _ value: Double) {
    state[slot]?[i] = storage.round(value)
  }

  private func old(_ slot: StateSlot, _ i: Int) -> Double { state[slot]?[i] ?? .nan }

  private mutating func sgd(_ i: Int, _ g: Double, _ eta: Double) -> Double {
    let mu = h(.momentum)
    let delta = h(.dampening)
    if hyper[.momentum] == 0 { return mul(e(eta), g) }
    let copies = ownSteps == 1 && axis(.firstMomentum) == "gradient"
    var b = old(.momentumBuffer, i)
    let inside = axis(.momentumLearningRate) == "inside"
    if copies {
      b = inside ? mul(e(eta), g) : g
    } else {
      var term: Double
      if hyper[.dampening] == 0 {
        term = inside ? mul(e(eta), g) : g
      } else {
        let kept = s(1 - delta)
        term = inside ? mul(e(s(eta * kept)), g) : mul(e(kept), g)
      }
      term = add(mul(e(mu), b), term)
      b = term
    }
    replace(.momentumBuffer, i, b)
    return lookAhead(g, b, mu, eta)
  }

  private func lookAhead(_ x: Double, _ b: Double, _ mu: Double, _ eta: Double) -> Double
  {
    let inside = axis(.momentumLearningRate) == "inside"
    switch (axis(.nesterov), inside) {
    case ("off", false): return mul(e(eta), b)
    case ("off", true): return b
    case ("standard", false): return mul(e(eta), add(x, mul(e(mu), b)))
    case ("standard", true): return add(mul(e(eta), x), mul(e(mu), b))
    case ("chainer", false):
      return mul(e(eta), add(mul(e(s(mu * mu)), b), mul(e(s(1 + mu)), x)))
    default:
      return add(mul(e(s(mu * mu)), b), mul(e(s(s(1 + mu) * eta)), x))
    }
  }

  private func denominator(_ q: Double) -> Double {
    let inner = hyper[.epsilonRoot] == 0 ? q : add(q, e(h(.epsilonRoot)))
    let d = root(inner)
    return hyper[.epsilon] == 0 ? d : add(d, e(h(.epsilon)))
  }

  private mutating func adagrad(
    _ i: Int, _ g: Double, _ eta: Double, _ t: Int64
  ) -> Double {
    var v = old(.squareSum, i)
    if hyper[.accumulatorDecay] != 1 { v = mul(e(h(.accumulatorDecay)), v) }
    v = add(v, mul(g, g))
    replace(.squareSum, i, v)
    var rate = eta
    if hyper[.learningRateDecay] != 0 {
      let n = s(Double(axis(.learningRateDecayClock) == "current" ? t : t - 1))
      rate = s(eta / s(1 + s(n * h(.learningRateDecay))))
    }
    return mul(e(rate), div(g, denominator(v)))
  }

  private mutating func rmsprop(
    _ i: Int, _ g: Double, _ eta: Double, _ t: Int64
  ) -> Double {
    let rho = h(.decay)
    let rest = e(s(1 - rho))
    let v = add(mul(e(rho), old(.squareAverage, i)), mul(rest, mul(g, g)))
    replace(.squareAverage, i, v)
    let c =
      axis(.secondMomentCorrection) == "on" ? e(s(1 - power(rho, t))) : Double?.none
    var q = c.map { div(v, $0) } ?? v
    if axis(.centered) == "on" {
      let m = add(mul(e(rho), old(.gradientAverage, i)), mul(rest, g))
      replace(.gradientAverage, i, m)
      let mean = c.map { div(m, $0) } ?? m
      q = sub(q, mul(mean, mean))
      if axis(.varianceClamp) == "zero" { q = q.isNaN ? q : max(q, 0) }
    }
    let r = div(g, denominator(q))
    if hyper[.momentum] == 0 { return mul(e(eta), r) }
    let mu = h(.momentum)
    let input = axis(.momentumLearningRate) == "inside" ? mul(e(eta), r) : r
    let b = add(mul(e(mu), old(.momentumBuffer, i)), input)
    replace(.momentumBuffer, i, b)
    return lookAhead(r, b, mu, eta)
  }

  private mutating func adam(
    _ i: Int, _ g: Double, _ eta: Double, _ t: Int64
  ) -> Double {
    let (beta1, beta2) = (h(.beta1), h(.beta2))
    let m = add(mul(e(beta1), old(.firstMoment, i)), mul(e(s(1 - beta1)), g))
    let v = add(mul(e(beta2), old(.secondMoment, i)), mul(e(s(1 - beta2)), mul(g, g)))
    replace(.firstMoment, i, m)
    replace(.secondMoment, i, v)
    let n =
      axis(.firstMomentCorrection) == "on" ? div(m, e(s(1 - power(beta1, t)))) : m
    let c2 = s(1 - power(beta2, t))
    let d: Double
    switch (axis(.secondMomentCorrection), axis(.epsilonFrame)) {
    case ("off", _): d = denominator(v)
    case (_, "corrected"): d = denominator(div(v, e(c2)))
    default: d = div(denominator(v), e(s(c2.squareRoot())))
    }
    return mul(e(eta), div(n, d))
  }
}

/// Exact powers, each found once.
private final class PowerCache: @unchecked Sendable {
  static let shared = PowerCache()
  private struct Key: Hashable { var base: Double, t: Int64, format: FloatFormat }
  private var known: [Key: Double] = [:]
  private let lock = Mutex(())

  func value(_ base: Double, _ t: Int64, _ format: FloatFormat) -> Double {
    let key = Key(base: base, t: t, format: format)
    return lock.withLock { _ in
      if let value = known[key] { return value }
      let value = ExactPower.nearest(base, t, in: format) ?? .nan
      known[key] = value
      return value
    }
  }
}
