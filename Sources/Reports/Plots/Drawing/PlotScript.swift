/// What gnuplot reads: the terminal, the looks, the data, and the drawing.
///
/// It names no file and no time: the same figure is the same text everywhere.
struct PlotScript {
  let theme: PlotTheme
  let output: PlotOutput
  let title: String

  /// The script that draws a table.
  func text(_ table: PlotTable, _ drawing: [String]) -> String {
    (looks + ["$data << END"] + table.lines + ["END"] + drawing)
      .map { $0 + "\n" }.joined()
  }

  private var looks: [String] {
    [
      "set encoding utf8",
      output.terminal(theme),
      "set title \"\(title)\" font \",16\" textcolor rgb \"\(theme.ink)\"",
      "set border 3 linecolor rgb \"\(theme.faint)\"",
      "set tics nomirror scale 0.5 textcolor rgb \"\(theme.ink)\"",
      "set grid linecolor rgb \"\(theme.grid)\" linetype 1 linewidth 1",
      "unset key",
      "set xlabel textcolor rgb \"\(theme.ink)\"",
      "set ylabel textcolor rgb \"\(theme.ink)\"",
      "set style line 7 linecolor rgb \"\(theme.faint)\" linewidth 1.5 dashtype 2",
      "set style line 8 linecolor rgb \"\(theme.faint)\" linewidth 1.5 dashtype 3",
    ]
      + PlotTheme.Hue.allCases.map {
        "set style line \($0.style) linecolor rgb \"\(theme.colour($0))\" linewidth 2 "
          + "pointtype 7 pointsize 0.4"
      }
  }
}

extension PlotTheme {
  /// A label that explains a line, or names a curve in the colour of the curve.
  func label(
    _ words: String, _ hue: Hue? = nil, at place: String, _ extra: String = ""
  ) -> String {
    let colour = hue.map(self.text(_:)) ?? faint
    return "set label \"\(words)\" at \(place) textcolor rgb \"\(colour)\" font \",13\""
      + (extra.isEmpty ? "" : " \(extra)")
  }
}
