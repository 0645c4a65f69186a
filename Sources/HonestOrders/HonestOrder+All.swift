import Formats
import Rules

extension HonestOrder {
  /// Every honest order.
  public static let all: [HonestOrder] =
    formulas + [
      HonestOrder("fused", "products that enter one sum are not rounded") { _ in
        .fused
      },
      HonestOrder(
        FormulaOrder.lerp, id: "fused-lerp", summary: "m + (1 − β)·(g − m), fused"
      ) { _ in .fused },
      HonestOrder(
        FormulaOrder.epsilonHat, id: "fused-epsilon-hat", summary: "ε-hat, fused"
      ) { _ in .fused },
    ] + directed

  private static let formulas = FormulaOrder.all.map { formula in
    switch formula.id {
    case FormulaOrder.rateInDenominator.id:
      // D·c1/η is hundreds of times D.
      HonestOrder(formula, range: .wide)
    default: HonestOrder(formula)
    }
  }

  /// Why κ = 2 is legitimate where operations round in one direction.
  private static let unit =
    "a rounding to the other neighbour is off by less than a unit in the last place, "
    + "which is two unit roundoffs"

  private static func directed(
    _ id: String, _ summary: String, _ direction: OperationRounding.Direction
  ) -> HonestOrder {
    HonestOrder(id, summary, reason: unit, range: .withoutOverflow) { _ in
      .directed(direction)
    }
  }

  private static let directed: [HonestOrder] = [
    directed("upward", "every operation rounded up", .fixed(.up)),
    directed("downward", "every operation rounded down", .fixed(.down)),
    directed("toward-zero", "every operation rounded toward zero", .fixed(.towardZero)),
    directed(
      "random-direction", "every operation rounded up or down at random",
      .random(seed: 0x6469_6365)),
    directed(
      "other-random-direction", "the same with other draws", .random(seed: 0x6469_6366)),
    HonestOrder("in-binary64", "operations in binary64, results stored") { format in
      format == .binary64 ? nil : .inBinary64
    },
  ]
}

extension OperationRounding {
  fileprivate static let fused: OperationRounding = {
    var procedure = OperationRounding()
    procedure.fusesProducts = true
    return procedure
  }()

  fileprivate static let inBinary64: OperationRounding = {
    var procedure = OperationRounding()
    procedure.elementFormat = .binary64
    return procedure
  }()

  fileprivate static func directed(_ direction: Direction) -> OperationRounding {
    var procedure = OperationRounding()
    procedure.direction = direction
    return procedure
  }
}
