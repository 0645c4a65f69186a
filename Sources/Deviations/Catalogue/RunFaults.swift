import Dialects
import Formats
import Oracle
import Rules
import Scenarios

/// Faults of what happens between steps: restoring into another place, going back,
/// changing hyperparameters, taking over given state and the caller's gradients.
enum RunFaults {
  static let all =
    restoring + sharing + changing + beginning + gradients
    + sizes.map { fault in
      var fault = fault
      fault.concernsMainForms = true
      let isOfBatches = fault.id == "nothing-beyond-64-tensors"
      fault.concernedFormats = isOfBatches ? [.binary32] : [.binary64, .binary32]
      return fault
    }

  private static let restoring: [Fault] = [
    restored(
      "restoring-gives-all-tensors-one-clock",
      "The greatest step number of all tensors is saved for all.",
      .seen("clock-advanced-by-each-call"), where: \.countsSteps
    ) { $0.restoring?.clocks = { clocks in clocks.map { _ in clocks.max() ?? 0 } } },
    restored(
      "restoring-starts-cold-clocks-at-one",
      "A tensor that has had no gradient is saved with the step number 1.",
      .likely("a state is made for every tensor when it is saved."), where: \.countsSteps
    ) { $0.restoring?.clocks = { $0.map { max($0, 1) } } },
    restored(
      "restoring-by-sorted-names", "State is saved by name, and loaded in sorted order.",
      .likely("two dictionaries are walked side by side."),
      where: { !$0.optimizer.definition.slots.isEmpty }
    ) { $0.restoring?.owners = sortedByName },
    restored(
      "restoring-begins-the-schedule-again", "The position in a schedule is not saved.",
      .seen("schedule-restored-as-another"), kind: .schedule
    ) { $0.restoring?.schedule = true },
    restored(
      "restoring-keeps-the-new-hyperparameters",
      "Hyperparameters are not saved: those of the new optimizer hold.",
      .likely("only state is written."), kind: .hyperparameters
    ) { $0.keepsHyperparametersOfNew = true },
  ]

  /// For each tensor the one whose state is loaded into it, where all have one shape.
  private static let sortedByName: @Sendable ([(name: String, shape: [Int])]) -> [Int] = {
    tensors in
    guard Set(tensors.map(\.shape)).count == 1 else { return Array(tensors.indices) }
    return tensors.indices.sorted { tensors[$0].name < tensors[$1].name }
  }

  private static func restored(
    _ id: String, _ summary: String, _ evidence: Evidence, kind: Fault.Kind = .restoring,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    _ configure: @escaping @Sendable (inout Procedure) -> Void
  ) -> Fault {
    .plumbing(id, kind, summary, evidence, where: applies) {
      $0.restoring = RestoreLoss()
      configure(&$0)
    }
  }

  private static let sharing: [Fault] =
    StateSlot.allCases.filter { $0 != .masterParameter }.map { slot in
      shared(
        "saved-state-shares-\(slot.words)",
        "What was saved shares \(slot.rawValue) with the optimizer that goes on.",
        where: { $0.keeps(slot) }
      ) { $0.slots = [slot] }
    } + [
      shared(
        "saved-state-shares-the-clock",
        "What was saved shares its step numbers with the optimizer that goes on.",
        where: \.countsSteps
      ) { $0.clock = true },
      shared(
        "saved-state-shares-the-momentum-product", "What was saved shares Π.",
        where: { $0[MomentumSchedule.self] == .decaying }
      ) { $0.memory = true },
    ]

  private static func shared(
    _ id: String, _ summary: String, where applies: @escaping @Sendable (Dialect) -> Bool,
    _ configure: @escaping @Sendable (inout KeptState) -> Void
  ) -> Fault {
    .plumbing(
      id, .restoring, summary,
      .likely("a snapshot that holds references is no snapshot."), where: applies
    ) {
      var state = KeptState()
      configure(&state)
      $0.sharing = state
    }
  }

  private static let changing: [Fault] =
    [Hyperparameter.beta1, .beta2, .decay, .momentum, .weightDecay].map {
      name in
      .plumbing(
        "\(name.words)-read-once", .hyperparameters,
        "\(name.rawValue) is read when the optimizer is made, and never again.",
        .likely("it is captured by a compiled step."),
        where: { $0.optimizer.definition.hyperparameters.contains(name) }
      ) { procedure in
        procedure.changes = { changes in changes.filter { $0.key != name } }
      }
    } + [
      .plumbing(
        "epsilon-read-once", .hyperparameters,
        "ε is read when the optimizer is made, and never again.",
        .likely("it is captured by a compiled step."), epsilons: .used
      ) {
        $0.changes = { changes in
          changes.filter { ![.epsilon, .epsilonRoot].contains($0.key) }
        }
      }
    ]

