import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import Verdicts
import _TestSupport

@testable import Deviations
@testable import Identification

/// What is said rests on evidence, and its amount is told.
@Suite struct EvidenceAmountTests {
  @Test("whoever answers one probe may be something, and is not said to be it")
  func little() async throws {
    let impostor = Impostor(.standard(.sgd))
    let report = try await Identification(of: impostor, scenarioLimit: 1).run()
    let finding = try #require(report.findings.first)
    guard case .possible(let identity) = finding.outcome else {
      Issue.record("\(finding.outcome)")
      return
    }
    #expect(identity.evidence.probes == 1 && !identity.evidence.suffices)
    #expect(finding.unasked.count > 10)
    let full = try #require(try await impostor.identity())
    #expect(full.evidence.suffices && full.evidence.values > 100)
  }

  @Test("values that would not have moved, or have no bounds, tell nothing")
  func telling() {
    let format = FloatFormat.binary64
    func bounds(_ low: Double, _ high: Double) -> BudgetEnclosure {
      BudgetEnclosure(.init(low: format.encode(low), high: format.encode(high)))
    }
    let one = format.encode(1)
    #expect(bounds(0.5, 0.75).isTelling(in: format, from: one))
    #expect(!bounds(0.5, 1.5).isTelling(in: format, from: one))
    #expect(bounds(0.5, 1.5).isTelling(in: format, from: nil))
    #expect(!BudgetEnclosure(nil).isTelling(in: format, from: nil))
    #expect(!bounds(-.infinity, .infinity).isTelling(in: format, from: nil))
  }

  /// Rules of frameworks drawn with the seed of the run.
  private static let rules: [(framework: String, rule: FrameworkRule)] = {
    var random = SplitMix64(seed: Search.seed)
    var rest = FrameworkProfile.all.flatMap { profile in
      profile.rules.map { (profile.name, $0) }
    }
    return (0..<min(rest.count, 3 * Search.effort)).map { _ in
      rest.remove(at: Int(random.next() % UInt64(rest.count)))
    }
  }()

  @Test(
    "the framework that is asked is among the names that fit, however little it claims",
    arguments: rules)
  func names(framework: String, rule: FrameworkRule) async throws {
    var impostor = Impostor(rule.dialect)
    let needed = rule.dialect.optimizer.definition.hyperparameters.filter {
      $0.neutral == nil
    }
    let epsilons = rule.dialect.epsilonPlace.hyperparameters
    impostor.claim.hyperparameters = (needed + epsilons).map(\.rawValue)
    impostor.claim.features = [.state]
    let finding = try #require(try await impostor.findings().first)
    let identity: Identity
    switch finding.outcome {
    case .identified(let found), .possible(let found): identity = found
    default:
      Issue.record("\(rule.function) of \(framework): \(finding.outcome)")
      return
    }
    let names = (identity.frameworks + identity.alsoFrameworks).map(\.framework)
    #expect(
      names.contains(framework),
      "\(rule.function) of \(framework), seed \(Search.seed): \(names)")
  }

  @Test("a value that is declined is untried, and not disobeyed")
  func untried() async throws {
    var impostor = Impostor(.standard(.sgd))
    impostor.claim.dialect = ["maximize": ["off", "gradient"]]
    let reluctant = Altered(impostor) { request, inner in
      request.scenario.dialect[Maximize.self] == .off
        ? try await inner.answer(request) : .skip(reason: "not now")
    }
    let report = try await Identification(of: reluctant).run()
    let option = try #require(report.findings.first?.options.first)
    #expect(option.isUntried && option.reason == "not now")
  }

  @Test("a program whose calls are slow is asked for sixty scenarios at most")
  func slow() async throws {
    actor Counter {
      private(set) var count = 0
      func advance() { count += 1 }
    }
    let counter = Counter()
    var impostor = Impostor(.standard(.rmsprop))
    impostor.claim.dialect = [
      "centered": ["off", "on"], "nesterov": ["off", "standard"],
      "secondMomentCorrection": ["off", "on"],
    ]
    let slow = Altered(impostor, concurrency: 1) { request, inner in
      await counter.advance()
      try await Task.sleep(for: .seconds(ScenarioAllowance.slowCall))
      var told = inner
      told.dialect = request.scenario.dialect
      return try await told.answer(request)
    }
    let finding = try #require(
      try await Identification(of: slow).run().findings.first)
    guard case .identified = finding.outcome else {
      Issue.record("\(finding.outcome)")
      return
    }
    #expect(await counter.count <= ScenarioAllowance.patience)
    #expect(!finding.unasked.isEmpty)
    #expect(finding.options.count == 3 && finding.options.allSatisfy(\.isObeyed))
  }

  @Test("a hint has no links, and is given only where nearly all is explained")
  func hints() async throws {
    let fault = try #require(FaultCatalogue.all.first { $0.id == "epsilon-doubled" })
    // A known fault, and another one that shows in a single probe.
    let doubly = Altered(FaultyImplementation(fault, of: .standard(.adam))) {
      request, inner in
      guard request.id == "adam/identify/binary64/groups" else {
        return try await inner.answer(request)
      }
      return .result(
        request.scenario.with(groups: request.scenario.groups.reversed())
          .roundedReading(checkpoints: request.checkpoints))
    }
    let report = try await Identification(of: doubly).run()
    guard case .unidentified(let nearest)? = report.findings.first?.outcome else {
      Issue.record("\(report.findings)")
      return
    }
    #expect(nearest.faults.isEmpty)
    let hint = try #require(nearest.closestFault)
    #expect(hint.fault.id == "epsilon-doubled" && hint.fault.evidence.isEmpty)
    #expect(hint.unexplained.contains("groups"))
  }
}
