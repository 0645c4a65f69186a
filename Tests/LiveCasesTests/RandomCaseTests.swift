import Bundled
import Dialects
import Formats
import Scenarios
import Testing
import Vectors
import Verdicts

@testable import LiveCases

/// What random cases are drawn from, and that all of it occurs.
@Suite("Random cases")
struct RandomCaseTests {
  private static func sources(
    _ claims: [Claim]
  ) throws -> (check: RandomCheck, sources: [RandomCheck.Source]) {
    let check = RandomCheck(of: BundledImplementation(), seed: 20)
    let description = ImplementationDescription(
      name: "c", version: "1", language: "swift", implements: claims)
    return (check, try check.sources(of: description))
  }

  private static func cases(_ count: Int, of claims: [Claim]) throws -> [RandomCase] {
    let (check, sources) = try sources(claims)
    return (0..<count).map { check.draw($0, from: sources) }
  }

  @Test("have everything that can be claimed, and every size")
  func coverage() throws {
    let cases = try Self.cases(
      6000, of: BundledImplementation().description.implements)
    var counts: [String: Int] = [:]
    for kind in cases.flatMap(\.kinds) { counts[kind, default: 0] += 1 }
    var wanted = Claim.Feature.allCases.filter { $0 != .state }.map(\.rawValue)
    wanted += RandomSize.allCases.map(\.rawValue)
    wanted += (0...4).map { "rank \($0)" }
    wanted += ["empty tensor", "infinity or NaN", "subnormal", "rate 0"]
    wanted += Scenario.ScalarPrecision.allCases.map { "scalars \($0.rawValue)" }
    wanted += Axis.allCases.flatMap { axis in
      axis.values.map { "\(axis.rawValue)=\($0)" }
    }
    wanted += Hyperparameter.allCases.map { "hyperparameter \($0.rawValue)" }
    for format in GoldenVectors.formats + GoldenVectors.tinyFormats {
      wanted.append("arithmetic \(format) over \(format)")
    }
    wanted += ["arithmetic binary64 over binary32", "arithmetic binary32 over e4m3"]
    for kind in wanted {
      #expect(counts[kind, default: 0] >= 5, "\(kind): \(counts[kind, default: 0])")
    }
    let scenarios = cases.map(\.scenario)
    #expect(scenarios.contains { $0.tensors.count >= 90 })
    #expect(scenarios.contains { $0.tensors.contains { $0.elementCount >= 65_537 } })
    #expect(scenarios.contains { $0.steps.count >= 2000 })
    #expect(scenarios.contains { $0.stepsBefore >= 65_535 })
    #expect(scenarios.allSatisfy { $0.tensors.contains { $0.elementCount > 0 } })
  }

  @Test("are the same for the same seed and number, whatever else is drawn")
  func repetition() throws {
    let claims = BundledImplementation().description.implements
    let (check, sources) = try Self.sources(claims)
    for number in [0, 1, 17, 4096] {
      let once = check.draw(number, from: sources)
      let again = check.draw(number, from: sources)
      #expect(once.scenario == again.scenario && once.checkpoints == again.checkpoints)
    }
    let other = RandomCheck(of: BundledImplementation(), seed: 21)
    #expect(
      other.draw(3, from: sources).scenario != check.draw(3, from: sources).scenario)
  }

  @Test("never need more than is claimed")
  func claims() throws {
    let narrow = Claim(
      optimizer: "adam", formats: ["binary32", "bfloat16"],
      dialect: ["epsilonFrame": ["raw", "corrected"], "decayForm": "before"],
      hyperparameters: ["learningRate", "beta1", "beta2", "epsilon", "weightDecay"],
      values: ["beta1": .only(0.75), "weightDecay": .used, "beta2": .range(0.5...0.875)],
      scalars: ["working"], features: [.restore, .groups])
    var seen: Set<Claim.Feature> = []
    var beta2: Set<Double> = []
    for entry in try Self.cases(400, of: [narrow]) {
      let claim = try ResolvedClaim(narrow)
      #expect(claim.suffices(for: entry.scenario), "\(entry.id)")
      #expect(
        entry.scenario.dialect.values[.decayForm] == "before"
          && entry.scenario.scalars == .working)
      seen.formUnion(entry.scenario.neededFeatures)
      beta2.formUnion(entry.scenario.groups.map { $0.hyperparameters[.beta2] })
    }
    #expect(seen == [.restore, .groups])
    // The ends of what is claimed are drawn, and what is between them.
    #expect(beta2.isSuperset(of: [0.5, 0.875]) && beta2.count > 50)
  }

  @Test("are drafts that can be read again")
  func drafts() throws {
    let cases = try Self.cases(
      400, of: BundledImplementation().description.implements)
    for entry in cases where entry.scenario.tensors.count < 9 {
      let scenario = entry.scenario
      guard scenario.tensors.allSatisfy({ $0.elementCount < 100 }) else { continue }
      let text = FileDraft.text(
        scenario, name: "random", comment: "One.", checkpoints: entry.checkpoints)
      let draft = try FileDraft(parsing: text.utf8)
      #expect(draft.cases.map(\.scenario) == [scenario], "\(entry.id)")
      #expect(draft.cases.map(\.checkpoints) == [entry.checkpoints])
    }
  }

  @Test(
    "of many elements are judged by a sample that has both ends and all powers of two")
  func samples() throws {
    let cases = try Self.cases(
      2000, of: BundledImplementation().description.implements)
    var largeCount = 0
    for entry in cases {
      for (tensor, elements) in zip(entry.scenario.tensors, entry.sample.elements) {
        let count = tensor.elementCount
        guard count > 600 else {
          #expect(elements == Array(0..<count))
          continue
        }
        largeCount += 1
        #expect(elements.first == 0 && elements.last == count - 1)
        #expect(elements.count < 700)
        let known = Set(elements)
        var power = 1
        while power < count {
          #expect([power - 1, power].allSatisfy(known.contains))
          power *= 2
        }
      }
    }
    #expect(largeCount > 20)
  }

  @Test("that are sampled give what the whole run gives")
  func projection() throws {
    let cases = try Self.cases(
      300, of: BundledImplementation().description.implements)
    var compared = 0
    for entry in cases where entry.scenario.stochastic == nil {
      let scenario = entry.scenario
      let counts = scenario.tensors.map(\.elementCount)
      guard counts.reduce(0, +) < 40, scenario.steps.count < 20 else { continue }
      // Every other element.
      let sample = LaneSample(
        elements: counts.map { count in (0..<count).filter { $0 % 2 == 0 } })
      let whole = BundledOptimizer.answer(
        to: CaseRequest(id: "whole", scenario: scenario, checkpoints: entry.checkpoints))
      let part = BundledOptimizer.answer(
        to: CaseRequest(
          id: "part", scenario: sample.projected(scenario),
          checkpoints: entry.checkpoints))
      guard case .result(let all, _, _) = whole, case .result(let some, _, _) = part
      else {
        Issue.record("\(entry.id) was not answered: \(whole)")
        continue
      }
      #expect(sample.projected(all).allValues() == some.allValues(), "\(entry.id)")
      compared += 1
    }
    #expect(compared > 100)
  }
}