  private static let beginning: [Fault] = [
    .plumbing(
      "given-clock-ignored", .stepCount,
      "State is taken over and the step number begins at 0.",
      .seen("clock-cast-when-restored"), where: \.countsSteps
    ) { $0.losesPast = true },
    .plumbing(
      "counter-of-8-bits", .stepCount, "The step number wraps around after 255.",
      .likely("it is kept in a byte."), where: \.countsSteps
    ) { $0.clock = { $0.specified & 0xff } },
    .plumbing(
      "counter-of-16-bits", .stepCount, "The step number wraps around after 65535.",
      .likely("it is kept in 16 bits."), where: \.countsSteps,
      inexpressible: {
        $0.precision < 24 ? "with rates that \($0) resolves, no correction is left" : nil
      }
    ) { $0.clock = { $0.specified & 0xffff } },
  ]

  private static let gradients: [Fault] = [
    overwritten("gradient-cleared-by-the-step", "The step clears the caller's gradient.")
    {
      _ in 0
    },
    overwritten(
      "gradient-negated-in-place", "The sign is changed in the caller's gradient."
    ) { -$0 },
    overwritten("gradient-squared-in-place", "g × g is written into the caller's g.") {
      $0 * $0
    },
    .plumbing(
      "zero-gradient-taken-for-none", .indexing,
      "A tensor whose gradient is 0 everywhere is left alone.",
      .likely("an optimization that saves a step.")
    ) {
      $0.gradients = { context in
        context.given.map { gradient in
          guard case .dense(let values) = gradient, !values.isEmpty,
            values.allSatisfy({ context.format.decode($0) == 0 })
          else { return gradient }
          return nil
        }
      }
    },
    .plumbing(
      "zero-rows-taken-for-absent", .indexing,
      "A row that is listed with zeros is taken for one that is not listed.",
      .likely("a sparse gradient is made of what is not 0."),
      where: { ($0[AbsentRows.self] ?? .zero) != .zero }
    ) {
      $0.gradients = { context in
        zip(context.given, context.shapes).map { gradient, shape in
          guard case .rows(let rows, let values) = gradient else { return gradient }
          return .withoutZeroRows(
            rows, values, size: shape.dropFirst().reduce(1, *), context.format)
        }
      }
    },
  ]

  private static func overwritten(
    _ id: String, _ summary: String, _ change: @escaping @Sendable (Double) -> Double
  ) -> Fault {
    .plumbing(
      id, .indexing, summary, .likely("it saves a buffer, and the caller's is lost.")
    ) {
      $0.gradients = { context in
        guard context.repeatsPrevious else { return context.given }
        return context.previous.map { gradient in
          gradient?.map { context.format.encode(change(context.format.decode($0))) }
        }
      }
    }
  }

  private static let sizes: [Fault] =
    [32, 64, 128, 1024, 4096, 65_536].map { size in
      IndexingFaults.updates(
        "nothing-beyond-\(size)-elements", "Elements from \(size) on are left alone.",
        .seen("tail-staged-wrongly")
      ) { $0.element < size }
    } + [
      IndexingFaults.updates(
        "last-chunk-of-1024-forgotten",
        "What remains after chunks of 1024 is left alone.",
        .seen("tail-staged-wrongly")
      ) {
        let count = $0.shape.reduce(1, *)
        return count < 1024 || $0.element < count / 1024 * 1024
      },
      .plumbing(
        "nothing-beyond-64-tensors", .indexing,
        "Tensors from the 65th on are left alone.",
        .seen("empty-tensor-in-the-last-slot"),
        where: { $0 == .standard($0.optimizer) }
      ) { $0.updates = { $0.tensor < 64 } },
      IndexingFaults.updates(
        "third-extent-ignored", "Of a third extent only the first index is reached.",
        .seen("strides-ignored")
      ) {
        $0.shape.count < 3
          || $0.element / $0.shape.dropFirst(3).reduce(1, *) % $0.shape[2] == 0
      },
    ]
}

extension StepGradient<UInt64> {
  /// Rows without those that are 0 everywhere.
  fileprivate static func withoutZeroRows(
    _ rows: [Int], _ values: [UInt64], size: Int, _ format: FloatFormat
  ) -> StepGradient<UInt64> {
    var (kept, rest): ([Int], [UInt64]) = ([], [])
    for (place, row) in rows.enumerated() {
      let own = values[place * size..<(place + 1) * size]
      if own.allSatisfy({ format.decode($0) == 0 }) { continue }
      kept.append(row)
      rest += own
    }
    return .rows(kept, values: rest)
  }
}
