import Foundation
import Reports
import Testing

@testable import rmspec

/// `rmspec plot`.
@Suite struct PlotTests {
  /// Whether there is a gnuplot to draw with.
  private static let hasGnuplot: Bool =
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot")
    }

  /// A program that says it is gnuplot, and draws as told.
  private func fakeGnuplot(_ folder: Folder, drawing: String) throws -> String {
    try folder.write(
      """
      #!/bin/sh
      if [ "$1" = --version ]; then echo 'gnuplot 5.4 patchlevel 4'; exit; fi
      \(drawing)
      """, to: "gnuplot", executable: true)
  }

  @Test("list names every figure and its claim")
  func listNames() async {
    let run = await Run("plot --list")
    #expect(run.status == .success && run.errors == "")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == Figure.allCases.count)
    for (line, figure) in zip(lines, Figure.allCases) {
      #expect(line.hasPrefix(figure.rawValue) && line.hasSuffix(figure.claim))
    }
  }

  @Test("data are written without gnuplot")
  func dataWritten() async throws {
    let folder = try Folder()
    let run = await Run([
      "plot", "two-cycle", "quadratic", "--data", "--output", folder.path("new"),
      "--gnuplot", "no-such-gnuplot",
    ])
    #expect(run.status == .success && run.errors == "", "\(run.errors)")
    #expect(folder.contents == ["new", "new/quadratic.tsv", "new/two-cycle.tsv"])
    let table = try Figure.twoCycle.table()
    #expect(folder.text(of: "new/two-cycle.tsv") == Figure.twoCycle.dataText(table))
  }

  @Test("missing gnuplot is said before anything is written")
  func missingGnuplot() async throws {
    let folder = try Folder()
    let run = await Run([
      "plot", "all", "--output", folder.path("new"), "--gnuplot", "no-such-gnuplot",
    ])
    #expect(run.status == .usage && run.output == "" && run.errorLines.count == 1)
    for part in ["no-such-gnuplot", "apt-get install gnuplot-nox", "brew", "--data"] {
      #expect(run.errors.contains(part), "\(run.errors)")
    }
    #expect(folder.contents == [])
  }

  @Test("what is not gnuplot is refused")
  func notGnuplot() async throws {
    let folder = try Folder()
    for program in ["cat", "false"] {
      let run = await Run([
        "plot", "two-cycle", "--output", folder.path, "--gnuplot", program,
      ])
      #expect(run.status == .usage && run.errors.contains("\(program) is not gnuplot 5"))
    }
    #expect(folder.contents == [])
  }

  @Test(
    "failure of gnuplot leaves no file",
    arguments: [
      "echo picture; echo 'line 3: out of ink' >&2; exit 1",
      "exit 0", "echo picture; echo 'out of ink' >&2",
    ])
  func failingGnuplot(drawing: String) async throws {
    let (tools, folder) = (try Folder(), try Folder())
    try folder.write("mine", to: "two-cycle.light.svg")
    let run = await Run([
      "plot", "two-cycle", "--output", folder.path,
      "--gnuplot", try fakeGnuplot(tools, drawing: drawing),
    ])
    #expect(run.status == .adapter && run.output == "" && run.errorLines.count == 1)
    #expect(run.errors.contains("could not draw two-cycle.light.svg"), "\(run.errors)")
    #expect(folder.contents == ["two-cycle.light.svg"])
    #expect(folder.text(of: "two-cycle.light.svg") == "mine")
  }

  @Test("scripts arrive whole and files are replaced")
  func scriptsArrive() async throws {
    let (tools, folder) = (try Folder(), try Folder())
    try folder.write("old", to: "two-cycle.dark.svg")
    let run = await Run([
      "plot", "two-cycle", "two-cycle", "--theme", "dark", "--kind", "svg",
      "--output", folder.path, "--gnuplot",
      try fakeGnuplot(tools, drawing: #"exec cat "$2""#),
    ])
    #expect(run.status == .success, "\(run.errors)")
    #expect(folder.contents == ["two-cycle.dark.svg"])
    let table = try Figure.twoCycle.table()
    #expect(
      folder.text(of: "two-cycle.dark.svg")
        == Figure.twoCycle.script(table, theme: .dark, as: .svg))
  }

  @Test(
    "mistakes are explained",
    arguments: [
      ("plot", ["name a figure", "two-cycle"]),
      ("plot two-cicle", ["two-cicle", "did you mean \"two-cycle\"?", "reddi", "all"]),
      ("plot step-sise", ["did you mean \"step-size\"?"]),
      ("plot reddi --theme lihgt", ["lihgt", "did you mean \"light\"?", "both"]),
      ("plot reddi --kind jpg", ["jpg", "svg", "png"]),
      ("plot reddi --data --theme dark", ["--data", "--theme"]),
      ("plot reddi --list", ["--list", "leave the names out"]),
      ("plot reddi --output no/where/at/all", ["no/where/at", "create it"]),
    ] as [(String, [String])])
  func mistakesExplained(line: String, parts: [String]) async {
    let run = await Run(line)
    #expect(run.status == .usage && run.output == "" && run.errorLines.count == 1)
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)") }
  }

  @Test(
    "pictures are whole and the same every time",
    .enabled(if: hasGnuplot, "no gnuplot on PATH"))
  func picturesWhole() async throws {
    let folders = [try Folder(), try Folder()]
    for folder in folders {
      let run = await Run(["plot", "all", "--output", folder.path])
      #expect(run.status == .success && run.errors == "", "\(run.errors)")
    }
    let names = folders[0].contents
    #expect(names.count == Figure.allCases.count * 4)
    for name in names {
      let data = try folders.map { try Data(contentsOf: $0.url.appending(path: name)) }
      #expect(data[0] == data[1], "\(name)")
      if name.hasSuffix("png") {
        #expect(data[0].starts(with: [0x89, 0x50, 0x4e, 0x47]))
      } else {
        let text = String(decoding: data[0], as: UTF8.self)
        #expect(text.contains("</svg>") && data[0].count < 100_000, "\(name)")
      }
    }
  }
}
