import Bundled
import Deviations
import Dialects
import Oracle
import Scenarios
import Testing
import Vectors
import Verdicts

/// Implementations that are wrong in one way each are rejected, and the verdict
/// names where the fault begins.
struct FaultyImplementationTests {
  /// An optimizer of the bundled library behind a fault.
  struct Faulty<Fault: PlantedFault>: ScenarioOptimizer {
    private var inner: BundledOptimizer
    private var fault: Fault

    init(_ scenario: Scenario, parameters: [[Double]]) throws {
      inner = try BundledOptimizer(Fault.changed(scenario), parameters: parameters)
      fault = Fault(scenario, parameters: parameters)
    }

    mutating func step(gradients: [StepGradient<Double>?], learningRates: [Double?])
      throws
    {
      try inner.step(
        gradients: fault.gradients(gradients), learningRates: fault.rates(learningRates))
    }

    var parameters: [[Double]] { fault.parameters(inner.parameters) }
    func state(ofTensor tensor: Int) -> [StateSlot: [Double]] {
      inner.state(ofTensor: tensor)
    }
    func saved() -> BundledOptimizer.Saved { inner.saved() }
    mutating func restore(_ saved: BundledOptimizer.Saved) throws {
      if Fault.restores { try inner.restore(saved) }
    }
  }

  private func report<Fault: PlantedFault>(
    _ fault: Fault.Type, optimizer: OptimizerName = .adam, dialect: String? = nil
  ) async throws -> CheckReport {
    var filter = CaseFilter()
    filter.optimizers = [optimizer]
    filter.idParts = [
      "ordinary", "from-zero", "epsilon-scale", "learning-rate-jumps", "restore",
      "weight-decay",
    ]
    filter.dialect = dialect.map(DialectOverride.named)
    let implementation = SteppingImplementation<Faulty<Fault>>(
      ImplementationDescription(
        name: "faulty", version: "1", language: "swift",
        implements: [
          Claim(
            optimizer: optimizer.rawValue, formats: ["binary32"],
            features: Claim.Feature.allCases)
        ]))
    let check = ConformanceCheck(
      of: implementation, against: try VectorLibrary(root: VectorLibrary.defaultRoot()),
      filter: filter)
    let cases = try await check.select(implementation.introduce())
    return try await CheckReport(
      implementation.introduce(), dataVersion: "", cases: cases,
      verdicts: check.run(cases))
  }

  @Test func theUnchangedLibraryPasses() async throws {
    let report = try await report(NoFault.self)
    #expect(report.conforms)
    #expect(report.caseCount >= 6)
  }

  @Test func doingNothingFailsEveryCaseThatMoves() async throws {
    let report = try await report(Idle.self)
    #expect(report.mismatchCount == report.caseCount)
  }

  @Test func answeringAConstantFailsEveryCase() async throws {
    let report = try await report(Constant.self)
    #expect(report.mismatchCount == report.caseCount)
  }

  @Test func aFrozenLearningRateFailsWhereItJumps() async throws {
    let report = try await report(FrozenRate.self)
    #expect(mismatches(report).contains { $0.hasSuffix("/learning-rate-jumps") })
    #expect(!mismatches(report).contains { $0.hasSuffix("/from-zero") })
  }

  @Test func lostStateFailsWhereItIsRestored() async throws {
    let report = try await report(Forgetful.self)
    #expect(Set(mismatches(report).map { $0.split(separator: "/").last }) == ["restore"])
  }

  @Test func anotherDialectFailsAtTheFirstStep() async throws {
    let report = try await report(NoFault.self, dialect: "raw-frame")
    // The library follows the dialect it is asked for; a deaf one does not.
    #expect(report.conforms)
    let deaf = try await self.report(Deaf.self, dialect: "raw-frame")
    let first = try #require(
      deaf.verdicts.first { $0.caseID == "adam/raw-frame/binary32/epsilon-scale" })
    guard case .mismatch(let mismatch) = first.outcome else {
      Issue.record("the wrong epsilon passed")
      return
    }
    #expect(mismatch.place.step == 1)
    #expect(mismatch.place.quantity == "parameter")
    #expect(try #require(mismatch.minimalBudget) > 1000)
  }

  private func mismatches(_ report: CheckReport) -> [String] {
    report.verdicts.compactMap {
      if case .mismatch = $0.outcome { $0.caseID } else { nil }
    }
  }
}

/// A way to be wrong.
protocol PlantedFault {
  init(_ scenario: Scenario, parameters: [[Double]])
  static func changed(_ scenario: Scenario) -> Scenario
  static var restores: Bool { get }
  mutating func gradients(_ gradients: [StepGradient<Double>?]) -> [StepGradient<Double>?]
  mutating func rates(_ rates: [Double?]) -> [Double?]
  func parameters(_ parameters: [[Double]]) -> [[Double]]
}

extension PlantedFault {
  static func changed(_ scenario: Scenario) -> Scenario { scenario }
  static var restores: Bool { true }
  func gradients(_ gradients: [StepGradient<Double>?]) -> [StepGradient<Double>?] {
    gradients
  }
  func rates(_ rates: [Double?]) -> [Double?] { rates }
  func parameters(_ parameters: [[Double]]) -> [[Double]] { parameters }
}

struct NoFault: PlantedFault {
  init(_ scenario: Scenario, parameters: [[Double]]) {}
}

/// Parameters never move.
struct Idle: PlantedFault {
  let start: [[Double]]
  init(_ scenario: Scenario, parameters: [[Double]]) { start = parameters }
  func parameters(_ parameters: [[Double]]) -> [[Double]] { start }
}

/// Every parameter is 1.
struct Constant: PlantedFault {
  init(_ scenario: Scenario, parameters: [[Double]]) {}
  func parameters(_ parameters: [[Double]]) -> [[Double]] {
    parameters.map { $0.map { _ in 1 } }
  }
}

/// The learning rate of the first step is used for ever.
struct FrozenRate: PlantedFault {
  private var first: [Double?]?
  init(_ scenario: Scenario, parameters: [[Double]]) {}
  mutating func rates(_ rates: [Double?]) -> [Double?] {
    first = first ?? rates
    return first ?? rates
  }
}

/// Nothing is restored.
struct Forgetful: PlantedFault {
  init(_ scenario: Scenario, parameters: [[Double]]) {}
  static var restores: Bool { false }
}

/// The standard dialect, whatever is asked for.
struct Deaf: PlantedFault {
  init(_ scenario: Scenario, parameters: [[Double]]) {}
  static func changed(_ scenario: Scenario) -> Scenario {
    Scenario(
      dialect: .standard(scenario.dialect.optimizer), scalars: scenario.scalars,
      storage: scenario.storage, arithmetic: scenario.arithmetic, groups: scenario.groups,
      steps: scenario.steps)
  }
}
