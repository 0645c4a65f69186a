import Dialects
import Formats
import Oracle
import Scenarios
import Vectors

/// What an answer would have to be to be right: a mistake in passing numbers on, not in
/// computing them.
///
/// Each is recognized by undoing it: the answer with it undone is admitted whole.
public enum AnswerDiagnosis: String, Codable, Sendable, CaseIterable {
  /// The bytes of every encoding are in reverse order.
  case reversedBytes
  /// Each checkpoint has the values of the step before it.
  case oneStepEarly
  /// Each checkpoint has the values of the step after it.
  case oneStepLate
  /// State has the other sign.
  case negatedState
  /// Tensors are answered in another order.
  case swappedTensors
  /// The state is in slots by other names.
  case foreignSlots
  /// A tensor of no extents is answered without its element.
  case missingScalars
}

extension CaseJudge {
  /// What is wrong with an answer that is not admitted, as far as it is a common mistake.
  func diagnosis(
    of checkpoints: [Checkpoint<UInt64>], foreignSlots: [String]
  ) -> AnswerDiagnosis? {
    // Names beside the slots are no mistake: they are in place of some.
    if !foreignSlots.isEmpty, lacksState(checkpoints) { return .foreignSlots }
    let lacksScalar = checkpoints.contains { checkpoint in
      zip(checkpoint.tensors, scenario.tensors).contains {
        $1.shape.isEmpty && $0.parameter.isEmpty
      }
    }
    if lacksScalar { return .missingScalars }
    func isRight(_ answer: [Checkpoint<UInt64>]) -> Bool {
      walk.firstDeparture(of: answer) == nil
    }
    if isRight(checkpoints.reversingBytes(of: scenario)) { return .reversedBytes }
    for slots in scenario.negatableSlots(of: checkpoints)
    where isRight(checkpoints.negating(slots, in: scenario.stateFormat)) {
      return .negatedState
    }
    for order in scenario.otherOrders
    where isRight(checkpoints.map { $0.reordered(order) }) {
      return .swappedTensors
    }
    if fits(checkpoints, shift: -1) { return .oneStepEarly }
    if fits(checkpoints, shift: 1) { return .oneStepLate }
    return nil
  }

  /// Whether an answer lacks a slot that is expected.
  private func lacksState(_ checkpoints: [Checkpoint<UInt64>]) -> Bool {
    var isLacking = false
    walk.forEach(of: checkpoints) { encounter in
      if case .missing(nil, _, _) = encounter { isLacking = true }
      return !isLacking
    }
    return isLacking
  }

  /// Whether each checkpoint has the values of another step.
  private func fits(_ checkpoints: [Checkpoint<UInt64>], shift: Int) -> Bool {
    // Where a run is long, its steps are too many to be computed again.
    guard case .listed(let steps) = scenario.steps, steps.count <= 64 else {
      return false
    }
    let wanted = checkpoints.filter { (1...steps.count).contains($0.step + shift) }
    guard !wanted.isEmpty else { return false }
    let expected = Execution(of: scenario).budgetReading(
      budget: GoldenVectors.budget, checkpoints: wanted.map { $0.step + shift },
      flushing: flushes)
    let shifted = wanted.map { Checkpoint(step: $0.step + shift, tensors: $0.tensors) }
    // Bounds that admit everything show nothing.
    var (isTelling, isRight) = (false, true)
    AnswerWalk(scenario, expecting: expected, state: walk.state).forEach(of: shifted) {
      encounter in
      guard case .value(let bits, _, let format, let enclosure) = encounter else {
        isRight = false
        return false
      }
      isTelling = isTelling || enclosure.bounds != nil
      isRight = enclosure.admits(bits, in: format)
      return isRight
    }
    return isTelling && isRight
  }
}

extension [Checkpoint<UInt64>] {
  /// The encodings with their bytes in reverse order.
  fileprivate func reversingBytes(of scenario: Scenario) -> Self {
    map { checkpoint in
      Checkpoint(
        step: checkpoint.step,
        tensors: checkpoint.tensors.map { tensor in
          tensor.map { bits, slot in
            bits.byteSwapped >> UInt64(64 - scenario.format(of: slot).bitWidth)
          }
        })
    }
  }

  /// The same with state of the other sign in some slots.
  func negating(_ slots: Set<StateSlot>, in format: FloatFormat) -> Self {
    map { checkpoint in
      Checkpoint(
        step: checkpoint.step,
        tensors: checkpoint.tensors.map { tensor in
          tensor.map { bits, slot in
            slot.map(slots.contains) ?? false ? format.negated(bits) : bits
          }
        })
    }
  }
}

extension Checkpoint {
  /// The same with its tensors in another order.
  fileprivate func reordered(_ order: [Int]) -> Checkpoint {
    guard tensors.count == order.count else { return self }
    return Checkpoint(step: step, tensors: order.map { tensors[$0] })
  }
}

extension Scenario {
  /// Sets of slots that an answer may have with the other sign: each, and all.
  fileprivate func negatableSlots(of answer: [Checkpoint<UInt64>]) -> [Set<StateSlot>] {
    let slots = Set(answer.flatMap(\.tensors).flatMap { $0.state.map(\.slot) })
    let each = StateSlot.allCases.filter(slots.contains).map { Set([$0]) }
    return each.count > 1 ? each + [slots] : each
  }

  /// Orders in which tensors may be answered: of a few any, of many the reverse and that
  /// of their names.
  fileprivate var otherOrders: [[Int]] {
    let count = tensors.count
    guard count > 1 else { return [] }
    let own = Array(0..<count)
    if count <= 4 { return own.permutations.filter { $0 != own } }
    let byName = own.sorted { tensors[$0].name < tensors[$1].name }
    var places = own
    for (place, index) in byName.enumerated() { places[index] = place }
    return [own.reversed(), byName, places].filter { $0 != own }
  }
}

extension [Int] {
  fileprivate var permutations: [[Int]] {
    guard count > 1 else { return [self] }
    return indices.flatMap { index -> [[Int]] in
      var rest = self
      let first = rest.remove(at: index)
      return rest.permutations.map { [first] + $0 }
    }
  }
}
