import Dialects
import Formats
import Oracle

/// Faults of saving and restoring.
enum RestoringFaults {
  static let all = slots + clocks

  private static let slots: [Fault] =
    StateSlot.allCases.filter { $0 != .masterParameter }.map { slot in
      restoring(
        "restoring-loses-\(slot.words)", "The saved state lacks \(slot.rawValue).",
        .seen("moments-zeroed-when-rebound", "master-copy-stale-after-restoring"),
        where: { $0.keeps(slot) }
      ) { $0.slots = [slot] }
    } + [
      restoring(
        "restoring-loses-everything", "A restored optimizer starts anew.",
        .seen("master-copy-stale-after-restoring"),
        where: { !$0.optimizer.definition.slots.isEmpty }
      ) {
        $0 = RestoreLoss(
          slots: Set(StateSlot.allCases).subtracting([.masterParameter]),
          clock: { _ in 0 }, memory: true)
      },
      restoring(
        "restoring-keeps-the-clock-alone", "The saved state is the step number alone.",
        .seen("moments-zeroed-when-rebound"),
        where: { $0.countsSteps && !$0.optimizer.definition.slots.isEmpty }
      ) { $0.slots = Set(StateSlot.allCases).subtracting([.masterParameter]) },
      restoring(
        "restoring-loses-the-momentum-product", "Π starts again at 1.",
        .seen("momentum-product-starts-at-zero"),
        where: { $0[MomentumSchedule.self] == .decaying }
      ) { $0.memory = true },
      .adapting(
        "restoring-loses-the-master-copy", .restoring,
        "The master copy is not saved, and starts at 0.",
        .seen("master-copy-stale-after-restoring"),
        inexpressible: {
          $0.precision >= 24 ? "\($0) has no master copies" : nil
        }
      ) {
        $0.procedure.restoring = RestoreLoss(slots: [.masterParameter])
      },
    ]

  private static let clocks: [Fault] = [
    clock(
      "restoring-resets-the-clock", "The step number starts again.",
      .seen("master-copy-stale-after-restoring", "clock-cast-when-restored")
    ) { _ in 0 },
    clock(
      "restoring-counts-twice", "The step number is one too large afterwards.",
      .seen("schedule-restored-as-another", "undo-uses-the-step-before")
    ) { $0 + 1 },
    clock(
      "restoring-counts-one-less", "The step number is one too small afterwards.",
      .seen("undo-uses-the-step-before")
    ) { max(0, $0 - 1) },
    clock(
      "restoring-halves-the-clock",
      "The step number is saved before the second group of updates.",
      .seen("clock-advanced-by-each-call")
    ) { $0 / 2 },
  ]

  private static func clock(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change: @escaping @Sendable (Int) -> Int
  ) -> Fault {
    restoring(id, summary, evidence, where: \.countsSteps) { loss in
      loss.clocks = { $0.map(change) }
    }
  }

  private static func restoring(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool,
    _ configure: @escaping @Sendable (inout RestoreLoss) -> Void
  ) -> Fault {
    .plumbing(id, .restoring, summary, evidence, where: applies) {
      var loss = RestoreLoss()
      configure(&loss)
      $0.restoring = loss
    }
  }
}

extension StateSlot {
  /// The name in lower-case words joined by hyphens.
  var words: String {
    rawValue.reduce(into: "") {
      if $1.isUppercase { $0 += "-" }
      $0 += $1.lowercased()
    }
  }
}
