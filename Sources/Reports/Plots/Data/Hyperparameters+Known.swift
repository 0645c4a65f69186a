import Dialects

extension Hyperparameters {
  /// Hyperparameters that are known to be complete and within their domains.
  static func known(
    _ optimizer: OptimizerName, _ values: [Hyperparameter: Double]
  ) -> Hyperparameters {
    do {
      return try Hyperparameters(optimizer, values)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
