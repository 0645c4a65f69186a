extension Admission {
  /// A sum of n numbers is off by at most n − 1 errors of the sum of magnitudes,
  /// whatever the order (Higham, Accuracy and Stability, §4.2).
  public static let rowOrder = Admission(
    "row-order", "gradients of a repeated row are summed in any order",
    for: "scatter-add on accelerators, which adds in no fixed order")

  /// Three operations of binary64 a step, whatever the format of the scalars.
  public static let scheduleRecurrence = Admission(
    "schedule-recurrence",
    "the learning rate of a schedule is computed from the one of the step before",
    for: "PyTorch's chainable schedulers, which multiply the rate step by step")

  /// Where scalars have the working format, ρt is off by enough to decide otherwise.
  public static let openRectification = Admission(
    "open-rectification",
    "RAdam rectifies a step or does not, where errors leave open on which side of the "
      + "threshold ρt is",
    for: "RAdam with ρt computed in the working format")
}
