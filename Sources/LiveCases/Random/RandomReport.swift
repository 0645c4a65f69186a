import Formats
import Scenarios
import Verdicts

/// What random runs came to.
public struct RandomReport: Sendable {
  /// What was checked.
  public let implementation: ImplementationDescription
  /// What the cases were drawn with.
  public let seed: UInt64
  /// The number of cases that were asked.
  public private(set) var caseCount = 0
  /// The number of those whose values are all admitted.
  public private(set) var conforming = 0
  /// The number of cases whose bounds admit everything.
  public private(set) var nothingCompared = 0
  /// For each reason the number of cases that were declined for it.
  public private(set) var skips: [String: Int] = [:]
  /// The cases in which the implementation failed, with what it said.
  public private(set) var failures: [(id: String, message: String)] = []
  /// The number of values of the answered cases.
  public private(set) var valueCount = 0
  /// The number of those that any value fits.
  public private(set) var unboundedCount = 0
  /// For each kind of run the number of cases that have it.
  public private(set) var kinds: [String: Int] = [:]
  /// The first case of each claim that mismatches.
  package private(set) var mismatches: [Mismatching] = []

  /// A case that mismatches.
  package struct Mismatching: Sendable {
    let randomCase: RandomCase
    let claim: ResolvedClaim
    /// The position of the claim among those that are drawn from.
    let source: Int
  }

  init(_ implementation: ImplementationDescription, seed: UInt64) {
    self.implementation = implementation
    self.seed = seed
  }

  /// Whether a case mismatches.
  public var hasMismatch: Bool { !mismatches.isEmpty }
  /// The first case of each claim that mismatches: its identifier and its number.
  public var mismatchingCases: [(id: String, number: Int)] {
    mismatches.map { ($0.randomCase.id, $0.randomCase.number) }
  }

  /// Whether a case of a claim mismatches, so that no other is asked.
  func isSettled(_ source: Int) -> Bool { mismatches.contains { $0.source == source } }

  mutating func count(
    _ randomCase: RandomCase, _ run: PreparedRun, _ outcome: RandomCheck.Outcome,
    _ claim: ResolvedClaim, source: Int
  ) {
    // What was asked together with a case that mismatches adds nothing.
    if isSettled(source) { return }
    if outcome.isMismatch {
      mismatches.append(
        Mismatching(randomCase: randomCase, claim: claim, source: source))
    }
    caseCount += 1
    for kind in randomCase.kinds { kinds[kind, default: 0] += 1 }
    switch outcome {
    case .skipped(let reason): skips[reason, default: 0] += 1
    case .failed(let message): failures.append((randomCase.id, message))
    case .admitted, .mismatch:
      let counts = run.valueCounts
      valueCount += counts.all
      unboundedCount += counts.unbounded
      guard case .admitted = outcome else { return }
      if counts.all > counts.unbounded {
        conforming += 1
      } else {
        nothingCompared += 1
      }
    }
  }
}

extension RandomCase {
  /// What the run has that not every run has.
  package var kinds: [String] {
    var kinds = scenario.neededFeatures.map(\.rawValue)
    kinds.append(size.rawValue)
    let tensors = scenario.tensors
    for rank in Set(tensors.map(\.shape.count)) { kinds.append("rank \(rank)") }
    if tensors.contains(where: { $0.elementCount == 0 }) { kinds.append("empty tensor") }
    kinds.append("scalars \(scenario.scalars.rawValue)")
    kinds.append("arithmetic \(scenario.arithmetic.name) over \(scenario.storage.name)")
    for (axis, value) in scenario.dialect.values {
      kinds.append("\(axis.rawValue)=\(value)")
    }
    guard case .listed(let steps) = scenario.steps else { return kinds }
    let values = steps.flatMap { $0.gradients.compactMap { $0?.values } }.joined()
    let format = scenario.storage
    if values.contains(where: { !format.decode($0).isFinite }) {
      kinds.append("infinity or NaN")
    }
    if values.contains(where: { format.isSubnormal($0) }) { kinds.append("subnormal") }
    if steps.contains(where: { $0.learningRates.contains(0) }) { kinds.append("rate 0") }
    for name in Set(scenario.groups.flatMap { $0.hyperparameters.given.keys }) {
      kinds.append("hyperparameter \(name.rawValue)")
    }
    return kinds
  }
}

extension FloatFormat {
  /// Whether an encoding is of a number below the normal ones that is not 0.
  fileprivate func isSubnormal(_ bits: UInt64) -> Bool {
    let magnitude = decode(bits).magnitude
    return magnitude > 0 && magnitude < decode(1 << UInt64(precision - 1))
  }
}
