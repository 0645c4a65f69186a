import Dialects
import Rules
import Testing

/// How many operations the formulas of SPEC.md have, counted by hand: first in
/// the scalar part, then in the element part.
@Suite struct OperationCountTests {
  private func counts(
    _ dialect: Dialect, _ terms: [Hyperparameter] = [], isFirst: Bool = false
  ) throws -> [Int] {
    var values = Combination.required(dialect.optimizer)
    for term in terms { values[term] = 0.25 }
    let hyperparameters = try Hyperparameters(dialect.optimizer, values)
    return Program(dialect: dialect, hyperparameters: hyperparameters, isFirst: isFirst)
      .operationCounts
  }

  @Test("SGD with its momentum and sign")
  func sgd() throws {
    let sgd = Dialect.standard(.sgd)
    // η g; θ − s.
    #expect(try counts(sgd) == [0, 2])
    // λ θ; g + λθ.
    #expect(try counts(sgd, [.weightDecay]) == [0, 4])
    // The sign costs one more, on either side of the decay.
    #expect(try counts(sgd.with(Maximize.gradient), [.weightDecay]) == [0, 5])
    #expect(try counts(sgd.with(Maximize.decayedGradient), [.weightDecay]) == [0, 5])
    // μ b; + g; η u; θ − s.
    #expect(try counts(sgd, [.momentum]) == [0, 4])
    #expect(try counts(sgd, [.momentum], isFirst: true) == [0, 2])
    // 1 − δ, and its product.
    #expect(try counts(sgd, [.momentum, .dampening]) == [1, 5])
    // Standard: μ b'; g + μb'.
    #expect(try counts(sgd.with(Nesterov.standard), [.momentum]) == [0, 6])
    // Chainer: μμ, 1 + μ; two products and a sum.
    #expect(try counts(sgd.with(Nesterov.chainer), [.momentum]) == [2, 7])
    let inside = sgd.with(MomentumLearningRate.inside)
    // μ b; η g; sum; θ − b.
    #expect(try counts(inside, [.momentum]) == [0, 4])
    // η (1 − δ).
    #expect(try counts(inside, [.momentum, .dampening]) == [2, 4])
    // η g is there already; μ b'; sum.
    #expect(try counts(inside.with(Nesterov.standard), [.momentum]) == [0, 6])
    #expect(try counts(inside.with(Nesterov.chainer), [.momentum]) == [3, 7])
  }

  @Test("decoupled weight decay")
  func decoupledDecay() throws {
    let sgd = Dialect.standard(.sgd)
    // ηλ, 1 − ηλ; θ times it.
    #expect(try counts(sgd.with(DecayForm.before), [.weightDecay]) == [2, 3])
    #expect(try counts(sgd.with(DecayForm.after), [.weightDecay]) == [2, 3])
    // ηλ; its product with θ, and the sum.
    #expect(try counts(sgd.with(DecayForm.same), [.weightDecay]) == [1, 4])
    let unscaled = sgd.with(DecayScale.one)
    #expect(try counts(unscaled.with(DecayForm.before), [.weightDecay]) == [1, 3])
    #expect(try counts(unscaled.with(DecayForm.same), [.weightDecay]) == [0, 4])
  }

  @Test("AdaGrad")
  func adagrad() throws {
    let adagrad = Dialect.standard(.adagrad)
    // g g; v +; √; g / D; η r; θ − s.
    #expect(try counts(adagrad) == [0, 6])
    #expect(try counts(adagrad, [.epsilon]) == [0, 7])
    #expect(try counts(adagrad, [.epsilonRoot]) == [0, 7])
    #expect(try counts(adagrad, [.epsilon, .epsilonRoot]) == [0, 8])
    #expect(try counts(adagrad, [.accumulatorDecay]) == [0, 7])
    // n ℓ; 1 +; η /.
    #expect(try counts(adagrad, [.learningRateDecay]) == [3, 6])
  }

  @Test("RMSprop, centered or not")
  func rmsprop() throws {
    let rmsprop = Dialect.standard(.rmsprop)
    // 1 − ρ; ρ v; g g; its product; sum; √; g / D; η r; θ − s.
    #expect(try counts(rmsprop) == [1, 8])
    #expect(try counts(rmsprop, [.epsilon]) == [1, 9])
    // ρ m; (1 − ρ) g; sum; m m; v − mm.
    let centered = rmsprop.with(Centered.on)
    #expect(try counts(centered, [.epsilon]) == [1, 14])
    #expect(try counts(centered.with(VarianceClamp.zero), [.epsilon]) == [1, 15])
    // ρ^t; 1 − ρ^t; v / c; and m / c where centered.
    #expect(try counts(rmsprop.with(SecondMomentCorrection.on)) == [3, 9])
    #expect(try counts(centered.with(SecondMomentCorrection.on)) == [3, 15])
    // μ b; + r.
    #expect(try counts(rmsprop, [.momentum]) == [1, 10])
    #expect(try counts(rmsprop.with(Nesterov.standard), [.momentum]) == [1, 12])
  }

  @Test("Adam in both frames, and AdamW")
  func adam() throws {
    let adam = Dialect.standard(.adam)
    // 1 − β, β^t and 1 − β^t, twice each. m: 3; v: 4; n; v / c2; √; + ε; n / D;
    // η r; θ − s.
    #expect(try counts(adam, [.epsilon]) == [6, 14])
    // ε-hat: √c2 in the scalar part, a quotient either way.
    #expect(try counts(adam.with(EpsilonFrame.raw), [.epsilon]) == [7, 14])
    let first = adam.with(FirstMomentCorrection.off)
    #expect(try counts(first, [.epsilon]) == [4, 13])
    #expect(try counts(first.with(SecondMomentCorrection.off), [.epsilon]) == [2, 12])
    #expect(try counts(adam, [.epsilon, .epsilonRoot, .weightDecay]) == [6, 17])
    #expect(try counts(.standard(.adamw), [.epsilon, .weightDecay]) == [8, 15])
  }
}
