import Dialects
import Formats
import HonestOrders
import Oracle

extension HonestOrder {
  /// How an implementation of a dialect in this order carries out a scenario.
  ///
  /// - Parameters:
  ///   - dialect: The dialect.
  ///   - format: The format of the element operations.
  /// - Returns: nil if the dialect does not have the order, or the format does not.
  public func procedure(
    for dialect: Dialect, in format: FloatFormat = .binary32
  ) -> Procedure? {
    guard let rounding = rounding(in: format), applies(to: dialect) else { return nil }
    var procedure = Procedure()
    procedure.rounding = rounding
    if changesFormulas {
      procedure.program = { self($0, hyperparameters: $1.hyperparameters) }
    }
    return procedure
  }
}
