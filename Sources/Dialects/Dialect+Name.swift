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

  /// The dialect of an optimizer that has a name, or nil if none has.
  public init?(_ optimizer: OptimizerName, name: String) {
    let standard = Dialect.standard(optimizer)
    let uncorrected = "uncorrected-first-uncorrected-second"
    let spelled = [
      name, name.replacing("uncorrected", with: uncorrected, maxReplacements: 1),
    ]
    let found = spelled.lazy.compactMap { text -> Dialect? in
      guard text != "standard" else { return standard }
      return Self.values(spelling: text[...], of: optimizer.definition.axes[...])
        .flatMap { try? Dialect(optimizer, $0) }
    }.first { $0.name == name }
    guard let found else { return nil }
    self = found
  }

  /// The values that differ from the standard ones, whose parts make up `text` in the
  /// order of `axes`; nil if none do.
  private static func values(
    spelling text: Substring, of axes: ArraySlice<(axis: Axis, standard: String)>
  ) -> [Axis: String]? {
    guard let (axis, standard) = axes.first else { return text.isEmpty ? [:] : nil }
    for value in axis.values where value != standard {
      guard let part = axis.namePart(of: value), text.hasPrefix(part) else { continue }
      let rest = text.dropFirst(part.count)
      guard rest.isEmpty || rest.hasPrefix("-") else { continue }
      if let others = values(spelling: rest.dropFirst(), of: axes.dropFirst()) {
        return others.merging([axis: value]) { $1 }
      }
    }
    return values(spelling: text, of: axes.dropFirst())
  }
}
