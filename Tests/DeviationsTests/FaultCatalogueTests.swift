import Deviations
import Dialects
import Formats
import Oracle
import Rules
import Scenarios
import Testing
import _TestSupport

/// What is promised of every fault.
struct FaultCatalogueTests {
  let faults = FaultCatalogue.all

  @Test("there are many of every kind") func thereAreManyOfEveryKind() {
    #expect(faults.count >= 150)
    for kind in Fault.Kind.allCases {
      #expect(faults.count { $0.kind == kind } >= 5, "\(kind)")
    }
  }

  @Test("names are unique and in kebab case") func namesAreUniqueAndInKebabCase() {
    let ids = faults.map(\.id)
    let counts = Dictionary(grouping: ids) { $0 }.mapValues(\.count)
    #expect(counts.filter { $0.value > 1 }.isEmpty)
    for id in ids {
      #expect(
        id.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(id)")
    }
  }

  @Test("every fault says what and why") func everyFaultSaysWhatAndWhy() {
    for fault in faults {
      #expect(fault.summary.hasSuffix("."), "\(fault.id)")
      #expect(!fault.evidence.isEmpty && !fault.evidence.contains(""), "\(fault.id)")
    }
  }

  @Test("every fault applies somewhere and shows in some format")
  func everyFaultAppliesSomewhereAndShowsInSomeFormat() {
    for fault in faults {
      #expect(Dialect.many.contains(where: fault.applies), "\(fault.id)")
      let formats = FloatFormat.all.filter { fault.inexpressible($0) == nil }
      #expect(!formats.isEmpty, "\(fault.id)")
    }
  }

  /// No fault is another name for being right, in a dialect to which it is said
  /// to apply: in the standard dialects and one more of each optimizer, or in all
  /// if more effort is asked for.
  @Test("every fault changes something", arguments: OptimizerName.allCases)
  func everyFaultChangesSomething(optimizer: OptimizerName) {
    let all = Dialect.many.filter { $0.optimizer == optimizer }
    var random = SplitMix64(seed: Search.seed)
    let dialects =
      Search.effort > 1 ? all : [.standard(optimizer), random.choice(all)]
    for dialect in dialects {
      // A fault of an ε elsewhere is tried on the dialect that has ε there.
      let neighbours = [dialect] + EpsilonPlace.allCases.map(dialect.placingEpsilon)
      let cases = neighbours.map(Cases.init)
      // What concerns sizes needs thousands of elements, which the vectors have.
      for fault in faults where !fault.concernsMainForms {
        guard let index = neighbours.firstIndex(where: fault.applies) else { continue }
        #expect(
          cases[index].show(fault),
          "\(fault.id) changes nothing in \(neighbours[index]), seed \(Search.seed)")
      }
    }
  }

  @Test("no change is the reference") func noChangeIsTheReference() {
    for optimizer in OptimizerName.allCases {
      for scenario in RichScenarios(dialect: .standard(optimizer)).all.dropLast() {
        var procedure = Procedure()
        procedure.program = { program, _ in program.rewritten { _ in } }
        let same = Execution(of: scenario, by: procedure)
        #expect(Reading(same) == Reading(Execution(of: scenario)))
      }
    }
  }
}

/// The scenarios of a dialect and their right readings, each made once.
private final class Cases {
  private let wide, narrow: [Scenario]
  private var readings: [String: Reading] = [:]

  init(_ dialect: Dialect) {
    wide = RichScenarios(dialect: dialect).all
    narrow = RichScenarios.narrow(dialect)
  }

  /// Whether some scenario of a format that can show the fault shows it.
  func show(_ fault: Fault) -> Bool {
    let isWide = fault.inexpressible(.binary64) == nil
    let scenarios = isWide ? wide : narrow
    return scenarios.indices.contains { index in
      guard fault.inexpressible(scenarios[index].storage) == nil else { return false }
      let key = "\(isWide) \(index)"
      let right = readings[key] ?? Reading(Execution(of: scenarios[index]))
      readings[key] = right
      return Reading(fault.execution(of: scenarios[index])) != right
    }
  }
}
