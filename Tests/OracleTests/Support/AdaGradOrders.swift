import Dialects

/// AdaGrad in many orders.
struct AdaGradOrders {
  let lr = 1e-2
  let decay = 0.1
  let eps = 1e-10

  var hyperparameters: [Hyperparameter: Double] {
    [.learningRate: lr, .learningRateDecay: decay, .epsilon: eps]
  }

  private func rate(_ t: Int) -> Double { lr / (1 + Double(t - 1) * decay) }
  private func denominator(_ v: Float) -> Float { v.squareRoot() + Float(eps) }

  var all: [FloatOrder] {
    [
      FloatOrder("as written") { x, s, g, t in
        s[0] += g * g
        x -= Float(rate(t)) * (g / denominator(s[0]))
      },
      FloatOrder("contracted") { x, s, g, t in
        s[0] = fma(g, g, s[0])
        x = fma(-Float(rate(t)), g / denominator(s[0]), x)
      },
      FloatOrder("(η g) / D") { x, s, g, t in
        s[0] += g * g
        x -= Float(rate(t)) * g / denominator(s[0])
      },
      FloatOrder("reciprocals") { x, s, g, t in
        s[0] += g * g
        x -= Float(rate(t)) * (g * (1 / denominator(s[0])))
      },
      FloatOrder("(η / D) g") { x, s, g, t in
        s[0] += g * g
        x -= Float(rate(t)) / denominator(s[0]) * g
      },
      FloatOrder("root one unit too small") { x, s, g, t in
        s[0] += g * g
        let root = s[0].squareRoot()
        x -= Float(rate(t)) * (g / ((root == 0 ? 0 : root.nextDown) + Float(eps)))
      },
      FloatOrder("in binary64, stored in binary32") { x, s, g, t in
        s[0] = Float(Double(s[0]) + Double(g) * Double(g))
        x = Float(Double(x) - rate(t) * Double(g) / (Double(s[0]).squareRoot() + eps))
      },
    ]
  }

  var faults: [FloatOrder] {
    [
      FloatOrder("ε inside the root") { x, s, g, t in
        s[0] += g * g
        x -= Float(rate(t)) * (g / (s[0] + Float(eps)).squareRoot())
      },
      FloatOrder("no ε") { x, s, g, t in
        s[0] += g * g
        x -= Float(rate(t)) * (g / s[0].squareRoot())
      },
      FloatOrder("a rate that does not decay") { x, s, g, t in
        s[0] += g * g
        x -= Float(lr) * (g / denominator(s[0]))
      },
      FloatOrder("a rate that decays a step early") { x, s, g, t in
        s[0] += g * g
        x -= Float(rate(t + 1)) * (g / denominator(s[0]))
      },
      FloatOrder("the old sum") { x, s, g, t in
        let d = denominator(s[0])
        s[0] += g * g
        x -= Float(rate(t)) * (g / d)
      },
      FloatOrder("ascent") { x, s, g, t in
        s[0] += g * g
        x += Float(rate(t)) * (g / denominator(s[0]))
      },
      FloatOrder("no accumulation") { x, s, g, t in
        s[0] = g * g
        x -= Float(rate(t)) * (g / denominator(s[0]))
      },
    ]
  }
}
