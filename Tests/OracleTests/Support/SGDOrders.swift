import Dialects

/// SGD with momentum, dampening and weight decay in many orders.
struct SGDOrders {
  let lr = 0.1
  let mu = 0.9
  let delta = 0.3
  let lambda = 0.01

  var hyperparameters: [Hyperparameter: Double] {
    [.learningRate: lr, .momentum: mu, .dampening: delta, .weightDecay: lambda]
  }

  private func decayed(_ g: Float, _ x: Float) -> Float { g + Float(lambda) * x }

  var all: [FloatOrder] {
    [
      FloatOrder("as written") { x, s, g, t in
        let d = decayed(g, x)
        s[0] = t == 1 ? d : Float(mu) * s[0] + Float(1 - delta) * d
        x -= Float(lr) * s[0]
      },
      FloatOrder("contracted") { x, s, g, t in
        let d = fma(Float(lambda), x, g)
        s[0] = t == 1 ? d : fma(Float(mu), s[0], Float(1 - delta) * d)
        x = fma(-Float(lr), s[0], x)
      },
      FloatOrder("contracted the other way") { x, s, g, t in
        let d = fma(Float(lambda), x, g)
        s[0] = t == 1 ? d : fma(Float(1 - delta), d, Float(mu) * s[0])
        x = fma(s[0], -Float(lr), x)
      },
      FloatOrder("in binary64, stored in binary32") { x, s, g, t in
        let d = Double(g) + lambda * Double(x)
        s[0] = Float(t == 1 ? d : mu * Double(s[0]) + (1 - delta) * d)
        x = Float(Double(x) - lr * Double(s[0]))
      },
    ]
  }

  var faults: [FloatOrder] {
    [
      FloatOrder("dampening in the first step, too") { x, s, g, t in
        s[0] = Float(mu) * s[0] + Float(1 - delta) * decayed(g, x)
        x -= Float(lr) * s[0]
      },
      FloatOrder("no dampening") { x, s, g, t in
        s[0] = Float(mu) * s[0] + decayed(g, x)
        x -= Float(lr) * s[0]
      },
      FloatOrder("no weight decay") { x, s, g, t in
        s[0] = t == 1 ? g : Float(mu) * s[0] + Float(1 - delta) * g
        x -= Float(lr) * s[0]
      },
      FloatOrder("decoupled weight decay") { x, s, g, t in
        s[0] = t == 1 ? g : Float(mu) * s[0] + Float(1 - delta) * g
        x = x * Float(1 - lr * lambda) - Float(lr) * s[0]
      },
      FloatOrder("the old buffer") { x, s, g, t in
        let d = decayed(g, x)
        x -= Float(lr) * s[0]
        s[0] = t == 1 ? d : Float(mu) * s[0] + Float(1 - delta) * d
      },
      FloatOrder("ascent") { x, s, g, t in
        let d = decayed(g, x)
        s[0] = t == 1 ? d : Float(mu) * s[0] + Float(1 - delta) * d
        x += Float(lr) * s[0]
      },
      FloatOrder("Nesterov's step") { x, s, g, t in
        let d = decayed(g, x)
        s[0] = t == 1 ? d : Float(mu) * s[0] + Float(1 - delta) * d
        x -= Float(lr) * (d + Float(mu) * s[0])
      },
    ]
  }
}
