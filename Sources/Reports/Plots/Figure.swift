import Oracle

/// A figure that the tool draws.
public enum Figure: String, CaseIterable, Sendable {
  case stepSize = "step-size"
  case quadratic
  case twoCycle = "two-cycle"
  case forgetting
  case reddi
  case roundingFloor = "rounding-floor"
  case largestStep = "largest-step"
  case drift
  case saddle
  case learningRate = "learning-rate"
  case coupled

  /// What the figure shows, as a claim.
  public var claim: String { definition.claim }

  /// The data, every digit of which is certified.
  public func table() throws(OracleError) -> PlotTable { try definition.table() }

  /// The file of the data.
  public func dataText(_ table: PlotTable) -> String { table.text(titled: claim) }

  /// What gnuplot is to do to draw the data.
  public func script(
    _ table: PlotTable, theme: PlotTheme, as output: PlotOutput
  ) -> String {
    PlotScript(theme: theme, output: output, title: claim)
      .text(table, definition.drawing(of: table, in: theme))
  }

  var definition: any FigureDefinition.Type {
    switch self {
    case .stepSize: StepSizeFigure.self
    case .quadratic: QuadraticFigure.self
    case .twoCycle: TwoCycleFigure.self
    case .forgetting: ForgettingFigure.self
    case .reddi: ReddiFigure.self
    case .roundingFloor: RoundingFloorFigure.self
    case .largestStep: LargestStepFigure.self
    case .drift: DriftFigure.self
    case .saddle: SaddleFigure.self
    case .learningRate: LearningRateFigure.self
    case .coupled: CoupledFigure.self
    }
  }
}

/// What makes a figure: its claim, its data, and how they are drawn.
protocol FigureDefinition {
  /// What the figure shows, in one sentence without a full stop.
  static var claim: String { get }
  /// The data.
  static func table() throws(OracleError) -> PlotTable
  /// The commands that draw the table; the title and the data block are there.
  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String]
}
