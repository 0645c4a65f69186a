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
@Suite("A faulty implementation")
struct FaultyImplementationTests {
  /// The bundled library behind a fault.
  struct Faulty<Fault: PlantedFault>: Implementation {
    let description: ImplementationDescription

    func introduce() async throws -> ImplementationDescription { description }

    func answer(_ request: CaseRequest) async throws -> CaseAnswer {
      Stepper.answer(to: request)
    }

    /// An optimizer of the library behind a fault.
    struct Stepper: EncodedOptimizer {
      private var inner: BundledOptimizer
      private var fault: Fault

      init(_ scenario: Scenario, parameters: [[UInt64]]) throws {
        inner = try BundledOptimizer(Fault.changed(scenario), parameters: parameters)
        fault = Fault(scenario, parameters: parameters)
      }

      mutating func step(
        gradients: [StepGradient<UInt64>?], learningRates: [Double?]
      ) throws {
        try inner.step(gradients: gradients, learningRates: fault.rates(learningRates))
      }

      func tensors() -> [TensorValues<UInt64>] {
        let parameters = fault.parameters(inner.tensors().map(\.parameter))
        return zip(inner.tensors(), parameters).map {
          TensorValues(parameter: $1, state: $0.state)
        }
      }

      mutating func change(_ changes: [[Hyperparameter: Double]]) throws {
        try inner.change(changes)
      }

      func saved() -> BundledOptimizer.Saved { inner.saved() }

      mutating func restore(_ saved: BundledOptimizer.Saved) throws {
        if Fault.restores { try inner.restore(saved) }
      }
    }
  }

  private func report<Fault: PlantedFault>(
    _ fault: Fault.Type, optimizer: OptimizerName = .adam, dialect: String? = nil
  ) async throws -> CheckReport {
    var filter = CaseFilter()
    filter.optimizers = [optimizer]
    filter.idParts = [
      "ordinary", "from-zero", "epsilon-scale", "learning-rate-jumps", "/restore",
      "/weight-decay",
    ]
    filter.dialect = dialect.map(DialectOverride.named)
    let implementation = Faulty<Fault>(
      description: ImplementationDescription(
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
    // What fails every case of none would pass.
    try #require(cases.count >= 6)
    return try await CheckReport(
      implementation.introduce(), dataVersion: "", cases: cases,
      verdicts: check.run(cases))
  }

  @Test("the unchanged library passes")
  func unchangedLibrary() async throws {
    let report = try await report(NoFault.self)
    #expect(report.conforms)
  }

  @Test("doing nothing fails every case that moves")
  func doingNothing() async throws {
    let report = try await report(Idle.self)
    #expect(report.mismatchCount == report.caseCount)
  }

  @Test("answering a constant fails every case")
  func answeringConstant() async throws {
    let report = try await report(Constant.self)
    #expect(report.mismatchCount == report.caseCount)
  }

  @Test("a frozen learning rate fails where it jumps")
  func frozenRate() async throws {
    let report = try await report(FrozenRate.self)
    #expect(mismatches(report).contains { $0.hasSuffix("/learning-rate-jumps") })
    #expect(!mismatches(report).contains { $0.hasSuffix("/from-zero") })
  }

  @Test("lost state fails where it is restored")
  func lostState() async throws {
    let report = try await report(Forgetful.self)
    let names = mismatches(report).compactMap { $0.split(separator: "/").last }
    #expect(names.contains("restore"))
    #expect(names.allSatisfy { $0.contains("restore") }, "\(names)")
  }

  @Test("another dialect fails at the first step")
  func anotherDialect() async throws {
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
protocol PlantedFault: Sendable {
  init(_ scenario: Scenario, parameters: [[UInt64]])
  static func changed(_ scenario: Scenario) -> Scenario
  static var restores: Bool { get }
  mutating func rates(_ rates: [Double?]) -> [Double?]
  func parameters(_ parameters: [[UInt64]]) -> [[UInt64]]
}

extension PlantedFault {
  static func changed(_ scenario: Scenario) -> Scenario { scenario }
  static var restores: Bool { true }
  func rates(_ rates: [Double?]) -> [Double?] { rates }
  func parameters(_ parameters: [[UInt64]]) -> [[UInt64]] { parameters }
}

struct NoFault: PlantedFault {
  init(_ scenario: Scenario, parameters: [[UInt64]]) {}
}

/// Parameters never move.
struct Idle: PlantedFault {
  let start: [[UInt64]]
  init(_ scenario: Scenario, parameters: [[UInt64]]) { start = parameters }
  func parameters(_ parameters: [[UInt64]]) -> [[UInt64]] { start }
}

/// Every parameter is 1.
struct Constant: PlantedFault {
  let one: UInt64
  init(_ scenario: Scenario, parameters: [[UInt64]]) { one = scenario.storage.encode(1) }
  func parameters(_ parameters: [[UInt64]]) -> [[UInt64]] {
    parameters.map { $0.map { _ in one } }
  }
}

/// The learning rate of the first step is used for ever.
struct FrozenRate: PlantedFault {
  private var first: [Double?]?
  init(_ scenario: Scenario, parameters: [[UInt64]]) {}
  mutating func rates(_ rates: [Double?]) -> [Double?] {
    first = first ?? rates
    return first ?? rates
  }
}

/// Nothing is restored.
struct Forgetful: PlantedFault {
  init(_ scenario: Scenario, parameters: [[UInt64]]) {}
  static var restores: Bool { false }
}

/// The standard dialect, whatever is asked for.
struct Deaf: PlantedFault {
  init(_ scenario: Scenario, parameters: [[UInt64]]) {}
  static func changed(_ scenario: Scenario) -> Scenario {
    scenario.carriedOut(as: .standard(scenario.dialect.optimizer))
  }
}
