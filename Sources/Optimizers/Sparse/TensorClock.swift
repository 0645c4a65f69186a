import Dialects

/// Which elements of a tensor to update, and how.
struct StepPart {
  var elements: Range<Int>
  /// The step number t.
  var t: Int64
  /// Whether it is the first step of the part; the same for parts of the same t.
  var isFirst: Bool
  /// Whether only the state is updated.
  var keepsParameters = false
}

/// The step numbers of a tensor and of its rows in a step (SPEC §1.3, §12).
struct TensorClock {
  private let clock: StepClock
  private let steps: Int64
  private let ownSteps: Int64
  private let rowSteps: [Int64]
  private let count: Int
  private let rowLength: Int

  /// The clocks of a tensor in the optimizer's step number `steps`, which is the
  /// tensor's own step number `tensor.stepCount` if it was counted already.
  init<Scalar>(_ clock: StepClock, steps: Int64, of tensor: TensorState<Scalar>) {
    self.clock = clock
    self.steps = steps
    ownSteps = tensor.stepCount
    rowSteps = tensor.rowStepCounts
    count = tensor.count
    rowLength = tensor.rowLength
  }

  /// Rows of the same clock.
  func part(_ rows: Range<Int>) -> StepPart {
    let elements = rows.lowerBound * rowLength..<rows.upperBound * rowLength
    let (t, isFirst) =
      switch clock {
      case .tensor: (ownSteps, ownSteps == 1)
      case .global: (steps, ownSteps == 1)
      case .row: (rowSteps[rows.lowerBound] + 1, rowSteps[rows.lowerBound] == 0)
      }
    return StepPart(elements: elements, t: t, isFirst: isFirst)
  }

  /// The rows for which `isIncluded`, in runs of the same clock.
  func parts(of rows: Range<Int>, where isIncluded: (Int) -> Bool) -> [StepPart] {
    var parts: [StepPart] = []
    var start: Int?
    for row in rows {
      if let first = start, !isIncluded(row) || !agree(first, row) {
        parts.append(part(first..<row))
        start = nil
      }
      if start == nil && isIncluded(row) { start = row }
    }
    if let start { parts.append(part(start..<rows.upperBound)) }
    return parts
  }

  /// The whole tensor, where its rows have no clocks.
  var everything: StepPart {
    StepPart(
      elements: 0..<count, t: clock == .global ? steps : ownSteps,
      isFirst: ownSteps == 1)
  }

  private func agree(_ a: Int, _ b: Int) -> Bool {
    clock != .row || rowSteps[a] == rowSteps[b]
  }
}
