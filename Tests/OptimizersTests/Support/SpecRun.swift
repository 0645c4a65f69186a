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
  /// The number of elements of a row.
  var rowLength = 1
  var rowSteps: [Int64] = []
  /// Π of NAdam.
  var product = 1.0
  /// Whether θ and state are kept in the arithmetic format.
  var master = false
  /// What is handed out of θ, if there is a master copy.
  var copy: [Double] = []
  var seed: UInt32?
  var tensorIndex = 0
  /// Whether the step at hand is the first.
  private var isFirst = false
  private var optimizerStep: Int64 = 0

  var stateFormat: FloatFormat { master ? arithmetic : storage }

  init(
    _ dialect: Dialect, _ hyper: Hyperparameters, _ storage: FloatFormat,
    _ arithmetic: FloatFormat, _ scalars: ScalarEvaluation, initial: [UInt64],
    shape: [Int] = [], master: Bool = false, seed: UInt32? = nil, tensorIndex: Int = 0
  ) {
    (self.master, self.seed, self.tensorIndex) = (master, seed, tensorIndex)
    rowLength = shape.dropFirst().reduce(1, *)
    rowSteps = Array(repeating: 0, count: initial.count / max(rowLength, 1))
    (self.dialect, self.hyper) = (dialect, hyper)
    (self.storage, self.arithmetic, self.scalars) = (storage, arithmetic, scalars)
    theta = initial.map(storage.decode)
    copy = theta
    let format = master ? arithmetic : storage
    func start(_ slot: StateSlot, _ value: Double) {
      state[slot] = initial.map { _ in format.round(value) }
    }
    switch dialect.optimizer {
    case .sgd: if hyper[.momentum] != 0 { start(.momentumBuffer, 0) }
    case .adagrad: start(.squareSum, hyper[.initialSecondMoment])
    case .rmsprop:
      start(.squareAverage, hyper[.initialSecondMoment])
      if axis(.centered) == "on" { start(.gradientAverage, 0) }
      if hyper[.momentum] != 0 { start(.momentumBuffer, 0) }
    case .adam, .adamw, .adabelief:
      start(.firstMoment, hyper[.initialFirstMoment])
      start(.secondMoment, hyper[.initialSecondMoment])
    case .amsgrad:
      start(.firstMoment, hyper[.initialFirstMoment])
      start(.secondMoment, hyper[.initialSecondMoment])
      start(.maximumSecondMoment, hyper[.initialMaximum])
    case .nadam, .radam:
      start(.firstMoment, 0)
      start(.secondMoment, 0)
    case .adamax:
      start(.firstMoment, 0)
      start(.infinityNorm, 0)
    case .adadelta:
      start(.squareAverage, hyper[.initialSecondMoment])
      start(.updateAverage, 0)
    }
  }

  func axis(_ axis: Axis) -> String { dialect.values[axis] ?? "" }

  // MARK: Operations

  func e(_ x: Double) -> Double { arithmetic.round(x) }
  func add(_ a: Double, _ b: Double) -> Double { e(a + b) }
  private func sub(_ a: Double, _ b: Double) -> Double { e(a - b) }
  func mul(_ a: Double, _ b: Double) -> Double { e(a * b) }
  func div(_ a: Double, _ b: Double) -> Double { e(a / b) }
  func root(_ a: Double) -> Double { e(a.squareRoot()) }

  private var constantFormat: FloatFormat {
    [.working, .workingProducts].contains(scalars) ? arithmetic : .binary64
  }
  private var runningFormat: FloatFormat { scalars == .wide ? .binary64 : arithmetic }
  /// A constant scalar.
  func s(_ x: Double) -> Double { constantFormat.round(x) }
  /// A running scalar.
  func r(_ x: Double) -> Double { runningFormat.round(x) }
  func h(_ name: Hyperparameter) -> Double { s(hyper[name]) }
  /// The power of a hyperparameter, a running scalar.
  private func power(_ name: Hyperparameter, _ t: Int64) -> Double {
    let base = r(hyper[name])
    if base == 0 || base == 1 { return base }
    if [.workingProducts, .wideConstantsProducts].contains(scalars) {
      return PowerCache.shared.product(base, t, runningFormat)
    }
    return PowerCache.shared.value(base, t, runningFormat)
  }

  private func maximum(_ a: Double, _ b: Double) -> Double {
    if a.isNaN || b.isNaN { return .nan }
    if a == 0 && b == 0 { return a.sign == .plus || b.sign == .plus ? 0 : -0.0 }
    return a > b ? a : b
  }

  // MARK: A step

  /// A step with a dense gradient.
  mutating func step(gradient: [Double], learningRate: Double, globalStep: Int64) {
    let rows = Array(rowSteps.indices)
    step(
      rows: rows, values: gradient, learningRate: learningRate, globalStep: globalStep)
  }

  /// A step with a gradient of rows; a dense one lists all of them.
  mutating func step(
    rows: [Int], values: [Double], learningRate: Double, globalStep: Int64
  ) {
    ownSteps += 1
    optimizerStep = globalStep
    let oldProduct = product
    for row in rowSteps.indices {
      let listings = rows.indices.filter { rows[$0] == row }
      for offset in 0..<rowLength {
        let i = row * rowLength + offset
        var gradients = listings.map { values[$0 * rowLength + offset] }
        var keeps = false
        if gradients.isEmpty {
          if axis(.absentRows) == "skip" { continue }
          keeps = axis(.absentRows) == "freezeParameter"
          gradients = [0]
        } else if axis(.duplicateRows) != "sequential" {
          gradients = [gradients.dropFirst().reduce(gradients[0]) { add($0, $1) }]
        }
        let t =
          switch axis(.stepClock) {
          case "global": globalStep
          case "row": rowSteps[row] + 1
          default: ownSteps
          }
        isFirst = axis(.stepClock) == "row" ? t == 1 : ownSteps == 1
        for g in gradients {
          product = oldProduct
          let new = element(i, g, t, s(learningRate))
          if !keeps { store(new, at: i) }
        }
      }
      if !listings.isEmpty { rowSteps[row] += 1 }
    }
  }

  private mutating func store(_ value: Double, at i: Int) {
    if master {
      theta[i] = value
      copy[i] = stored(value, at: i)
    } else {
      theta[i] = stored(value, at: i)
      copy[i] = theta[i]
    }
  }

  /// Stochastic rounding by its definition: between the neighbours in storage.
  private func stored(_ value: Double, at i: Int) -> Double {
    guard let seed, value.isFinite else { return storage.round(value) }
    // Beyond the largest value the spacing goes on.
    let top = storage.greatestFinite
    let topSpacing = top - storage.decode(storage.encode(top) - 1)
    let isBeyond = value.magnitude >= top
    let low =
      isBeyond
      ? (value.magnitude / topSpacing).rounded(.down) * topSpacing
      : storage.round(value, .towardZero).magnitude
    let high = isBeyond ? low + topSpacing : storage.decode(storage.encode(low) + 1)
    let floor = ((value.magnitude - low) / (high - low) * 0x1p32).rounded(.down)
    var h = UInt64(seed)
    for word in [UInt64(optimizerStep), UInt64(tensorIndex), UInt64(i)] {
      h = (h + 0x9e37_79b9 * (word + 1)) % 0x1_0000_0000
      h = ((h ^ (h / 65536)) * 0x85eb_ca6b) % 0x1_0000_0000
      h = ((h ^ (h / 8192)) * 0xc2b2_ae35) % 0x1_0000_0000
      h = h ^ (h / 65536)
    }
    let up = UInt64(floor) + h >= 0x1_0000_0000
    let result = Double(signOf: value, magnitudeOf: up ? high : low)
    return storage.round(result.magnitude > top ? result * .infinity : result)
  }

  private mutating func element(
    _ i: Int, _ gradient: Double, _ t: Int64, _ eta: Double
  ) -> Double {
    let old = theta[i]
    var g = gradient
    if axis(.maximize) == "gradient" { g = -g }
    if axis(.decayForm) == "l2", hyper[.weightDecay] != 0 {
      g = add(g, mul(e(h(.weightDecay)), old))
    }
    if axis(.maximize) == "decayedGradient" { g = -g }
    let step =
      switch dialect.optimizer {
      case .sgd: sgd(i, g, eta)
      case .adagrad:
        adagrad(i, g, axis(.maximize) == "off" ? gradient : -gradient, eta, t)
      case .rmsprop: rmsprop(i, g, eta, t)
      case .adam, .adamw: adam(i, g, eta, t)
      case .adabelief: adabelief(i, g, eta, t)
      case .amsgrad: amsgrad(i, g, eta, t)
      case .nadam: nadam(i, g, eta, t)
      case .adamax: adamax(i, g, eta, t)
      case .radam: radam(i, g, eta, t)
      case .adadelta: adadelta(i, g, eta)
      }
    return decayed(old, step, eta, t)
  }

  /// θ after a step, or without one where the rule takes none.
  private func decayed(
    _ theta: Double, _ step: Step, _ eta: Double, _ t: Int64
  ) -> Double {
    let form = axis(.decayForm)
    if step == .nothing { return theta }
    if form == "l2" || hyper[.weightDecay] == 0 {
      return step.amount.map { sub(theta, $0) } ?? theta
    }
    let lambda = h(.weightDecay)
    var kappa = eta
    var isRunning = false
    switch axis(.decayScale) {
    case "corrected":
      let corrections = [correction(1, t), correction(2, t)]
      isRunning = corrections.contains { $0 != nil }
      if isRunning { kappa = r(kappa) }
      if let c = corrections[1] { kappa = r(kappa * r(c.squareRoot())) }
      if let c = corrections[0] { kappa = r(kappa / c) }
    case "relative": kappa = s(eta / h(.learningRate))
    default: break
    }
    let product = isRunning ? r(kappa * r(hyper[.weightDecay])) : s(kappa * lambda)
    let lost = axis(.decayScale) == "one" ? lambda : product
    let kept = isRunning ? r(1 - lost) : s(1 - lost)
    guard let amount = step.amount else {
      return form == "same"
        ? sub(theta, mul(e(lost), theta)) : mul(theta, e(kept))
    }
    switch form {
    case "before": return sub(mul(theta, e(kept)), amount)
    case "same": return sub(theta, add(amount, mul(e(lost), theta)))
    default: return mul(sub(theta, amount), e(kept))
    }
  }

  /// c1 or c2, if the rule has it.
  func correction(_ moment: Int, _ t: Int64) -> Double? {
    func one(_ beta: Hyperparameter) -> Double { r(1 - power(beta, t)) }
    switch (dialect.optimizer, moment) {
    case (.radam, 1): return one(.beta1)
    case (.radam, _): return one(.beta2)
    case (.adam, 1), (.adamw, 1), (.adabelief, 1), (.amsgrad, 1), (.adamax, 1):
      return axis(.firstMomentCorrection) == "on" ? one(.beta1) : nil
    case (.adam, 2), (.adamw, 2), (.adabelief, 2), (.amsgrad, 2), (.nadam, 2):
      return axis(.secondMomentCorrection) == "on" ? one(.beta2) : nil
    case (.rmsprop, 2):
      return axis(.secondMomentCorrection) == "on" ? one(.decay) : nil
    default: return nil
    }
  }

  mutating func replace(_ slot: StateSlot, _ i: Int, _ value: Double) {
    let rounded = stateFormat.round(value)
    state[slot]?[i] = rounded
  }

  func old(_ slot: StateSlot, _ i: Int) -> Double { state[slot]?[i] ?? .nan }

  private mutating func sgd(_ i: Int, _ g: Double, _ eta: Double) -> Step {
    let mu = h(.momentum)
    let delta = h(.dampening)
    if hyper[.momentum] == 0 { return .by(mul(e(eta), g)) }
    let copies = isFirst && axis(.firstMomentum) == "gradient"
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
    return .by(lookAhead(g, b, mu, eta))
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
    _ i: Int, _ g: Double, _ raw: Double, _ eta: Double, _ t: Int64
  ) -> Step {
    var v = old(.squareSum, i)
    if hyper[.accumulatorDecay] != 1 { v = mul(e(h(.accumulatorDecay)), v) }
    v = add(v, mul(g, g))
    replace(.squareSum, i, v)
    var rate = eta
    if hyper[.learningRateDecay] != 0 {
      let n = r(Double(axis(.learningRateDecayClock) == "current" ? t : t - 1))
      rate = r(r(eta) / r(1 + r(n * r(hyper[.learningRateDecay]))))
    }
    let numerator = axis(.decayedNumerator) == "off" ? raw : g
    return .by(mul(e(rate), div(numerator, denominator(v))))
  }

  private mutating func rmsprop(
    _ i: Int, _ g: Double, _ eta: Double, _ t: Int64
  ) -> Step {
    let rho = h(.decay)
    let rest = e(s(1 - rho))
    let v = add(mul(e(rho), old(.squareAverage, i)), mul(rest, mul(g, g)))
    replace(.squareAverage, i, v)
    let c =
      axis(.secondMomentCorrection) == "on" ? e(r(1 - power(.decay, t))) : Double?.none
    var q = c.map { div(v, $0) } ?? v
    if axis(.centered) == "on" {
      let m = add(mul(e(rho), old(.gradientAverage, i)), mul(rest, g))
      replace(.gradientAverage, i, m)
      let mean = c.map { div(m, $0) } ?? m
      q = sub(q, mul(mean, mean))
      if axis(.varianceClamp) == "zero" { q = q.isNaN ? q : max(q, 0) }
    }
    let ratio = div(g, denominator(q))
    if hyper[.momentum] == 0 { return .by(mul(e(eta), ratio)) }
    let mu = h(.momentum)
    let input = axis(.momentumLearningRate) == "inside" ? mul(e(eta), ratio) : ratio
    let b = add(mul(e(mu), old(.momentumBuffer, i)), input)
    replace(.momentumBuffer, i, b)
    return .by(lookAhead(ratio, b, mu, eta))
  }

  private mutating func adam(
    _ i: Int, _ g: Double, _ eta: Double, _ t: Int64
  ) -> Step {
    let (beta1, beta2) = (h(.beta1), h(.beta2))
    let m = add(mul(e(beta1), old(.firstMoment, i)), mul(e(s(1 - beta1)), g))
    let v = add(mul(e(beta2), old(.secondMoment, i)), mul(e(s(1 - beta2)), mul(g, g)))
    replace(.firstMoment, i, m)
    replace(.secondMoment, i, v)
    let n =
      axis(.firstMomentCorrection) == "on" ? div(m, e(r(1 - power(.beta1, t)))) : m
    return .by(mul(e(eta), div(n, adamDenominator(v, t))))
  }

  private func adamDenominator(_ v: Double, _ t: Int64) -> Double {
    guard let c2 = correction(2, t) else { return denominator(v) }
    return axis(.epsilonFrame) == "corrected"
      ? denominator(div(v, e(c2))) : div(denominator(v), e(r(c2.squareRoot())))
  }

  /// The new moments of Adam and its relatives.
  private mutating func moments(_ i: Int, _ g: Double) -> (m: Double, v: Double) {
    let (beta1, beta2) = (h(.beta1), h(.beta2))
    let m = add(mul(e(beta1), old(.firstMoment, i)), mul(e(s(1 - beta1)), g))
    let v = add(mul(e(beta2), old(.secondMoment, i)), mul(e(s(1 - beta2)), mul(g, g)))
    replace(.firstMoment, i, m)
    replace(.secondMoment, i, v)
    return (m, v)
  }

  private mutating func amsgrad(
    _ i: Int, _ g: Double, _ eta: Double, _ t: Int64
  ) -> Step {
    let (m, v) = moments(i, g)
    let n = correction(1, t).map { div(m, e($0)) } ?? m
    let x = old(.maximumSecondMoment, i)
    guard let c2 = correction(2, t) else {
      let w = maximum(x, v)
      replace(.maximumSecondMoment, i, w)
      return .by(mul(e(eta), div(n, denominator(w))))
    }
    let w = maximum(x, axis(.maximumFrame) == "raw" ? v : div(v, e(c2)))
    replace(.maximumSecondMoment, i, w)
    let root = e(r(c2.squareRoot()))
    let d =
      switch (axis(.maximumFrame), axis(.epsilonFrame)) {
      case ("raw", "corrected"): denominator(div(w, e(c2)))
      case ("raw", _): div(denominator(w), root)
      case (_, "corrected"): denominator(w)
      default: div(denominator(mul(w, e(c2))), root)
      }
    return .by(mul(e(eta), div(n, d)))
  }

  private mutating func nadam(
    _ i: Int, _ g: Double, _ eta: Double, _ t: Int64
  ) -> Step {
    let (m, v) = moments(i, g)
    let isConstant = axis(.momentumSchedule) == "constant"
    func mu(_ i: Int64) -> Double {
      if isConstant { return h(.beta1) }
      let exponent = r(r(Double(i)) * r(hyper[.momentumDecay]))
      let decay = PowerCache.shared.real(r(0.96), exponent, runningFormat)
      return r(r(hyper[.beta1]) * r(1 - r(r(0.5) * decay)))
    }
    let (mu1, mu2) = (mu(t), mu(t + 1))
    let rest = isConstant ? s(1 - mu1) : r(1 - mu1)
    var (p, next) = (power(.beta1, t), power(.beta1, t + 1))
    if !isConstant {
      p = r(product * mu1)
      next = r(p * mu2)
      product = p
    }
    let n: Double
    if axis(.lookAhead) == "next" {
      let (a, b) = (e(r(r(mu2) / r(1 - next))), e(r(r(rest) / r(1 - p))))
      n = add(mul(a, m), mul(b, g))
    } else {
      n = div(add(mul(e(mu2), m), mul(e(rest), g)), e(r(1 - p)))
    }
    let w = axis(.secondMomentScale) == "beta2" ? mul(e(h(.beta2)), v) : v
    return .by(mul(e(eta), div(n, adamDenominator(w, t))))
  }

  private mutating func adamax(
    _ i: Int, _ g: Double, _ eta: Double, _ t: Int64
  ) -> Step {
    let beta1 = h(.beta1)
    let m = add(mul(e(beta1), old(.firstMoment, i)), mul(e(s(1 - beta1)), g))
    replace(.firstMoment, i, m)
    func floored(_ x: Double, _ place: String) -> Double {
      axis(.infinityFloor) == place && hyper[.epsilon] != 0 ? add(x, e(h(.epsilon))) : x
    }
    let decayed = floored(mul(e(h(.beta2)), old(.infinityNorm, i)), "norm")
    let u = floored(maximum(decayed, floored(g.magnitude, "gradient")), "state")
    replace(.infinityNorm, i, u)
    let n = correction(1, t).map { div(m, e($0)) } ?? m
    return .by(mul(e(eta), div(n, floored(u, "denominator"))))
  }

  private mutating func radam(
    _ i: Int, _ g: Double, _ eta: Double, _ t: Int64
  ) -> Step {
    let (m, v) = moments(i, g)
    let n = div(m, e(correction(1, t) ?? 1))
    let tau = axis(.rectificationThreshold) == "five" ? 5.0 : 4
    if SpecRun.averageLength(h(.beta2), power: r(hyper[.beta2]), t) > tau {
      let p = power(.beta2, t)
      let limit = s(s(2 / s(1 - h(.beta2))) - 1)
      let length = r(r(limit) - r(r(r(2 * r(Double(t))) * p) / r(1 - p)))
      let above = r(r(r(length - 4) * r(length - 2)) * r(limit))
      let below = r(r(s(s(limit - 4) * s(limit - 2))) * length)
      let ratio = r(r(above / below).squareRoot())
      let isTwice = axis(.rectifiedRate) == "twice"
      let rate = r(r(isTwice ? s(eta * eta) : eta) * ratio)
      return .by(mul(e(rate), div(n, adamDenominator(v, t))))
    }
    switch axis(.belowThreshold) {
    case "moment": return .by(mul(e(eta), n))
    case "skip": return .decay
    default: return .nothing
    }
  }

  /// ρt, accurate enough for tests whose ρt is not close to the threshold.
  static func averageLength(
    _ beta: Double, power rounded: Double? = nil, _ t: Int64
  ) -> Double {
    if let rounded, rounded != beta {
      if rounded == 1 { return .nan }
      // No test's ρt is close to a threshold then.
      let power = (0..<min(t, 100_000)).reduce(1.0) { power, _ in power * rounded }
      return (1 + beta) / (1 - beta) - 2 * Double(t) * power / (1 - power)
    }
    // ρt < ρ∞ = (1 + β)/(1 − β), and for β = 1 there is none.
    guard beta > 0.5, beta < 1 else { return .nan }
    var (sum, power) = (0.0, 1.0)
    // (1 − β^t)/(1 − β) = 1 + β + … + β^(t−1), and ρt = 2·Σ(t − k)·… has no
    // cancellation: ρ∞ − ρt = 2t·β^t/(1 − β^t).
    if t > 5000 { return (1 + beta) / (1 - beta) }
    for _ in 0..<t {
      sum += power
      power *= beta
    }
    return (1 + beta - 2 * Double(t) * power / sum) / (1 - beta)
  }

  private mutating func adadelta(_ i: Int, _ g: Double, _ eta: Double) -> Step {
    let rho = h(.decay)
    let rest = e(s(1 - rho))
    let v = add(mul(e(rho), old(.squareAverage, i)), mul(rest, mul(g, g)))
    let d = old(.updateAverage, i)
    func floored(_ x: Double) -> Double {
      hyper[.epsilonRoot] == 0 ? x : add(x, e(h(.epsilonRoot)))
    }
    let u = mul(div(root(floored(d)), root(floored(v))), g)
    replace(.squareAverage, i, v)
    replace(.updateAverage, i, add(mul(e(rho), d), mul(rest, mul(u, u))))
    return .by(mul(e(eta), u))
  }
}

