import Vectors
import HonestOrders
import Deviations
import Dialects
import Formats
import Oracle
import Scenarios
import Synchronization
import Verdicts

/// Finds the faults that explain everything a program answered.
struct FaultSearch: Sendable {
  let evidence: [CandidateSearch.Evidence]
  private let enclosures: Enclosures
  /// Where the answers depart from the dialect, by the index of the probe in `evidence`.
  ///
  /// A fault explains a departure if it admits little there: one that ends in 0/0 would
  /// admit anything.
  private let departures: [Int: RunPlace]
  /// The probe that is most telling, by its index in `evidence`.
  private let start: Int
  /// Whether special values excuse a departure: they do so of the dialect.
  private let excuses: Bool
  /// What dialects without a fault make of answers, where that was asked.
  private let known = Cache()

  private final class Cache: Sendable {
    let values = Mutex<[Question: Judgement]>([:])
  }

  private struct Question: Hashable {
    let intention: Intention
    let evidence: Int
  }

  /// - Parameters:
  ///   - search: The search that came to nothing, or to something unusual.
  ///   - departures: Where the answers depart from the dialect that it should be or comes
  ///     nearest to; at least one.
  init(
    _ search: CandidateSearch,
    departures: [(evidence: Int, departure: Departure<BudgetEnclosure>)]
  ) {
    evidence = search.evidence
    enclosures = search.enclosures
    excuses = !search.specials.isEmpty
    start = departures.first?.evidence ?? 0
    self.departures = Dictionary(
      uniqueKeysWithValues: departures.map { ($0.evidence, $0.departure.place) })
  }

  /// A dialect that the program may have been meant to be.
  struct Intention: Hashable, Sendable {
    let dialect: Dialect
    let epsilon: EpsilonUse
    let scalars: ScalarUse
  }

  /// A fault, and what it explains.
  struct Match: Sendable {
    let fault: Fault
    let intention: Intention
    /// The probes that it does not explain, by their indices in `evidence`.
    var unexplained: [Int] = []
  }

  /// What a fault makes of an answer.
  enum Judgement: Sendable {
    /// The answer is another.
    case contradicted
    /// The answer is admitted; where it departs from the dialect, so is anything.
    case silent
    /// The answer is admitted, and others would not be.
    case explained
  }

  /// The faults that explain all answers, each with the first of `intentions` under
  /// which it does.
  func matches(
    _ intentions: [Intention], faults: [Fault]
  ) async throws -> [Match] {
    let previews = Dictionary(
      uniqueKeysWithValues: intentions.map { ($0, preview($0)) })
    let found = try await mapConcurrently(faults) { fault in
      intentions.first { intention in
        fault.applies(intention.dialect)
          && previews[intention]??.mayBe(fault) ?? true
          && explainsAll(fault, intention)
      }.map { Match(fault: fault, intention: $0) }
    }
    return found.compactMap(\.self)
  }

  /// A quick look at the most telling probe; nil where it might mislead.
  private func preview(_ intention: Intention) -> Preview? {
    let scenario = evidence[start].probe.scenario
    guard !excuses, scenario.stochastic == nil, scenario.arithmetic.precision >= 24,
      scenario.storage.precision >= 24
    else { return nil }
    return Preview(evidence[start], intention)
  }

  /// Whether a fault admits all answers, and explains most of the departures.
  func explainsAll(_ fault: Fault, _ intention: Intention) -> Bool {
    var explained = 0
    for index in order {
      switch judgement(fault, intention, index) {
      case .contradicted: return false
      case .silent: break
      case .explained: explained += departures[index] == nil ? 0 : 1
      }
    }
    guard explained > 0, 2 * explained >= departures.count else { return false }
    // A fault explains nothing that its dialect explains without it.
    return evidence.indices.contains {
      ownJudgement(intention, $0) == .contradicted
        && execution(fault, intention, $0).isTouched
    }
  }

