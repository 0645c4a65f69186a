import Dialects
import Oracle
import Rules
import Scenarios

/// Faults of sparse gradients.
enum SparseFaults {
  static let all: [Fault] = [
    rows(
      "duplicate-rows-last-wins", "Of a row that is listed twice the last counts.",
      .seen("sparse-kernel-differs")
    ) { rows, values in
      select(rows, values) { rows.lastIndex(of: rows[$0]) == $0 }
    },
    rows(
      "duplicate-rows-first-wins", "Of a row that is listed twice the first counts.",
      .seen("sparse-kernel-differs")
    ) { rows, values in
      select(rows, values) { rows.firstIndex(of: rows[$0]) == $0 }
    },
    duplicates(
      "duplicate-rows-in-sequence", .sequential, "Each listing of a row is a step.",
      .likely("kernels of TensorFlow do so.")),
    duplicates(
      "duplicate-rows-summed", .sum, "Listings of a row are summed up first.",
      .likely("most frameworks do so.")),
    squaredOneByOne,
    rows(
      "unsorted-rows-taken-sorted", "Rows are taken to be in ascending order.",
      .seen("sparse-kernel-differs")
    ) { rows, values in (rows.sorted(), values) },
    gradients(
      "empty-rows-skip-the-clock", "A list of no rows is taken for no gradient.",
      .seen("empty-sparse-gradient"),
      where: {
        $0[AbsentRows.self] != .skip
          || ($0.countsSteps && $0[StepClock.self] == .tensor)
      }
    ) { context in
      context.given.map {
        if case .rows(let rows, _)? = $0, rows.isEmpty { nil } else { $0 }
      }
    },
    gradients("rows-counted-from-one", "Row indices are off by one.", .slip) { context in
      zip(context.given, context.shapes).map { gradient, shape in
        guard case .rows(let rows, let values)? = gradient, let count = shape.first,
          count > 0
        else { return gradient }
        return .rows(rows.map { ($0 + 1) % count }, values: values)
      }
    },
    rows("one-row-only", "Only the first listed row is used.", .slip) { rows, values in
      select(rows, values) { $0 == 0 }
    },
    absent(
      "absent-rows-left-alone", .skip, "Rows that are not listed are left alone.",
      .likely("\"lazy\" variants do so.")),
    absent(
      "absent-rows-decayed", .zero, "Rows that are not listed get a gradient of 0.",
      .likely("a dense gradient is made of the sparse one.")),
    absent(
      "absent-rows-keep-their-parameter", .freezeParameter,
      "The parameter of rows that are not listed stays.",
      .reported("https://github.com/keras-team/keras, RMSprop and Nadam, sparse, to 2.10")
    ),
  ]

  private static let squaredOneByOne = Fault(
    "duplicate-rows-squared-one-by-one", .indexing,
    "Listings of a row are squared one by one, and the squares are summed.",
    evidence: Evidence.reported(
      "https://github.com/keras-team/keras, TensorFlow backend of 3.15, sparse"
    ).lines,
    applies: { $0.isSparse && $0.squaresGradients && $0[DuplicateRows.self] == .sum }
  ) { _ in
    var procedure = Procedure()
    procedure.sumsSquaresOfListings = true
    procedure.program = { program, _ in program.rewritten(squaringListings) }
    return procedure
  }

  /// Takes the sum of the squares of all listings for the square of the gradient.
  private static func squaringListings(_ edit: ProgramRewriter) {
    let original = edit.original
    guard let effective = original.anatomy.effectiveGradient else { return }
    // The sign does not matter; what was added before it does.
    var unsigned = effective
    while case .negation(let inner) = original.operation(unsigned) { unsigned = inner }
    let isDecayed = if case .sum = original.operation(unsigned) { true } else { false }
    edit.replaceElements { operation in
      guard case .product(effective, effective) = operation else { return nil }
      let squares = edit.squaresOfListings
      guard isDecayed else { return squares }
      let g = edit.element(effective)
      let decayed: SymbolicElement = g * g - edit.gradient * edit.gradient
      return squares + decayed
    }
  }

  private static func select(
    _ rows: [Int], _ values: [UInt64], _ keeps: (Int) -> Bool
  ) -> ([Int], [UInt64]) {
    let size = rows.isEmpty ? 0 : values.count / rows.count
    let kept = rows.indices.filter(keeps)
    return (kept.map { rows[$0] }, kept.flatMap { values[$0 * size..<($0 + 1) * size] })
  }

  private static func rows(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change: @escaping @Sendable ([Int], [UInt64]) -> ([Int], [UInt64])
  ) -> Fault {
    gradients(id, summary, evidence) { context in
      context.given.map {
        guard case .rows(let rows, let values)? = $0 else { return $0 }
        let changed = change(rows, values)
        return .rows(changed.0, values: changed.1)
      }
    }
  }

  private static func gradients(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    _ change: @escaping @Sendable (GradientContext) -> [StepGradient<UInt64>?]
  ) -> Fault {
    IndexingFaults.gradients(
      id, summary, evidence, where: { $0.isSparse && applies($0) }, change)
  }

  private static func duplicates(
    _ id: String, _ meaning: DuplicateRows, _ summary: String, _ evidence: Evidence
  ) -> Fault {
    .plumbing(
      id, .indexing, summary, evidence,
      where: { $0.isSparse && $0[DuplicateRows.self] != meaning }
    ) { $0.duplicateRows = meaning }
  }

  private static func absent(
    _ id: String, _ fate: AbsentRows, _ summary: String, _ evidence: Evidence
  ) -> Fault {
    .plumbing(
      id, .indexing, summary, evidence,
      where: {
        // Under a gradient of 0 such a parameter stays anyway.
        $0.isSparse && $0[AbsentRows.self] != fate
          && !(fate == .freezeParameter && !$0.isDecoupled
            && $0[DecayedNumerator.self] == .off)
      }
    ) { $0.absentRows = fate }
  }
}
