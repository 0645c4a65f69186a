import Dialects
import Formats
import Optimizers
import Oracle

/// The bundled library `Optimizers`, as an implementation to be checked.
public typealias BundledImplementation = SteppingImplementation<BundledOptimizer>

extension SteppingImplementation where Stepper == BundledOptimizer {
  /// The bundled library with all that it claims: every optimizer in every
  /// dialect and precision.
  public init() {
    let claims = OptimizerName.allCases.map { optimizer in
      Claim(
        optimizer: optimizer.rawValue,
        formats: (VectorGenerator.formats + VectorGenerator.tinyFormats).map(\.name),
        dialect: Dictionary(
          uniqueKeysWithValues: optimizer.definition.axes.map {
            ($0.axis.rawValue, AxisClaim($0.axis.values))
          }),
        scalars: Scenario.ScalarPrecision.allCases.map(\.rawValue),
        arithmetic: ["storage", "binary32", "binary64"], features: Claim.Feature.allCases)
    }
    self.init(
      ImplementationDescription(
        name: "RMSpec Optimizers", version: RMSpecVersion.current, language: "swift",
        implements: claims))
  }
}

/// An optimizer of the bundled library, set up for a scenario.
public struct BundledOptimizer: ScenarioOptimizer {
  private var optimizer: any BitwiseOptimizer
  private let format: FloatFormat
  private let stateFormat: FloatFormat

  public init(_ scenario: Scenario, parameters: [[Double]]) throws {
    guard isSupported(storage: scenario.storage, arithmetic: scenario.arithmetic) else {
      throw CaseSkip(
        reason: "no \(scenario.arithmetic) arithmetic over \(scenario.storage) storage")
    }
    format = scenario.storage
    stateFormat = scenario.stateFormat
    var next = parameters.makeIterator()
    optimizer = try makeBitwiseOptimizer(
      scenario.groups.map { group in
        BitwiseGroup(
          try OptimizerRule(
            group.hyperparameters, dialect: scenario.dialect, schedule: group.schedule),
          tensors: group.tensors.map { tensor in
            (tensor.shape, (next.next() ?? []).map { scenario.storage.encode($0) })
          })
      },
      storage: scenario.storage, arithmetic: scenario.arithmetic,
      scalars: scenario.scalars == .wide ? .wide : .working,
      masterCopies: scenario.hasMaster, stochasticSeed: scenario.stochastic?.seed)
  }

  public mutating func step(
    gradients: [StepGradient<Double>?], learningRates: [Double?]
  ) throws {
    let format = format
    try optimizer.step(
      gradients: gradients.map {
        switch $0?.map({ format.encode($0) }) {
        case .dense(let values): .dense(values)
        case .rows(let rows, let values): .rows(rows, values: values)
        case nil: nil
        }
      }, learningRates: learningRates)
  }

  public var parameters: [[Double]] { optimizer.parameters.map { $0.map(format.decode) } }

  public func state(ofTensor tensor: Int) -> [StateSlot: [Double]] {
    var result: [StateSlot: [Double]] = [:]
    for slot in optimizer.slots(ofTensor: tensor) {
      result[slot] = optimizer.state(slot, ofTensor: tensor)?.map(stateFormat.decode)
    }
    return result
  }

  public func saved() -> OptimizerSnapshot { optimizer.snapshot() }

  public mutating func restore(_ saved: OptimizerSnapshot) throws {
    try optimizer.restore(saved)
  }
}