  /// Of the faults that explain the most telling answer, the one that explains most
  /// others.
  func closest(_ intentions: [Intention], faults: [Fault]) async throws -> Match? {
    let found = try await mapConcurrently(faults) { fault in
      intentions.compactMap { intention -> Match? in
        guard fault.applies(intention.dialect),
          judgement(fault, intention, start) == .explained
        else { return nil }
        return Match(
          fault: fault, intention: intention,
          unexplained: evidence.indices.filter {
            judgement(fault, intention, $0) != .explained
          })
      }
    }
    return found.joined().min { $0.unexplained.count < $1.unexplained.count }
  }

  /// The most telling probe first, the long ones last: those take long, and are left
  /// for faults that explain all others.
  var order: [Int] {
    [start]
      + evidence.indices.filter { $0 != start }.sorted {
        evidence[$0].probe.scenario.steps.count < evidence[$1].probe.scenario.steps.count
      }
  }

  /// What a fault makes of the answer to a probe.
  func judgement(_ fault: Fault, _ intention: Intention, _ index: Int) -> Judgement {
    let faulty = execution(fault, intention, index)
    guard faulty.isTouched else { return ownJudgement(intention, index) }
    let rounded = faulty.rounding(intention.scalars)
    let checkpoints = evidence[index].probe.checkpoints
    let beginning = checkpoints.filter { $0 <= 2 }
    if !beginning.isEmpty, beginning.count < checkpoints.count,
      judgement(of: rounded, index, at: beginning, telling: nil) == .contradicted
    {
      return .contradicted
    }
    return judgement(of: rounded, index, at: checkpoints, telling: departures[index])
  }

  /// What an execution makes of the answer to a probe, at some of its checkpoints.
  private func judgement(
    of execution: Execution, _ index: Int, at checkpoints: [Int], telling place: RunPlace?
  ) -> Judgement {
    execution.judgement(
      of: evidence[index].answer.filter { checkpoints.contains($0.step) },
      checkpoints: checkpoints,
      lanes: excuses ? evidence[index].probe.specialLanes : nil,
      flushing: enclosures.flushes, telling: place)
  }

  /// A probe as an implementation of a dialect carries it out.
  private func scenario(_ intention: Intention, _ index: Int) -> Scenario {
    let scenario = evidence[index].probe.scenario
    return scenario.carriedOut(
      as: intention.dialect, scalars: intention.scalars.precision,
      groups: scenario.groups.map { $0.using(intention.epsilon) })
  }

  private func execution(
    _ fault: Fault, _ intention: Intention, _ index: Int
  ) -> Execution {
    fault.execution(of: scenario(intention, index))
  }

  /// What a dialect makes of the answer to a probe that its fault does not touch.
  private func ownJudgement(_ intention: Intention, _ index: Int) -> Judgement {
    let question = Question(intention: intention, evidence: index)
    if let known = known.values.withLock({ $0[question] }) { return known }
    let judgement = judgement(
      of: Execution(of: scenario(intention, index)).rounding(intention.scalars), index,
      at: evidence[index].probe.checkpoints, telling: departures[index])
    known.values.withLock { $0[question] = judgement }
    return judgement
  }
}

