import Oracle

/// A figure that the tool draws.
public enum Figure: String, CaseIterable, Sendable {
  /// Step sizes of RMSprop, Adam and AdaGrad under the same gradients.
  case stepSize = "step-size"
  /// Convergence on a convex quadratic.
  case quadratic
  /// RMSprop's cycle of two points on a parabola.
  case twoCycle = "two-cycle"
  /// What RMSprop forgets after a burst, and AdaGrad does not.
  case forgetting
  /// The example on which Adam does not converge.
  case reddi
  /// How far rounding lets the loss fall.
  case roundingFloor = "rounding-floor"
  /// Adam's largest step, and the bounds of it.
  case largestStep = "largest-step"
  /// Following a minimum that drifts.
  case drift
  /// Leaving a saddle point.
  case saddle
  /// What the learning rate decides.
  case learningRate = "learning-rate"
  /// Convergence on coupled quadratics.
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
