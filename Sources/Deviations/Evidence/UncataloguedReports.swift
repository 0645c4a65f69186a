/// Reports without a fault of their own in the catalogue, or whose fault it holds in
/// another form, and why.
enum UncataloguedReports {
  /// Reports that belong together, and what became of them.
  struct Note: Sendable {
    /// Names in `FaultReports`; empty for what was thought of and never reported.
    let reports: [String]
    /// Why there is no fault, or which fault stands for it.
    let reason: String

    init(_ reports: String..., because reason: String) {
      self.reports = reports
      self.reason = reason
    }
  }

  /// Every such report.
  static let all: [Note] = formulas + precision + indexing + schedules + unreported

  private static let formulas = [
    Note(
      "epsilon-scaled-by-the-correction", "epsilon-on-the-other-side-of-the-root",
      because: "Each is one dialect; it is a fault of the dialects that differ in it."),
    Note(
      "powers-computed-in-two-ways",
      because: "Differences in the last bit are within the budget."),
    Note(
      "undo-uses-the-step-before",
      because: "A scenario does not undo steps; restoring with another count stands "
        + "for it."),
    Note(
      "clock-advanced-by-each-call",
      because: "`clock-counts-updates` has the same effect."),
    Note(
      "remainder-loop-multiplies-in-place",
      because: "The program of a step is the same for all lanes; the faults named "
        + "`tail-of-…` and `first-moment-of-the-gradient-alone` each have a half of it."),
    Note(
      "gradient-left-over",
      because: "The gradient of the step before: a gradient that is added up, or that is "
        + "never refreshed, has the same cause."),
    Note(
      "decay-divided-by-the-loss-scale", "step-skipped-by-the-loss-scaler",
      because: "Gradients are given unscaled; what the scale does is modelled."),
    Note("decay-dropped-or-from-another-slot", because: "λ is never negative."),
    Note(
      "buffer-not-written-for-zero-decay",
      because: "There is no momentum buffer where μ = 0; the moments stand for it."),
    Note(
      "arguments-in-another-order",
      because: "Optimizers that measure distances do not belong to the family."),
  ]

  private static let precision = [
    Note(
      "epsilon-vanishes-in-binary16",
      because: "Where the arithmetic is binary16, the rounded reading shows it."),
    Note(
      "update-swallowed",
      because: "A parameter that does not move is right where η × update < ulp / 2."),
    Note(
      "store-truncates",
      because: "It is off by 2 unit roundoffs, and the budget grants a store 4."),
    Note(
      "random-bits-repeat",
      because: "The bits of two positions cannot be exchanged; another seed stands for "
        + "it."),
    Note(
      "result-in-a-wider-format",
      because: "Results are given in the format that the case asks for."),
  ]

  private static let indexing = [
    Note(
      "tail-staged-wrongly", "double-buffer-exchanged", "element-index-overflows",
      "empty-tensor-in-the-last-slot",
      because: "Races and accesses beyond a buffer crash or give values by chance; there "
        + "are faults for what they do to the values of whole tensors."),
    Note(
      "empty-sparse-gradient", "decay-rates-bound-in-the-loop",
      because:
        "A crash is an error of the adapter; there are faults for the wrong values "
        + "of the same cause."),
    Note(
      "tensor-listed-twice",
      because: "A scenario lists a tensor once; `updated-twice` has the same effect."),
  ]

  private static let schedules = [
    Note(
      "schedule-restored-as-another",
      because: "A schedule has no state of its own: its position is the step."),
    Note("schedule-overflows", because: "It needs more than 2^31 steps."),
  ]

  private static let unreported = [
    Note(
      because: "A maximum that swallows NaN: no procedure changes an operation for some "
        + "operands only."),
    Note(
      because: "Subnormals flushed to 0, and hyperparameters of which some are rounded "
        + "first: both are ways of the arithmetic, which `identify` finds beside the "
        + "formula."),
    Note(
      because: "NAdam's Π shared by tensors: scalars are remembered for each tensor."),
    Note(
      because: "Decay skipped for tensors with one extent: programs are the same for all "
        + "tensors of a group."),
  ]
}
