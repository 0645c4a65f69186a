import Dialects

/// Adam as it is written in the wild, all with the same exact values.
struct AdamOrders {
  var lr = 1e-3
  var b1 = 0.9
  var b2 = 0.999
  var eps = 1e-8

  var hyperparameters: [Hyperparameter: Double] {
    [.learningRate: lr, .beta1: b1, .beta2: b2, .epsilon: eps]
  }

  private func c1(_ t: Int) -> Double { 1 - b1.power(t) }
  private func c2(_ t: Int) -> Double { 1 - b2.power(t) }

  /// The moments in the ordinary order.
  private func moments(_ s: inout [Float], _ g: Float) {
    s[0] = Float(b1) * s[0] + Float(1 - b1) * g
    s[1] = Float(b2) * s[1] + Float(1 - b2) * (g * g)
  }

  /// The descent in the ordinary order.
  private func descend(_ x: inout Float, _ s: [Float], _ t: Int) {
    let n = s[0] / Float(c1(t))
    x -= Float(lr) * (n / ((s[1] / Float(c2(t))).squareRoot() + Float(eps)))
  }

  var all: [FloatOrder] {
    [
      FloatOrder("as written") { x, s, g, t in
        moments(&s, g)
        descend(&x, s, t)
      },
      FloatOrder("lerp") { x, s, g, t in
        s[0] += Float(1 - b1) * (g - s[0])
        s[1] += Float(1 - b2) * (g * g - s[1])
        descend(&x, s, t)
      },
      FloatOrder("contracted") { x, s, g, t in
        s[0] = fma(Float(b1), s[0], Float(1 - b1) * g)
        s[1] = fma(Float(1 - b2) * g, g, Float(b2) * s[1])
        let root = (s[1] / Float(c2(t))).squareRoot()
        x = fma(-Float(lr), (s[0] / Float(c1(t))) / (root + Float(eps)), x)
      },
      FloatOrder("contracted lerp") { x, s, g, t in
        s[0] = fma(Float(1 - b1), g - s[0], s[0])
        s[1] = fma(Float(1 - b2), fma(g, g, -s[1]), s[1])
        descend(&x, s, t)
      },
      FloatOrder("((1 − β2) g) g") { x, s, g, t in
        s[0] = Float(b1) * s[0] + Float(1 - b1) * g
        s[1] = Float(b2) * s[1] + (Float(1 - b2) * g) * g
        descend(&x, s, t)
      },
      FloatOrder("folded step size") { x, s, g, t in
        moments(&s, g)
        let root = c2(t).squareRoot()
        x -= Float(lr * root / c1(t)) * s[0] / (s[1].squareRoot() + Float(eps * root))
      },
      FloatOrder("roots apart, rate divided") { x, s, g, t in
        moments(&s, g)
        let denominator = s[1].squareRoot() / Float(c2(t).squareRoot()) + Float(eps)
        x += Float(-lr / c1(t)) * s[0] / denominator
      },
      FloatOrder("reciprocals") { x, s, g, t in
        moments(&s, g)
        let n = s[0] * Float(1 / c1(t))
        let root = (s[1] * Float(1 / c2(t))).squareRoot()
        x -= Float(lr) * (n * (1 / (root + Float(eps))))
      },
      FloatOrder("roots one unit too large") { x, s, g, t in
        moments(&s, g)
        let root = (s[1] / Float(c2(t))).squareRoot()
        let denominator = (root == 0 ? 0 : root.nextUp) + Float(eps)
        x -= Float(lr) * ((s[0] / Float(c1(t))) / denominator)
      },
      FloatOrder("in binary64, stored in binary32") { x, s, g, t in
        let g = Double(g)
        s[0] = Float(b1 * Double(s[0]) + (1 - b1) * g)
        s[1] = Float(b2 * Double(s[1]) + (1 - b2) * g * g)
        let root = (Double(s[1]) / c2(t)).squareRoot()
        x = Float(Double(x) - lr * (Double(s[0]) / c1(t) / (root + eps)))
      },
    ]
  }

  /// Faults that have happened, and their like.
  var faults: [FloatOrder] {
    [
      FloatOrder("ε-hat for ε") { x, s, g, t in
        moments(&s, g)
        let root = c2(t).squareRoot()
        x -= Float(lr * root / c1(t)) * s[0] / (s[1].squareRoot() + Float(eps))
      },
      FloatOrder("ε inside the root") { x, s, g, t in
        moments(&s, g)
        let n = s[0] / Float(c1(t))
        x -= Float(lr) * (n / (s[1] / Float(c2(t)) + Float(eps)).squareRoot())
      },
      FloatOrder("no ε") { x, s, g, t in
        moments(&s, g)
        let n = s[0] / Float(c1(t))
        x -= Float(lr) * (n / (s[1] / Float(c2(t))).squareRoot())
      },
      FloatOrder("no bias correction") { x, s, g, t in
        moments(&s, g)
        x -= Float(lr) * (s[0] / (s[1].squareRoot() + Float(eps)))
      },
      FloatOrder("no correction of the first moment") { x, s, g, t in
        moments(&s, g)
        let root = (s[1] / Float(c2(t))).squareRoot()
        x -= Float(lr) * (s[0] / (root + Float(eps)))
      },
      FloatOrder("t one too large") { x, s, g, t in
        moments(&s, g)
        descend(&x, s, t + 1)
      },
      FloatOrder("t one too small from the second step") { x, s, g, t in
        moments(&s, g)
        descend(&x, s, max(t - 1, 1))
      },
      FloatOrder("ascent") { x, s, g, t in
        moments(&s, g)
        var step: Float = 0
        descend(&step, s, t)
        x -= step
      },
      FloatOrder("β1 and β2 exchanged") { x, s, g, t in
        s[0] = Float(b2) * s[0] + Float(1 - b2) * g
        s[1] = Float(b1) * s[1] + Float(1 - b1) * (g * g)
        x -=
          Float(lr)
          * (s[0] / Float(c2(t)) / ((s[1] / Float(c1(t))).squareRoot() + Float(eps)))
      },
      FloatOrder("corrections exchanged") { x, s, g, t in
        moments(&s, g)
        let root = (s[1] / Float(c1(t))).squareRoot()
        x -= Float(lr) * (s[0] / Float(c2(t)) / (root + Float(eps)))
      },
      FloatOrder("old first moment") { x, s, g, t in
        let old = s[0]
        moments(&s, g)
        descend(&x, [old, s[1]], t)
      },
      FloatOrder("β and 1 − β exchanged") { x, s, g, t in
        s[0] = Float(1 - b1) * s[0] + Float(b1) * g
        s[1] = Float(b2) * s[1] + Float(1 - b2) * (g * g)
        descend(&x, s, t)
      },
      FloatOrder("no root") { x, s, g, t in
        moments(&s, g)
        x -= Float(lr) * (s[0] / Float(c1(t)) / (s[1] / Float(c2(t)) + Float(eps)))
      },
      FloatOrder("magnitude for the square") { x, s, g, t in
        s[0] = Float(b1) * s[0] + Float(1 - b1) * g
        s[1] = Float(b2) * s[1] + Float(1 - b2) * g.magnitude
        descend(&x, s, t)
      },
      FloatOrder("β2 rounded to binary32 before 1 − β2") { x, s, g, t in
        s[0] = Float(b1) * s[0] + Float(1 - b1) * g
        s[1] = Float(b2) * s[1] + (1 - Float(b2)) * (g * g)
        descend(&x, s, t)
      },
    ]
  }
}
