import Dialects
import Formats
import Oracle
import Scenarios

/// Profiles whose gradients list rows.
enum SparseProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "sparse-rows",
      "Rows unsorted, repeated, absent for a while, all of them, and none.",
      flags: ["SparseRows"], coverage: .everyMode.alsoInVariants(),
      applies: { _ in true },
      onlyIf: hasRows, checkpoints: { _ in [1, 2, 4, 6] }
    ) { context in
      sparse(
        &context, [.learningRateDecay: 0.5],
        rows: [[3, 1, 3], [], [], [2, 0, 3, 1], [1], [2, 2, 0]])
    },
    InputProfile(
      "sparse-rows-weight-decay",
      "Weight decay and momentum beside rows that have no gradient.",
      flags: ["SparseRows", "WeightDecay"], coverage: .everyMode.alsoInVariants(),
      applies: { _ in true }, onlyIf: hasRows, checkpoints: { _ in [1, 2, 4] }
    ) { context in
      sparse(
        &context, [.weightDecay: 0.5, .momentum: 0.75],
        rows: [[1, 0], [2], [3, 3, 1], [0, 2]])
    },
    InputProfile(
      "sparse-rows-epsilon-scale", "Rows whose gradients are around epsilon.",
      flags: ["SparseRows", "EpsilonPlacement"], coverage: .everyMode,
      applies: isAboutRows, onlyIf: isAboutRows, checkpoints: { _ in [1, 2, 3, 4] }
    ) { context in
      let scale = context.epsilonScale
      return sparse(
        &context, context.epsilon(scale), rows: [[1, 0, 2], [3], [1, 0], [2, 3]],
        from: scale / 4, to: scale * 8)
    },
  ]

  private static let hasRows: @Sendable (PublishedDialect) -> Bool = {
    $0.dialect[AbsentRows.self] != nil
  }

  /// Whether a variant differs from its optimizer's standard in what it makes of rows.
  private static let isAboutRows: @Sendable (PublishedDialect) -> Bool = {
    let dialect = $0.dialect
    return dialect[AbsentRows.self].map { $0 != .zero } ?? false
      || dialect[DuplicateRows.self].map { $0 != .sum } ?? false
  }

  private static func sparse(
    _ context: inout InputContext, _ changes: [Hyperparameter: Double], rows: [[Int]],
    from low: Double = 0x1p-3, to high: Double = 1
  ) -> Scenario {
    let group = Scenario.Group(
      hyperparameters: context.hyperparameters(changes),
      tensors: [
        context.tensor(
          "table", [4, 2], [0, 0.5] + context.spread(6, from: 0x1p-3, to: 1))
      ])
    return context.scenario(
      groups: [group],
      steps: rows.map { rows in
        let values = context.spread(rows.count * 2, from: low, to: high)
        return ScenarioStep(
          gradients: [.rows(rows, values: values.map(context.bits))],
          learningRates: [group.hyperparameters[.learningRate]])
      })
  }
}
