import Dialects
import Oracle
import Rules

extension IndexingFaults {
  static let gradients: [Fault] = [
    gradients(
      "gradient-transposed", "A gradient is walked in the wrong order of extents.",
      .seen("strides-ignored", "strided-output-not-written")
    ) { context in
      context.mapDense { values, shape in
        guard shape.count == 2, shape[0] > 0, shape[1] > 0 else { return values }
        return values.indices.map {
          values[$0 % shape[0] * shape[1] + $0 / shape[0]]
        }
      }
    },
    gradients(
      "gradient-reversed", "A gradient is walked from its end.", .seen("strides-ignored")
    ) { context in context.mapDense { values, _ in values.reversed() } },
    gradients(
      "gradient-of-the-first-element", "The first element's gradient serves for all.",
      .seen("product-ignores-its-target")
    ) { context in
      context.mapDense { values, _ in values.map { _ in values[0] } }
    },
    gradients(
      "gradient-never-refreshed", "The gradients of the first step are used for ever.",
      .seen("gradient-left-over")
    ) { context in
      context.given.indices.map { index in
        context.previous.isEmpty
          ? context.given[index] : context.previous[index] ?? context.given[index]
      }
    },
    gradients(
      "gradient-accumulates", "Gradients are not cleared: they add up.",
      .seen("gradient-left-over")
    ) { context in
      context.given.indices.map { index in
        guard case .dense(let new)? = context.given[index], !context.previous.isEmpty,
          case .dense(let old)? = context.previous[index]
        else { return context.given[index] }
        return .dense(
          zip(old, new).map { context.encode(context.decode($0) + context.decode($1)) })
      }
    },
    gradients(
      "absent-gradient-is-zero", "No gradient is taken for a gradient of zeros.",
      .likely("zeros_like fills the gap.")
    ) { context in
      context.given.indices.map {
        context.given[$0]
          ?? .dense(Array(repeating: 0, count: context.shapes[$0].reduce(1, *)))
      }
    },
    gradients(
      "absent-gradient-is-stale", "No gradient is taken for the one before.",
      .seen("gradient-left-over")
    ) { context in
      context.given.indices.map {
        context.given[$0] ?? (context.previous.isEmpty ? nil : context.previous[$0])
      }
    },
    gradients(
      "absent-gradient-ends-the-loop",
      "Tensors after one without a gradient are skipped.",
      .likely("return is written for continue.")
    ) { context in
      let end = context.given.firstIndex { $0 == nil } ?? context.given.count
      return context.given.enumerated().map { $0 < end ? $1 : nil }
    },
    gradients(
      "nonfinite-gradient-skips-the-step",
      "One NaN or infinity and no tensor is updated.",
      .seen("step-skipped-by-the-loss-scaler")
    ) { context in
      let isFinite = context.given.allSatisfy {
        $0?.values.allSatisfy { context.decode($0).isFinite } ?? true
      }
      return isFinite ? context.given : context.given.map { _ in nil }
    },
    gradients(
      "nan-is-zero", "A gradient of NaN is taken for 0.",
      .likely("nan_to_num hides the fault that made it.")
    ) { context in
      context.map { context.decode($0).isNaN ? 0 : $0 }
    },
    gradients(
      "gradient-clipped", "Gradients are clipped to ±1.",
      .seen("hyperparameter-accepted-and-ignored")
    ) { context in
      context.map {
        let value = context.decode($0)
        return value.magnitude > 1 ? context.encode(value < 0 ? -1 : 1) : $0
      }
    },
    gradients(
      "tiny-gradient-is-zero",
      "Gradients that are subnormal in binary16 are taken for 0.",
      .seen("square-underflows-in-binary16")
    ) { context in
      context.map { context.decode($0).magnitude < 0x1p-14 ? 0 : $0 }
    },
  ]
}
