import Deviations
import Dialects
import Formats
import Oracle
import Scenarios
import Vectors
import Verdicts

/// Finds the single edits of a rule that explain everything a program answered.
struct EditSearch: Sendable {
  /// The judge, with the answers.
  let faults: FaultSearch

  typealias Intention = FaultSearch.Intention

  /// An edit that explains all answers.
  struct Fit: Sendable {
    let edit: ProgramEdit
    let intention: Intention
  }

  /// At most so many edits are judged closely: those that are left are hardly told
  /// apart by any answer.
  private static let judgedCount = 24
  /// Longer runs tell nothing quickly.
  private static let shortRun = 12

  /// The edits that explain all answers, under the first of `intentions` under which any
  /// does; the simplest first.
  func fits(_ intentions: [Intention]) async throws -> [Fit] {
    for intention in intentions {
      let fits = try await fits(intention)
      if !fits.isEmpty { return fits }
    }
    return []
  }

  private func fits(_ intention: Intention) async throws -> [Fit] {
    let terms = terms(intention)
    let edits = ProgramEdit.all(of: intention.dialect, terms: terms)
    let probes = shortProbes.map { Preview(faults.evidence[$0], intention) }
    let chunks = stride(from: 0, to: edits.count, by: 64).map {
      Array(edits[$0..<min($0 + 64, edits.count)])
    }
    let likely = try await mapConcurrently(chunks) { chunk in
      chunk.filter { edit in
        let procedure = edit.procedure
        return probes.allSatisfy { $0.mayBe(procedure) }
      }
    }.joined().enumerated().sorted {
      ($0.element.size, $0.offset) < ($1.element.size, $1.offset)
    }.map(\.element)
    var distinct: [ProgramEdit] = []
    for edit in likely where distinct.count < Self.judgedCount && !edit.isTheRule {
      let isKnown = distinct.contains { $0.isSameFormula(as: edit, terms: terms) }
      if !isKnown { distinct.append(edit) }
    }
    let judged = try await mapConcurrently(distinct) {
      faults.explainsAll($0.fault, intention)
        ? Fit(edit: $0, intention: intention) : nil
    }
    return judged.compactMap(\.self)
  }

  /// The hyperparameters whose terms are in some probe.
  private func terms(_ intention: Intention) -> Set<Hyperparameter> {
    var terms: Set<Hyperparameter> = []
    for evidence in faults.evidence {
      for group in evidence.probe.scenario.groups {
        let given = group.using(intention.epsilon).hyperparameters
        terms.formUnion(given.given.keys.filter(given.uses))
      }
    }
    return terms
  }

  /// The probes with few steps, the most telling first.
  private var shortProbes: [Int] {
    faults.order.filter {
      let scenario = faults.evidence[$0].probe.scenario
      return scenario.steps.count <= Self.shortRun && scenario.stochastic == nil
    }
  }
}

extension [FaultSearch.Intention] {
  /// The first ones with different rules: to look for edits in all of them would take
  /// long, and a rule that is farther from what is claimed needs no more than one.
  var simplest: [FaultSearch.Intention] { Array(prefix(6)) }
}
