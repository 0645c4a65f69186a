import Vectors
import Dialects
import Formats
import Oracle
import Rules
import Scenarios
import Verdicts

/// What is left open between candidates, and what would decide it.
struct Ambiguity: Sendable {
  let search: CandidateSearch
  let claim: ResolvedClaim
  let format: FloatFormat
  let arithmetic: FloatFormat
  let declined: [DeclinedProbe]
  /// The candidate that is reported.
  let chosen: Candidate

  private var family: Family { search.family }

  /// Every axis with more than one value left.
  func undecided() async throws -> [Undecided] {
    let others = search.remaining.filter { $0 != chosen }
    guard !others.isEmpty else { return [] }
    var questions: [(what: String, value: String, rival: Candidate)] = []
    let own = properties(of: chosen)
    for rival in others.sorted(by: { difference($0) < difference($1) }) {
      for (what, value) in properties(of: rival) where own[what] != value {
        let isKnown = questions.contains { $0.what == what && $0.value == value }
        if !isKnown { questions.append((what, value, rival)) }
      }
    }
    let needs = try await mapConcurrently(questions) { [self] in need($0.rival) }
    var result: [Undecided] = []
    for (question, need) in zip(questions, needs) {
      let known = result.firstIndex { $0.what == question.what && $0.need == need }
      if let known {
        result[known].values.append(question.value)
      } else {
        result.append(
          Undecided(
            what: question.what, values: [own[question.what] ?? "", question.value],
            need: need))
      }
    }
    return result.sorted { $0.what < $1.what }
  }

  /// What a candidate is, by name.
  private func properties(of candidate: Candidate) -> [String: String] {
    var result: [String: String] = [:]
    for (axis, value) in family.dialect(of: candidate).values {
      result[axis.rawValue] = value
    }
    result["scalars"] = candidate.scalars.words(of: family.optimizer)
    result["epsilon"] = candidate.epsilon.outside.rawValue
    result["epsilonRoot"] = candidate.epsilon.inside.rawValue
    return result
  }

  private func difference(_ other: Candidate) -> Int {
    let own = properties(of: chosen)
    return properties(of: other).count { own[$0.key] != $0.value }
  }

  /// What would tell a rival from the chosen candidate.
  private func need(_ rival: Candidate) -> String {
    for extension_ in extensions {
      let maker = ProbeMaker(
        optimizer: family.optimizer, storage: format, arithmetic: arithmetic,
        understood: claim.hyperparameters.union(extension_.hyperparameters), claim: claim,
        features: claim.features.union(extension_.features))
      for probe in Probes.all(maker) where !wasAnswered(probe) {
        guard tellsApart(probe, rival) else { continue }
        if extension_.isEmpty {
          let reason = declined.first { $0.probe == probe.name }?.reason
          return "an answer to the probe \"\(probe.name)\""
            + (reason.map { ", which was declined: \($0)" } ?? "")
        }
        return extension_.description
      }
    }
    return isSameFormula(rival)
      ? "nothing can: they are the same in real arithmetic"
      : "no probe: what both admit overlaps in \(format)"
  }

  private func wasAnswered(_ probe: Probe) -> Bool {
    search.evidence.contains {
      $0.probe.name == probe.name && $0.probe.terms == probe.terms
    }
  }

  /// Whether the chosen candidate does not admit the rival's answer to a probe.
  private func tellsApart(_ probe: Probe, _ rival: Candidate) -> Bool {
    guard
      family.behaviour(of: rival, on: probe) != family.behaviour(of: chosen, on: probe)
    else { return false }
    let answer = family.execution(of: probe.scenario, by: rival)
      .roundedReading(checkpoints: probe.checkpoints)
    let execution = family.execution(of: probe.scenario, by: chosen)
    let admitted = execution.budgetReading(
      budget: Enclosures.budget, checkpoints: probe.checkpoints)
    return AnswerWalk(execution.scenario, expecting: admitted, state: .whereAnswered)
      .firstDeparture(of: answer) != nil
  }

  private func isSameFormula(_ rival: Candidate) -> Bool {
    guard chosen.epsilon == rival.epsilon else { return false }
    let terms = Hyperparameters.everyTerm(of: family.optimizer)
    return [true, false].allSatisfy { isFirst in
      func program(_ candidate: Candidate) -> Program {
        Program(
          dialect: family.rules[candidate.rule], hyperparameters: terms, isFirst: isFirst)
      }
      return ProgramIdentity.areEqual(program(chosen), program(rival))
    }
  }

  // MARK: What the claim lacks

  /// Something that a claim could have besides.
  private struct Extension: CustomStringConvertible {
    var hyperparameters: Set<Hyperparameter> = []
    var features: Set<Claim.Feature> = []

    var isEmpty: Bool { hyperparameters.isEmpty && features.isEmpty }

    var description: String {
      let names =
        hyperparameters.map { "the hyperparameter \($0.rawValue)" }.sorted()
        + features.map { "the feature \($0.rawValue)" }.sorted()
      return names.joined(separator: " and ")
    }
  }

  /// Nothing, then one thing, then two, that the claim has not.
  private var extensions: [Extension] {
    let names = family.optimizer.definition.hyperparameters.filter {
      !claim.hyperparameters.contains($0)
    }
    let features = [Claim.Feature.absentGradients, .sparse].filter {
      !claim.features.contains($0)
    }
    return [Extension()] + names.map { Extension(hyperparameters: [$0]) }
      + features.map { Extension(features: [$0]) }
      + features.flatMap { feature in
        names.map { Extension(hyperparameters: [$0], features: [feature]) }
      }
  }
}
