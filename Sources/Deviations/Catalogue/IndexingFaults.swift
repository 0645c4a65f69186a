import Dialects
import Oracle
import Rules
import Scenarios

/// Faults of which elements, tensors, rows and gradients are used.
enum IndexingFaults {
  static let all = loops + tails + tensors + gradients

  static func updates(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ updates: @escaping @Sendable (ElementContext) -> Bool
  ) -> Fault {
    .plumbing(id, .indexing, summary, evidence) { $0.updates = updates }
  }

  static let loops: [Fault] = [
    updates(
      "first-extent-only", "The loop runs over size(0): a matrix moves in part.",
      .seen("first-extent-only")
    ) { $0.shape.isEmpty || $0.element < $0.shape[0] },
    updates(
      "last-extent-only", "The loop runs over the last extent.",
      .seen("first-extent-only")
    ) { $0.shape.isEmpty || $0.element < $0.shape[$0.shape.count - 1] },
    updates("last-element-skipped", "The last element is left alone.", .slip) {
      $0.element < $0.shape.reduce(1, *) - 1
    },
    updates("first-element-skipped", "The first element is left alone.", .slip) {
      $0.element > 0
    },
    updates(
      "scalars-skipped", "A tensor of no extents is left alone.",
      .likely("its product of extents is taken for 0.")
    ) { !$0.shape.isEmpty },
    updates(
      "first-tensor-only", "Only the first tensor is updated.",
      .seen("accumulator-of-the-first-tensor")
    ) {
      $0.tensor == 0
    },
    updates(
      "second-tensor-skipped", "The second tensor is left alone.",
      .seen("double-buffer-exchanged")
    ) { $0.tensor != 1 },
    updates(
      "first-step-skipped", "The first step is lost.",
      .seen("step-skipped-by-the-loss-scaler")
    ) {
      $0.step > 1
    },
    updates(
      "third-step-skipped", "A step is skipped though nothing overflowed.",
      .seen("step-skipped-by-the-loss-scaler")
    ) { $0.step != 3 },
  ]

  static let tails: [Fault] = [4, 8, 16].flatMap { width -> [Fault] in
    [
      updates(
        "tail-of-\(width)-skipped",
        "What does not fill a vector of \(width) elements is left alone.",
        .seen("remainder-loop-multiplies-in-place", "tail-staged-wrongly")
      ) { $0.element < $0.shape.reduce(1, *) / width * width },
      .plumbing(
        "tail-of-\(width)-misread", .indexing,
        "What does not fill a vector of \(width) reads gradients from the start.",
        .seen("remainder-loop-multiplies-in-place", "tail-staged-wrongly")
      ) {
        $0.gradients = { context in
          context.mapDense { values, _ in
            let body = values.count / width * width
            guard body > 0 else { return values }
            return values.indices.map { values[$0 < body ? $0 : $0 - body] }
          }
        }
      },
      .plumbing(
        "tail-of-\(width)-negated", .indexing,
        "The remainder loop of vectors of \(width) has another sign.",
        .seen("remainder-loop-multiplies-in-place")
      ) {
        $0.gradients = { context in
          context.mapDense { values, _ in
            let body = values.count / width * width
            return values.indices.map {
              $0 < body ? values[$0] : context.encode(-context.decode(values[$0]))
            }
          }
        }
      },
    ]
  }

  static let tensors: [Fault] = [
    .plumbing(
      "equal-sizes-share-state", .indexing, "Tensors of equal size share their state.",
      .seen("accumulator-of-the-first-tensor", "accumulator-of-another-tensor"),
      where: { !$0.optimizer.definition.slots.isEmpty }
    ) {
      $0.stateOwner = { tensor, counts in
        counts.firstIndex(of: counts[tensor]) ?? tensor
      }
    },
    .plumbing(
      "state-of-the-first-tensor", .indexing, "Every tensor uses the first one's state.",
      .seen("accumulator-of-the-first-tensor")
    ) {
      $0.stateOwner = { tensor, counts in
        counts[0] >= counts[tensor] && counts[tensor] > 0 ? 0 : tensor
      }
    },
    .plumbing(
      "state-of-the-tensor-before", .indexing,
      "A tensor uses the state of the one before it.",
      .seen("accumulator-of-another-tensor", "double-buffer-exchanged")
    ) {
      $0.stateOwner = { tensor, counts in
        tensor > 0 && counts[tensor - 1] >= counts[tensor] && counts[tensor] > 0
          ? tensor - 1 : tensor
      }
    },
    gradients(
      "empty-tensor-ends-the-loop", "Tensors after an empty one are left alone.",
      .seen("empty-tensor-in-the-last-slot")
    ) { context in
      let end =
        context.shapes.firstIndex { $0.contains(0) } ?? context.shapes.count
      return context.given.enumerated().map { $0 < end ? $1 : nil }
    },
    gradients(
      "gradient-of-the-tensor-before",
      "A tensor gets the gradient of an equal one before.",
      .seen("double-buffer-exchanged", "gradient-left-over")
    ) { context in
      context.given.indices.map { index in
        guard index > 0, context.given[index] != nil,
          let other = context.given[..<index].last(where: {
            $0 != nil && $0?.values.count == context.given[index]?.values.count
          })
        else { return context.given[index] }
        return other
      }
    },
  ]

  static func gradients(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    _ change: @escaping @Sendable (GradientContext) -> [StepGradient<UInt64>?]
  ) -> Fault {
    .plumbing(id, .indexing, summary, evidence, where: applies) { $0.gradients = change }
  }
}

extension GradientContext {
  func decode(_ bits: UInt64) -> Double { format.decode(bits) }
  func encode(_ value: Double) -> UInt64 { format.encode(value) }

  /// Every value changed.
  func map(_ change: (UInt64) -> UInt64) -> [StepGradient<UInt64>?] {
    given.map { $0?.map(change) }
  }

  /// Every dense gradient that is not empty changed, given its tensor's shape.
  func mapDense(_ change: ([UInt64], [Int]) -> [UInt64]) -> [StepGradient<UInt64>?] {
    zip(given, shapes).map { gradient, shape in
      guard case .dense(let values)? = gradient, !values.isEmpty else { return gradient }
      return .dense(change(values, shape))
    }
  }
}
