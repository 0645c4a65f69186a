import Dialects
import Formats
import Foundation
import Oracle
import Scenarios
import Testing
import _TestSupport

@testable import Deviations
@testable import Studies
@testable import Vectors

/// What a study says of the stored vectors.
struct PowerStudyTests {
  private func study(_ path: String) throws -> PowerStudy {
    let root = VectorLibrary.defaultRoot()
    let data = try Data(contentsOf: root.appending(path: path))
    return try PowerStudy([VectorFile(parsing: data)])
  }

  private func fault(_ id: String) throws -> Fault {
    try #require(FaultCatalogue.all.first { $0.id == id })
  }

  /// No fault at all, under the procedure of one that has no effect.
  private let harmless = Fault(
    "harmless", .degenerate, "It is right.", evidence: ["none"], applies: { _ in true }
  ) { _ in
    var procedure = Procedure()
    procedure.clock = { $0.specified }
    procedure.updates = { _ in true }
    procedure.program = { program, _ in program.rewritten { _ in } }
    return procedure
  }

  @Test("what is right survives and what does nothing is rejected")
  func rightAndIdle() async throws {
    let study = try study("adam/standard/binary32.json")
    let rows = try await study.rows(of: [harmless, fault("null")])
    #expect(rows.map(\.fault) == ["harmless", "null"])
    #expect(rows[0].verdict == .survived)
    guard case .rejected(let rejection) = rows[1].verdict else {
      Issue.record("doing nothing is admitted")
      return
    }
    #expect(rejection.step == 1)
    #expect(rejection.quantity == "firstMoment")
  }

