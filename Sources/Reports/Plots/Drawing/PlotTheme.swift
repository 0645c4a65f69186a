/// The colours of a figure.
///
/// The curves have the colours of Okabe and Ito (2008), which people with any kind of
/// colour vision tell apart; of each pair that is hard to see on one of the
/// backgrounds the other one is taken there.
public enum PlotTheme: String, CaseIterable, Sendable {
  /// The background for which the colours are chosen.
  case light, dark

  /// The background.
  var background: String { self == .light ? "#ffffff" : "#0d1117" }
  /// Text.
  var ink: String { self == .light ? "#1f2328" : "#e6edf3" }
  /// Axes, and what is drawn beside the curves.
  var faint: String { self == .light ? "#59636e" : "#9198a1" }
  /// The lines of the grid.
  var grid: String { self == .light ? "#d8dee4" : "#2a313a" }

  /// The colour of a curve.
  func colour(_ hue: Hue) -> String {
    switch (hue, self) {
    case (.blue, .light): "#0072b2"
    case (.blue, .dark): "#56b4e9"
    case (.vermillion, _): "#d55e00"
    case (.green, _): "#009e73"
    case (.purple, _): "#cc79a7"
    case (.orange, _): "#e69f00"
    case (.last, .light): "#000000"
    case (.last, .dark): "#f0e442"
    }
  }

  /// The colour of a text about a curve: darker where white would drown it.
  func text(_ hue: Hue) -> String {
    switch (hue, self) {
    case (.vermillion, .light): "#b84f00"
    case (.green, .light): "#007a59"
    case (.purple, .light): "#a5517f"
    case (.orange, .light): "#946600"
    default: colour(hue)
    }
  }

  /// A colour by its role; `last` is the ink of the light theme and yellow in the dark.
  enum Hue: Int, CaseIterable {
    case blue = 1
    case vermillion, green, purple, orange, last
  }
}

extension PlotTheme.Hue {
  /// The number of gnuplot's line style with this colour.
  var style: Int { rawValue }
}
