import ArgumentParser
import Reports

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `rmspec plot`: draws what the rules do, from certified data.
struct PlotCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw figures of what the rules do, from certified data.",
    discussion: """
      gnuplot draws; with --data it is not needed. Files that are there are replaced, \
      after everything has been drawn.
      """)

  @Argument(help: ArgumentHelp("The figures, or all.", valueName: "name"))
  var names: [String] = []

  @Flag(help: "List the figures.")
  var list = false

  @Option(
    help: ArgumentHelp(
      "The folder to write to; it is made if need be (default: here).", valueName: "dir"))
  var output = "."

  @Option(
    help: ArgumentHelp(
      "The background (default: both, a file for each).", valueName: "light|dark|both"))
  var theme: String?

  @Option(
    help: ArgumentHelp(
      "The kind of picture (default: both).", valueName: "svg|png|both"))
  var kind: String?

  @Flag(help: "Write the data only, as tab-separated values.")
  var data = false

  @Option(
    help: ArgumentHelp(
      "The gnuplot to draw with, if not that on PATH.", valueName: "path"))
  var gnuplot = "gnuplot"

  func perform(on console: Console) async throws -> ProgramStatus {
    if list {
      guard names.isEmpty else {
        throw CommandError.usage("--list lists all figures; leave the names out")
      }
      console.print(FigureList.lines(console.style))
      return .success
    }
    let figures = try figures()
    let jobs = try jobs(figures)
    let folder = try OutputFolder(
      URL(filePath: output, directoryHint: .isDirectory), of: "the figures",
      option: "--output")
    try folder.require(jobs.map(\.fileName))
    let gnuplot = data ? nil : try await Gnuplot(gnuplot)
    let bar = ProgressBar("drawing", total: jobs.count, on: console)
    defer { bar.clear() }
    var files: [(name: String, data: Data)] = []
    for figure in figures {
      let table = try figure.table()
      for job in jobs where job.figure == figure {
        files.append((job.fileName, try await job.content(table, gnuplot)))
        bar.show(files.count)
      }
    }
    let paths = try folder.write(files)
    bar.clear()
    console.print(paths.map { "wrote \($0)" })
    return .success
  }

  /// The figures that were named, once each.
  private func figures() throws(CommandError) -> [Figure] {
    let known = Figure.allCases.map(\.rawValue)
    var figures: [Figure] = []
    for name in names {
      let named = name == "all" ? Figure.allCases : Figure(rawValue: name).map { [$0] }
      guard let named else {
        throw Names.unknown("figure", name, known + ["all"], limit: 3)
      }
      figures += named.filter { !figures.contains($0) }
    }
    guard !figures.isEmpty else {
      throw .usage("name a figure, or all; known: \(known.joined(separator: ", "))")
    }
    return figures
  }

  /// The files to write.
  private func jobs(_ figures: [Figure]) throws(CommandError) -> [PlotJob] {
    if data {
      guard theme == nil, kind == nil else {
        throw .usage("--data draws nothing; leave --theme and --kind out")
      }
      return figures.map { PlotJob(figure: $0, picture: nil) }
    }
    let themes = try choice(theme, "theme", PlotTheme.self)
    let kinds = try choice(kind, "kind of picture", PlotOutput.self)
    return figures.flatMap { figure in
      themes.flatMap { theme in
        kinds.map { PlotJob(figure: figure, picture: (theme, $0)) }
      }
    }
  }

  /// One value or, for "both" and unless told otherwise, both.
  private func choice<Value: CaseIterable & RawRepresentable<String>>(
    _ name: String?, _ noun: String, _ type: Value.Type
  ) throws(CommandError) -> [Value] {
    guard let name, name != "both" else { return Array(Value.allCases) }
    guard let value = Value(rawValue: name) else {
      throw Names.unknown(noun, name, Value.allCases.map(\.rawValue) + ["both"])
    }
    return [value]
  }
}

/// A file of a figure.
private struct PlotJob {
  let figure: Figure
  /// What picture it is; nil for the data.
  let picture: (theme: PlotTheme, output: PlotOutput)?

  var fileName: String {
    guard let (theme, output) = picture else { return "\(figure.rawValue).tsv" }
    return "\(figure.rawValue).\(theme.rawValue).\(output.rawValue)"
  }

  /// What the file is to hold.
  func content(_ table: PlotTable, _ gnuplot: Gnuplot?) async throws -> Data {
    guard let (theme, output) = picture, let gnuplot else {
      return Data(figure.dataText(table).utf8)
    }
    let script = figure.script(table, theme: theme, as: output)
    return Data(try await gnuplot.draw(script, as: output, figure: fileName))
  }
}
