extension FormulaOrder {
  /// Every order of formulas.
  public static let all: [FormulaOrder] = [
    lerp, scaledGradient, distributedDampening, distributedRate, splitRate, negatedRate,
    exchangedDecay, separateDecay, rateFirst, rateOverDenominator, reciprocal, foldedRate,
    foldedRateLast, separateRoots, reciprocalRoot, reciprocalCorrections, epsilonHat,
    rateInDenominator, adaptiveRate, separateRatios, singleRoot,
    rateTimesRatio,
  ]
}
