extension Admission {
  /// Every admission; of those for the same operation an earlier one widens first.
  public static let all: [Admission] = [
    infiniteMixture, overflowingDifference, mixtureByDifference, scaledDivisor,
    infiniteComplement,
    partialProducts, dividedSum, partialRatios, singleRoot, rowOrder, scheduleRecurrence,
    openRectification,
  ]
}