  /// A study leaves out what a fault does not touch: nothing of that may differ.
  @Test("what a fault does not touch is unchanged", arguments: OptimizerName.allCases)
  func untouched(optimizer: OptimizerName) async throws {
    var random = SplitMix64(seed: Search.seed)
    let own = PublishedDialect.all.filter {
      $0.dialect.optimizer == optimizer && $0.onlyAxis == nil
    }
    let published = random.choice(own)
    let file = try await #require(
      VectorLibrary(root: VectorLibrary.defaultRoot()).files {
        $0.name == published.name && $0.dialect.optimizer == optimizer
          && $1 == .binary32
      }.first)
    let eventful: Set<String> = [
      "interrupted", "changing-rates", "changing-weight-decay", "fork", "groups",
      "restore-other-hyperparameters", "restore-unequal-clocks", "given-state",
      "momentum-between-steps", "clocks-between-steps", "scheduled",
    ]
    let prefix = file.idPrefix
    let cases = file.cases.filter {
      eventful.contains(String($0.id.dropFirst(prefix.count)))
    }
    #expect(!cases.isEmpty)
    let faults = FaultCatalogue.all.filter { $0.applies(published.dialect) }
    for vectorCase in cases {
      let scenario = vectorCase.scenario
      let steps = vectorCase.expected.map(\.step)
      let right = Execution(of: scenario).completeReading(checkpoints: steps)
        .allValues()
      for fault in faults {
        let execution = fault.execution(of: scenario)
        if execution.isTouched || execution.scenario != scenario { continue }
        #expect(
          execution.completeReading(checkpoints: steps).allValues() == right,
          "\(fault.id) in \(vectorCase.id), seed \(Search.seed)")
      }
    }
  }

  @Test("a study takes what an implementation claims and shows")
  func exposures() async throws {
    let path = "adam/standard/binary32.json"
    let data = try Data(contentsOf: VectorLibrary.defaultRoot().appending(path: path))
    let file = try VectorFile(parsing: data)
    let faults = try ["null", "epsilon-unscaled", "restoring-loses-first-moment"].map(
      fault)
    func rejections(
      _ exposure: PowerStudy.Exposure, _ scalars: Scenario.ScalarPrecision? = nil
    ) async throws -> [Rejection?] {
      try await PowerStudy([file], of: exposure, scalars: scalars).rows(of: faults).map {
        guard case .rejected(let rejection) = $0.verdict else { return nil }
        return rejection
      }
    }
    let shown = try await rejections(.parameters)
    #expect(shown.allSatisfy { $0?.quantity == "parameter" })
    let small = try await rejections(.smallestClaim)
    #expect(small.map { $0 != nil } == [true, true, false])
    for mode in [Scenario.ScalarPrecision.working, .wideConstantsProducts] {
      for rejection in try await rejections(.everything, mode) {
        let id = try #require(rejection?.caseID)
        #expect(file.cases.first { $0.id == id }?.scenario.scalars == mode)
      }
    }
  }

  @Test("epsilon in the other frame is rejected by much")
  func otherFrame() async throws {
    let study = try study("adam/standard/binary32.json")
    let rows = try await study.rows(of: [fault("epsilon-unscaled")])
    guard case .rejected(let rejection) = rows[0].verdict else {
      Issue.record("ε-hat is admitted")
      return
    }
    #expect(rejection.quantity == "parameter")
    #expect(try #require(rejection.budget) > 4)
  }

  @Test("what a dialect cannot have is left out")
  func inapplicable() async throws {
    let study = try study("sgd/standard/binary32.json")
    let rows = try await study.rows(of: [
      fault("epsilon-missing"), fault("master-in-storage"),
    ])
    #expect(rows[0].verdict == .notApplicable)
    guard case .inexpressible = rows[1].verdict else {
      Issue.record("nothing is left to round in binary32")
      return
    }
  }

  /// What is excused in 16 bits must still need the excuse, and show in 32.
  @Test(
    "limits are narrow and not stale", arguments: NarrowLimits.faults.keys.sorted())
  func narrowLimits(id: String) async throws {
    for path in try #require(NarrowLimits.faults[id]).sorted() {
      let parts = path.split(separator: "/").map(String.init)
      #expect(["binary16", "bfloat16"].contains(parts[2]), "\(path)")
      let narrow = try await study(path + ".json").rows(of: [fault(id)])
      // A rejected pair needs no excuse: take it off the list.
      guard case .inexpressible = narrow[0].verdict else {
        Issue.record("\(path) shows \(id)")
        continue
      }
      let wide = try await study("\(parts[0])/\(parts[1])/binary32.json")
        .rows(of: [fault(id)])
      guard case .rejected = wide[0].verdict else {
        Issue.record("\(path): binary32 does not show \(id)")
        continue
      }
    }
  }

  @Test("cases are credited with what they alone reject")
  func credit() async throws {
    let study = try study("sgd/standard/binary32.json")
    let applicable = FaultCatalogue.all.filter { $0.applies(.standard(.sgd)) }
    let some = applicable.enumerated().filter { $0.offset.isMultiple(of: 12) }.map(
      \.element)
    let restoring = try fault("restoring-loses-momentum-buffer")
    // One case alone has so many tensors.
    let named = [restoring, try fault("nothing-beyond-64-tensors"), harmless]
    let faults = some.filter { one in !named.contains { $0.id == one.id } } + named
    // Alone, a fault is credited to every case that rejects it.
    var rejecting: [String: [String]] = [:]
    for fault in faults {
      rejecting[fault.id] = try await study.kills(of: [fault]).filter { $0.count == 1 }
        .map(\.caseID)
    }
    #expect(rejecting["harmless"] == [])
    #expect(rejecting[restoring.id]?.isEmpty == false)
    let lone = rejecting.filter { $0.value.count == 1 }
    #expect(!lone.isEmpty)
    for kills in try await study.kills(of: faults) {
      let rejected = rejecting.filter { $0.value.contains(kills.caseID) }
      #expect(kills.count == rejected.count)
      #expect(Set(kills.only) == Set(rejected.keys).intersection(lone.keys))
    }
  }

  @Test("scores name what survives everywhere")
  func scores() {
    func row(_ fault: String, _ dialect: String, _ verdict: PowerRow.Verdict) -> PowerRow
    {
      PowerRow(
        fault: fault, optimizer: "adam", dialect: dialect, format: "binary32",
        verdict: verdict)
    }
    let rejection = PowerRow.Verdict.rejected(
      Rejection(caseID: "c", step: 1, quantity: "parameter"))
    let scores = PowerScore.scores(of: [
      row("a", "x", rejection), row("a", "y", .survived), row("b", "x", .survived),
      row("b", "y", .notApplicable), row("c", "x", .inexpressible("")),
    ])
    #expect(
      scores == [
        PowerScore(optimizer: "adam", format: "binary32", rejected: 1, survivors: ["b"])
      ])
  }

  @Test(
    "mutants are many and differ", arguments: ["sgd", "adam", "radam", "nadam"])
  func mutants(name: String) throws {
    let optimizer = try #require(OptimizerName(rawValue: name))
    let published = try #require(
      PublishedDialect.all.first { $0.dialect.optimizer == optimizer && $0.isMain })
    let mutants = SystematicMutants.all(of: published)
    #expect(mutants.count > 50)
    #expect(Set(mutants.map(\.id)).count == mutants.count)
    #expect(mutants.count(where: \.isTheRule) < mutants.count / 5)
  }
}
