import Dialects
import Formats
import Oracle
import Scenarios
import Vectors
import Verdicts

/// An implementation of a dialect that has a fault, run in process.
///
/// It answers with the rounded reading of its procedure, and claims what the bundled
/// library does: so it shows what finds the fault.
public struct FaultyImplementation: Implementation {
  /// The fault.
  public let fault: Fault
  /// The dialect that it was to be.
  public let dialect: Dialect

  /// Gives an implementation of `dialect` a fault.
  public init(_ fault: Fault, of dialect: Dialect) {
    self.fault = fault
    self.dialect = dialect
  }

  /// The first published dialect, the main ones before all others, that can have a
  /// fault, of `optimizer` or any.
  public static func dialect(
    for fault: Fault, of optimizer: OptimizerName?
  ) -> PublishedDialect? {
    let order: [OptimizerName] = [.adam, .rmsprop, .adagrad, .sgd, .adamw]
    let optimizers =
      optimizer.map { [$0] } ?? order
      + OptimizerName.allCases.filter { !order.contains($0) }
    let candidates = optimizers.flatMap { optimizer in
      PublishedDialect.all.filter {
        $0.dialect.optimizer == optimizer && fault.applies($0.dialect)
      }
    }
    return candidates.first(where: \.isMain) ?? candidates.first
  }

  public var concurrency: Int { .max }

  public func introduce() async throws -> ImplementationDescription {
    let formats = GoldenVectors.formats.filter { fault.inexpressible($0) == nil }
    return ImplementationDescription(
      name: "fault \(fault.id)", version: RMSpecVersion.current, language: "swift",
      implements: [.everything(of: dialect, in: formats)])
  }

  public func answer(_ request: CaseRequest) async throws -> CaseAnswer {
    // It is what it is, whatever it is told.
    let scenario = request.scenario.carriedOut(as: dialect)
    return .result(
      fault.execution(of: scenario).completeReading(checkpoints: request.checkpoints))
  }
}
