import Dialects

/// The moments that Adam and its relatives share (SPEC §5).
extension SymbolicStep {
  /// m ← `β1` × m + `1 − β1` × g.
  func firstMoment(of g: Element) -> Element {
    let β1 = self[.beta1]
    let m = β1 * old(.firstMoment) + (1 - β1) * g
    set(.firstMoment, m)
    return m
  }

  /// v ← `β2` × v + `1 − β2` × (g × g).
  func secondMoment(of g: Element) -> Element {
    let β2 = self[.beta2]
    let v = β2 * old(.secondMoment) + (1 - β2) * (g * g)
    set(.secondMoment, v)
    return v
  }

  /// c1 = `1 − β1^t`, where the rule corrects the first moment with it.
  var firstCorrection: Scalar? {
    corrects(dialect[FirstMomentCorrection.self] == .on)
      ? 1 - self[.beta1].power(step) : nil
  }

  /// c2 = `1 − β2^t`, or `1 − ρ^t`, where the rule corrects the second moment.
  var secondCorrection: Scalar? {
    corrects(dialect[SecondMomentCorrection.self] == .on)
      ? 1 - self[dialect.optimizer.rule.secondMomentDecay].power(step) : nil
  }

  private func corrects(_ isOn: Bool) -> Bool {
    isOn || dialect.optimizer.rule.alwaysCorrectsMoments
  }

  /// n = m / c1, or m where nothing is corrected.
  func corrected(_ m: Element) -> Element { firstCorrection.map { m / $0 } ?? m }

  /// D, with ε in its frame.
  func correctedDenominator(_ v: Element) -> Element {
    guard let c2 = secondCorrection else { return denominator(v) }
    return dialect[EpsilonFrame.self] == .raw
      ? denominator(v) / c2.squareRoot() : denominator(v / c2)
  }
}
