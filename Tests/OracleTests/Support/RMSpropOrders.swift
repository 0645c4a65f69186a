import Dialects

/// RMSprop in many orders, with or without momentum.
struct RMSpropOrders {
  let lr = 1e-2
  let rho = 0.99
  let eps = 1e-8
  let mu: Double

  var hyperparameters: [Hyperparameter: Double] {
    [.learningRate: lr, .decay: rho, .epsilon: eps, .momentum: mu]
  }

  private func average(_ s: inout [Float], _ g: Float) {
    s[0] = Float(rho) * s[0] + Float(1 - rho) * (g * g)
  }

  private func denominator(_ s: [Float]) -> Float { s[0].squareRoot() + Float(eps) }

  /// The descent by `r` = g / D.
  private func descend(_ x: inout Float, _ s: inout [Float], _ r: Float) {
    if mu != 0 {
      s[1] = Float(mu) * s[1] + r
      x -= Float(lr) * s[1]
    } else {
      x -= Float(lr) * r
    }
  }

  var all: [FloatOrder] {
    var orders = [
      FloatOrder("as written") { x, s, g, _ in
        average(&s, g)
        descend(&x, &s, g / denominator(s))
      },
      FloatOrder("lerp") { x, s, g, _ in
        s[0] += Float(1 - rho) * (g * g - s[0])
        descend(&x, &s, g / denominator(s))
      },
      FloatOrder("contracted") { x, s, g, _ in
        s[0] = fma(Float(rho), s[0], (Float(1 - rho) * g) * g)
        let r = g / denominator(s)
        if mu != 0 {
          s[1] = fma(Float(mu), s[1], r)
          x = fma(-Float(lr), s[1], x)
        } else {
          x = fma(-Float(lr), r, x)
        }
      },
      FloatOrder("((1 − ρ) g) g, contracted the other way") { x, s, g, _ in
        s[0] = fma(Float(1 - rho) * g, g, Float(rho) * s[0])
        descend(&x, &s, g / denominator(s))
      },
      FloatOrder("reciprocals") { x, s, g, _ in
        average(&s, g)
        descend(&x, &s, g * (1 / denominator(s)))
      },
      FloatOrder("root one unit too large") { x, s, g, _ in
        average(&s, g)
        let root = s[0].squareRoot()
        descend(&x, &s, g / ((root == 0 ? 0 : root.nextUp) + Float(eps)))
      },
      FloatOrder("in binary64, stored in binary32") { x, s, g, _ in
        s[0] = Float(rho * Double(s[0]) + (1 - rho) * Double(g) * Double(g))
        let r = Double(g) / (Double(s[0]).squareRoot() + eps)
        if mu != 0 {
          s[1] = Float(mu * Double(s[1]) + r)
          x = Float(Double(x) - lr * Double(s[1]))
        } else {
          x = Float(Double(x) - lr * r)
        }
      },
    ]
    if mu == 0 {
      orders.append(
        FloatOrder("(η g) / D") { x, s, g, _ in
          average(&s, g)
          x -= Float(lr) * g / denominator(s)
        })
      orders.append(
        FloatOrder("(η / D) g") { x, s, g, _ in
          average(&s, g)
          x -= Float(lr) / denominator(s) * g
        })
    }
    return orders
  }

  var faults: [FloatOrder] {
    var faults = [
      FloatOrder("ε inside the root") { x, s, g, _ in
        average(&s, g)
        descend(&x, &s, g / (s[0] + Float(eps)).squareRoot())
      },
      FloatOrder("no ε") { x, s, g, _ in
        average(&s, g)
        descend(&x, &s, g / s[0].squareRoot())
      },
      FloatOrder("ρ and 1 − ρ exchanged") { x, s, g, _ in
        s[0] = Float(1 - rho) * s[0] + Float(rho) * (g * g)
        descend(&x, &s, g / denominator(s))
      },
      FloatOrder("a sum instead of an average") { x, s, g, _ in
        s[0] += g * g
        descend(&x, &s, g / denominator(s))
      },
      FloatOrder("the old average") { x, s, g, _ in
        let r = g / denominator(s)
        average(&s, g)
        descend(&x, &s, r)
      },
      FloatOrder("ascent") { x, s, g, _ in
        average(&s, g)
        descend(&x, &s, -g / denominator(s))
      },
      FloatOrder("no root") { x, s, g, _ in
        average(&s, g)
        descend(&x, &s, g / (s[0] + Float(eps)))
      },
    ]
    if mu != 0 {
      faults.append(
        FloatOrder("a buffer that is averaged") { x, s, g, _ in
          average(&s, g)
          s[1] = Float(mu) * s[1] + Float(1 - mu) * (g / denominator(s))
          x -= Float(lr) * s[1]
        })
      faults.append(
        FloatOrder("the old buffer") { x, s, g, _ in
          average(&s, g)
          x -= Float(lr) * s[1]
          s[1] = Float(mu) * s[1] + g / denominator(s)
        })
    }
    return faults
  }
}
