import Vectors
import HonestOrders
import Deviations
import Dialects
import Formats
import Oracle
import Scenarios
import Verdicts

/// Finds the faults that explain everything a program answered.
struct FaultSearch: Sendable {
  let evidence: [CandidateSearch.Evidence]
  /// The probe that is most telling, by its index in `evidence`.
  let start: Int

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

  /// The faults that explain all answers, each with the first of `intentions` under
  /// which it does.
  func matches(
    _ intentions: [Intention], faults: [Fault]
  ) async throws -> [Match] {
    let found = try await mapConcurrently(faults) { fault in
      intentions.first { intention in
        fault.applies(intention.dialect)
          && order.allSatisfy { explains(fault, intention, evidence[$0]) }
      }.map { Match(fault: fault, intention: $0) }
    }
    return found.compactMap(\.self)
  }

  /// Of the faults that explain the most telling answer, the one that explains most
  /// others.
  func closest(_ intentions: [Intention], faults: [Fault]) async throws -> Match? {
    let found = try await mapConcurrently(faults) { fault in
      intentions.compactMap { intention -> Match? in
        guard fault.applies(intention.dialect),
          explains(fault, intention, evidence[start])
        else { return nil }
        return Match(
          fault: fault, intention: intention,
          unexplained: evidence.indices.filter {
            !explains(fault, intention, evidence[$0])
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

  /// Whether a fault explains an answer.
  func explains(
    _ fault: Fault, _ intention: Intention, _ evidence: CandidateSearch.Evidence
  ) -> Bool {
    let scenario = evidence.probe.scenario
    let faulty = fault.execution(
      of: scenario.carriedOut(
        as: intention.dialect, scalars: intention.scalars.precision,
        groups: scenario.groups.map { $0.using(intention.epsilon) }))
    let checkpoints = evidence.probe.checkpoints
    let beginning = checkpoints.filter { $0 <= 2 }
    for steps in [beginning, checkpoints] where !steps.isEmpty {
      let answer = evidence.answer.filter { steps.contains($0.step) }
      guard faulty.admits(answer, checkpoints: steps) else { return false }
    }
    return true
  }
}

extension Execution {
  /// Whether the execution may give `answer`.
  fileprivate func admits(_ answer: [Checkpoint<UInt64>], checkpoints: [Int]) -> Bool {
    if !procedure.rounding.changesOperations {
      let enclosures = budgetReading(
        budget: Enclosures.budget, checkpoints: checkpoints)
      return AnswerWalk(scenario, expecting: enclosures, state: .whereAnswered)
        .firstDeparture(of: answer) == nil
        && agreesInNumbers(answer, where: enclosures, checkpoints)
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
    AnswerWalk(scenario, expecting: expected, state: .whereAnswered).forEach(of: answer) {
      if case .value(let bits, _, let format, let expected) = $0 {
        isNear = expected.isNear(bits, in: format)
      }
      return isNear
    }
    return isNear
  }

  /// Whether an answer is a number where the faulty result is one, as far as the
  /// enclosures admit anything: a fault that ends in NaN explains no number.
  private func agreesInNumbers(
    _ answer: [Checkpoint<UInt64>], where enclosures: [Checkpoint<BudgetEnclosure>],
    _ checkpoints: [Int]
  ) -> Bool {
    let isOpen = enclosures.contains { checkpoint in
      checkpoint.tensors.contains { tensor in
        ([tensor.parameter] + tensor.state.map(\.values)).joined().contains {
          $0.bounds == nil
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
