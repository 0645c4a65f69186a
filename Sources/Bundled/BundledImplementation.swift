import Dialects
import Formats
import Optimizers
import Scenarios
import Vectors
import Verdicts

/// The bundled library `Optimizers`, as an implementation to be checked.
public struct BundledImplementation: Implementation {
  /// What it says of itself.
  public let description: ImplementationDescription

  /// The bundled library with all that it claims: every optimizer in every
  /// dialect and precision.
  public init() {
    let claims = OptimizerName.allCases.map { optimizer in
      Claim(
        optimizer: optimizer.rawValue,
        formats: (GoldenVectors.formats + GoldenVectors.tinyFormats).map(\.name),
        dialect: Dictionary(
          uniqueKeysWithValues: optimizer.definition.axes.map {
            ($0.axis.rawValue, AxisClaim($0.axis.values))
          }),
        scalars: Scenario.ScalarPrecision.allCases.map(\.rawValue),
        arithmetic: ["storage", "binary32", "binary64"],
        features: Claim.Feature.allCases.filter {
          $0 != .sparse || optimizer.definition.axes.contains { $0.axis == .absentRows }
        })
    }
    description = ImplementationDescription(
      name: "RMSpec Optimizers", version: RMSpecVersion.current, language: "swift",
      implements: claims)
  }

  public var concurrency: Int { .max }

  public func introduce() async throws -> ImplementationDescription { description }

  public func answer(_ request: CaseRequest) async throws -> CaseAnswer {
    BundledOptimizer.answer(to: request)
  }
}

/// An optimizer of the bundled library, set up for a scenario.
package struct BundledOptimizer: EncodedOptimizer {
  private var optimizer: any BitwiseOptimizer
  private let scenario: Scenario

  package init(_ scenario: Scenario, parameters: [[UInt64]]) throws {
    guard isSupported(storage: scenario.storage, arithmetic: scenario.arithmetic) else {
      throw CaseSkip(
        reason: "no \(scenario.arithmetic) arithmetic over \(scenario.storage) storage")
    }
    var next = parameters.makeIterator()
    optimizer = try makeBitwiseOptimizer(
      scenario.groups.map { group in
        BitwiseGroup(
          try OptimizerRule(
            group.hyperparameters, dialect: scenario.dialect, schedule: group.schedule),
          tensors: group.tensors.map { tensor in
            (tensor.shape, next.next() ?? [])
          })
      },
      storage: scenario.storage, arithmetic: scenario.arithmetic,
      scalars: ScalarEvaluation(scenario.scalars),
      masterCopies: scenario.hasMaster, stochasticSeed: scenario.stochastic?.seed)
    self.scenario = scenario
    if scenario.stepsBefore > 0 { try optimizer.restore(past) }
  }

  /// What the optimizer has behind it when the run begins.
  private var past: OptimizerSnapshot {
    var snapshot = optimizer.snapshot()
    snapshot.stepCount = Int64(scenario.stepsBefore)
    for (index, tensor) in scenario.tensors.enumerated() {
      guard let past = tensor.past else { continue }
      let count = Int64(past.gradientCount)
      snapshot.tensors[index].stepCount = count
      for row in snapshot.tensors[index].rowStepCounts.indices {
        snapshot.tensors[index].rowStepCounts[row] = count
      }
      snapshot.tensors[index].state = past.state
      if scenario.hasMaster {
        // The copy is of the stored parameter.
        snapshot.tensors[index].state[.masterParameter] = tensor.initial.map {
          scenario.arithmetic.encode(scenario.storage.decode($0))
        }
      }
      if let product = past.momentumProduct {
        let isWide = scenario.scalars.isWide(running: true)
        snapshot.tensors[index].momentumProduct =
          (isWide ? product : scenario.arithmetic.round(product)).bitPattern
      }
    }
    return snapshot
  }

  package mutating func change(_ changes: [[Hyperparameter: Double]]) throws {
    for (group, changes) in changes.enumerated() where !changes.isEmpty {
      let rule = optimizer.rule(ofGroup: group)
      var hyperparameters = try rule.hyperparameters.setting(
        .learningRate, to: scenario.groups[group].hyperparameters[.learningRate])
      for (name, value) in changes {
        hyperparameters = try hyperparameters.setting(name, to: value)
      }
      try optimizer.setRule(
        OptimizerRule(hyperparameters, dialect: rule.dialect, schedule: rule.schedule),
        ofGroup: group)
    }
  }

  package mutating func step(
    gradients: [StepGradient<UInt64>?], learningRates: [Double?]
  ) throws {
    try optimizer.step(
      gradients: gradients.map { gradient in
        switch gradient {
        case .dense(let values): .dense(values)
        case .rows(let rows, let values): .rows(rows, values: values)
        case nil: nil
        }
      }, learningRates: learningRates)
  }

  package func tensors() -> [TensorValues<UInt64>] {
    optimizer.parameters.enumerated().map { index, parameter in
      TensorValues(
        parameter: parameter,
        state: optimizer.slots(ofTensor: index).compactMap { slot in
          optimizer.state(slot, ofTensor: index).map { (slot, $0) }
        })
    }
  }

  package func saved() -> OptimizerSnapshot { optimizer.snapshot() }

  package mutating func restore(_ saved: OptimizerSnapshot) throws {
    // An optimizer that was made with other hyperparameters does not take over state;
    // one that is made of what was saved has those that were saved.
    let isOfSameSetup = optimizer.snapshot().groups == saved.groups
    if isOfSameSetup {
      try optimizer.restore(saved)
    } else {
      try optimizer.replace(by: saved)
    }
  }
}

extension ScalarEvaluation {
  /// What the library calls it.
  init(_ scalars: Scenario.ScalarPrecision) {
    self =
      switch scalars {
      case .wide: .wide
      case .working: .working
      case .wideConstants: .wideConstants
      case .workingProducts: .workingProducts
      case .wideConstantsProducts: .wideConstantsProducts
      }
  }
}