/// What a rule subtracts from θ.
enum Step: Equatable {
  case by(Double)
  /// Nothing, though weight decay acts.
  case decay
  /// Nothing at all.
  case nothing

  var amount: Double? {
    if case .by(let amount) = self { amount } else { nil }
  }
}

/// Exact powers, each found once.
private final class PowerCache: @unchecked Sendable {
  static let shared = PowerCache()
  private struct Key: Hashable { var base: Double, t: Int64, format: FloatFormat }
  private var known: [Key: Double] = [:]
  private var knownProducts: [Key: Double] = [:]
  private struct RealKey: Hashable { var x: Double, y: Double, format: FloatFormat }
  private var knownReal: [RealKey: Double] = [:]
  private let lock = Mutex(())

  /// The library's real power, which `RealFunctionTests` checks.
  func real(_ x: Double, _ y: Double, _ format: FloatFormat) -> Double {
    let key = RealKey(x: x, y: y, format: format)
    return lock.withLock { _ in
      if let value = knownReal[key] { return value }
      let value = realPower(x, y, in: format)
      knownReal[key] = value
      return value
    }
  }

  /// The power as a product whose factors come in one by one.
  func product(_ base: Double, _ t: Int64, _ format: FloatFormat) -> Double {
    let key = Key(base: base, t: t, format: format)
    return lock.withLock { _ in
      if let value = knownProducts[key] { return value }
      var power = base
      for _ in 1..<t {
        let next = format.round(power * base)
        if next == power { break }
        power = next
      }
      knownProducts[key] = power
      return power
    }
  }

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
