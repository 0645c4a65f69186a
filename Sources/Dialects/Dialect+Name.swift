extension Dialect {
  /// The name: `standard`, or what distinguishes the dialect from the optimizer's standard
  /// one, in the order of the axes, such as `raw-frame-lazy-rows`.
  ///
  /// Dialects of one optimizer have different names, and a name says all that is
  /// different: it cannot mislead.
  public var name: String {
    let parts = differences.compactMap { $0.axis.namePart(of: $0.value) }
    if parts.isEmpty { return "standard" }
    return parts.joined(separator: "-")
      .replacing("uncorrected-first-uncorrected-second", with: "uncorrected")
  }
}
