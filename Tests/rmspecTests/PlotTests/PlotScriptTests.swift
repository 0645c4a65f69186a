import Testing

@testable import Reports

/// What gnuplot is told.
@Suite struct PlotScriptTests {
  @Test(
    "script has all data and no place or time", arguments: Figure.allCases)
  func scriptHas(figure: Figure) throws {
    let table = try figure.table()
    for theme in PlotTheme.allCases {
      for output in PlotOutput.allCases {
        let script = figure.script(table, theme: theme, as: output)
        #expect(script == figure.script(table, theme: theme, as: output))
        #expect(script.contains(table.lines.joined(separator: "\n") + "\nEND\n"))
        #expect(script.contains("set title \"\(figure.claim)\""))
        #expect(script.contains("background \"\(theme.background)\""))
        for part in ["set output", "timestamp", "/tmp", "home"] {
          #expect(!script.contains(part))
        }
      }
    }
  }

  @Test(
    "themes differ in colours only", arguments: Figure.allCases)
  func themesDiffer(figure: Figure) throws {
    let table = try figure.table()
    let scripts = PlotTheme.allCases.map { theme in
      figure.script(table, theme: theme, as: .svg)
        .replacing(/#[0-9a-f]{6}/, with: "colour")
    }
    #expect(scripts[0] == scripts[1])
  }

  @Test("colours of curves are distinct")
  func coloursCurves() {
    for theme in PlotTheme.allCases {
      let colours = PlotTheme.Hue.allCases.map(theme.colour)
      #expect(Set(colours + [theme.background, theme.grid]).count == colours.count + 2)
    }
  }

  @Test("cycles have their value drawn")
  func cyclesHave() throws {
    let script = Figure.twoCycle.script(
      try Figure.twoCycle.table(), theme: .light, as: .svg)
    #expect(script.contains("x* = η/2 − ε/h = 0.046875"))
    #expect(script.hasPrefix("set encoding utf8\nset terminal svg size 800,500"))
  }

  @Test("fonts have substitutes")
  func fontsHave() {
    #expect(
      PlotOutput.withFallbackFonts(#"<g font-family="DejaVu Sans" font-size="14">"#)
        == #"<g font-family="DejaVu Sans, Verdana, sans-serif" font-size="14">"#)
  }
}
