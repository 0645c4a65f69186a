extension Double {
  /// The shortest decimal that reads back as the same number, as JSON writes it:
  /// without a trailing ".0", and with an exponent such as `e-05` or `e20`.
  ///
  /// The number must be finite: JSON has no infinities and no NaN.
  package var shortestDecimal: String {
    precondition(isFinite, "JSON has no infinities or NaNs")
    return shortestText
  }

  /// The same for any number, with "inf", "-inf" and "nan" as Swift prints them.
  package var shortestText: String {
    var text = description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text.replacing(".0e", with: "e").replacing("e+", with: "e")
  }
}