extension Execution {
  /// What an execution makes of an answer.
  ///
  /// - Parameters:
  ///   - lanes: The elements of which departures are excused; nil for none.
  ///   - flushes: Whether subnormal numbers may be flushed to zero.
  ///   - place: Where the answer has to be bounded to be explained; nil for nowhere.
  fileprivate func judgement(
    of answer: [Checkpoint<UInt64>], checkpoints: [Int], lanes: SpecialLanes?,
    flushing flushes: Bool, telling place: RunPlace?
  ) -> FaultSearch.Judgement {
    if !procedure.rounding.changesOperations {
      let enclosures = budgetReading(
        budget: Enclosures.budget, checkpoints: checkpoints, flushing: flushes)
      var isTelling = place == nil
      var isAdmitted = true
      AnswerWalk(scenario, expecting: enclosures, state: .whereAnswered).forEach(
        of: answer
      ) { encounter in
        guard case .value(let bits, let own, let format, let enclosure) = encounter else {
          if case .missing = encounter { isAdmitted = false }
          return isAdmitted
        }
        isAdmitted =
          enclosure.admits(bits, in: format)
          || lanes?.excuse(bits, at: own, in: format, enclosure) ?? false
        if own == place { isTelling = enclosure.isBounded(in: format) }
        return isAdmitted
      }
      guard isAdmitted,
        lanes != nil || flushes
          || agreesInNumbers(answer, where: enclosures, checkpoints)
      else {
        return .contradicted
      }
      return isTelling ? .explained : .silent
    }
    // How operations are rounded is no part of an enclosure: there the answer has to
    // be within a budget of the faulty result.
    let faulty = roundedReading(checkpoints: checkpoints)
    let units = budgetUnits(checkpoints: checkpoints)
    let expected = zip(faulty, units).map { values, units in
      Checkpoint(
        step: values.step,
        tensors: zip(values.tensors, units.tensors).map(TensorValues.init(reading:units:))
      )
    }
    var isNear = true
    var isTelling = place == nil
    AnswerWalk(scenario, expecting: expected, state: .whereAnswered).forEach(of: answer) {
      if case .value(let bits, let own, let format, let expected) = $0 {
        isNear = expected.isNear(bits, in: format)
        if own == place { isTelling = expected.unit != nil }
      }
      return isNear
    }
    return !isNear ? .contradicted : isTelling ? .explained : .silent
  }

  /// Whether an answer is a number where the faulty result is one, as far as the
  /// enclosures admit anything: a fault that ends in NaN explains no number.
  private func agreesInNumbers(
    _ answer: [Checkpoint<UInt64>], where enclosures: [Checkpoint<BudgetEnclosure>],
    _ checkpoints: [Int]
  ) -> Bool {
    let isOpen = enclosures.contains { checkpoint in
      checkpoint.tensors.contains { tensor in
        tensor.parameter.contains { !$0.isBounded(in: scenario.storage) }
          || tensor.state.contains { slot, values in
            let format = scenario.format(of: slot)
            return values.contains { !$0.isBounded(in: format) }
          }
      }
    }
    guard isOpen else { return true }
    return zip(answer, roundedReading(checkpoints: checkpoints)).allSatisfy {
      zip($0.tensors, $1.tensors).allSatisfy { observed, expected in
        zip(observed.parameter, expected.parameter).allSatisfy {
          scenario.storage.isNaN($0) == scenario.storage.isNaN($1)
        }
      }
    }
  }
}

extension TensorValues<ExpectedValue> {
  /// A reading with its units; what is admitted is not said.
  fileprivate init(reading: TensorValues<UInt64>, units: TensorValues<Double?>) {
    func values(_ reading: [UInt64], _ units: [Double?]) -> [ExpectedValue] {
      zip(reading, units).map { bits, unit in
        ExpectedValue(
          exact: "", nearest: bits, enclosure: BudgetEnclosure(nil), reference: bits,
          unit: unit)
      }
    }
    self.init(
      parameter: values(reading.parameter, units.parameter),
      state: zip(reading.state, units.state).map {
        ($0.slot, values($0.values, $1.values))
      })
  }
}

extension ExpectedValue {
  /// Whether a value is within a budget of the reference.
  fileprivate func isNear(_ bits: UInt64, in format: FloatFormat) -> Bool {
    let (value, other) = (format.decode(bits), format.decode(reference))
    if value == other || (value.isNaN && other.isNaN) { return true }
    guard let unit else { return true }
    return (value - other).magnitude <= Enclosures.budget * unit
  }
}

extension OperationRounding {
  /// Whether operations are rounded in another way than SPEC.md says.
  var changesOperations: Bool {
    direction != .nearest || storeDirection != .nearestEven || fusesProducts
      || raisesByLogarithm || scalarFormat != nil || handedFormat != nil
      || elementFormat != nil
      || stateFormat != nil
  }
}
