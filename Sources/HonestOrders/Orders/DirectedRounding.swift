/// The formulas of the rule, rounded to a neighbour that need not be the nearest.
extension HonestOrder {
  static let upward = directed("upward", "every operation rounded up", .fixed(.up))

  static let downward = directed(
    "downward", "every operation rounded down", .fixed(.down))

  static let towardZero = directed(
    "toward-zero", "every operation rounded toward zero", .fixed(.towardZero))

  static let randomDirection = directed(
    "random-direction", "every operation rounded up or down at random",
    .random(seed: 0x6469_6365))

  static let otherRandomDirection = directed(
    "other-random-direction", "the same with other draws", .random(seed: 0x6469_6366))

  private static func directed(
    _ id: String, _ summary: String, _ direction: OperationRounding.Direction
  ) -> HonestOrder {
    HonestOrder(
      id, summary,
      reason: "a rounding to the other neighbour is off by less than a unit in the last "
        + "place, which is two unit roundoffs",
      range: .withoutOverflow
    ) { _ in
      var rounding = OperationRounding()
      rounding.direction = direction
      return rounding
    }
  }
}
