import Dialects
import Formats
import Multiprecision
import Oracle

/// What a learning rate does that is too high, and one that is too low.
enum LearningRateFigure: FigureDefinition {
  static let claim =
    "RMSprop survives too high a learning rate, too low a rate takes longer"

  /// Of h x²/2.
  static let curvature = 200.0
  /// The rates, of which the high one has η·h = 20, and where each starts.
  static let (high, low) = ((rate: 0.1, start: 0.1), (rate: 0.01, start: 1.0))
  static let decay = 0.75
  private static let epsilon = 1e-8
  static let last = 120
  /// The last step of the left panel.
  private static let shown = 30

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable([
      .init("sgd", "|x| of gradient descent on 100 x² from x = 0.1, η = 0.1"),
      .init("rmsprop", "|x| of RMSprop, η = 0.1, ρ = 3/4, ε = 1e-8"),
      .init("trap", "B = η/√(1 − ρ), η = 0.1: RMSprop never leaves |x| ≤ B"),
      .init("way", "|x − 1| of RMSprop on 100 x² from x = 1, η = 0.01"),
      .init("growing", "|x − x_0| of RMSprop on the gradients 4^t, η = 0.01"),
      .init("reach", "t·η/√(1 − ρ), η = 0.01: no gradients take RMSprop farther"),
    ])
    let descent = positions(.sgd, high, [:])
    let values = [Hyperparameter.decay: decay, .epsilon: epsilon]
    let (trapped, slow) = (
      positions(.rmsprop, high, values), positions(.rmsprop, low, values)
    )
    let growing = try growing()
    let root = (Enclosure(1) - Enclosure(decay)).squareRoot()
    let reach = Enclosure(low.rate) / root
    for step in 0...last {
      try table.append(
        step,
        [
          descent[step].magnitude, trapped[step].magnitude, Enclosure(high.rate) / root,
          (slow[step] - Enclosure(low.start)).magnitude, growing[step],
          Enclosure(Double(step)) * reach,
        ])
    }
    return table
  }

  private static func positions(
    _ optimizer: OptimizerName, _ run: (rate: Double, start: Double),
    _ values: [Hyperparameter: Double]
  ) -> [Enclosure] {
    let common = [Hyperparameter.learningRate: run.rate]
    let loop = ClosedLoop(
      dialect: .standard(optimizer),
      hyperparameters: .known(optimizer, common.merging(values) { $1 }),
      objective: .separable(curvatures: [curvature]), start: [run.start])
    return loop.values(through: last) { $0.coordinate(0) }
  }

  /// How far RMSprop gets on gradients that grow fourfold each step.
  private static func growing() throws(OracleError) -> [Enclosure] {
    let run = GivenGradients(
      dialect: .standard(.rmsprop),
      hyperparameters: .known(
        .rmsprop, [.learningRate: low.rate, .decay: decay, .epsilon: epsilon]),
      gradients: (1...last).map { Double(sign: .plus, exponent: 2 * $0, significand: 1) })
    return [Enclosure(0)]
      + (try run.reading(after: Array(1...last))).map {
        Enclosure($0.tensors[0].parameter[0]).magnitude
      }
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    func column(_ name: String) -> String { "$data using 1:\(table.number(of: name))" }
    let ink = "textcolor rgb \"\(theme.ink)\""
    return [
      "unset title",
      "set multiplot layout 1,2 margins 0.1,0.97,0.13,0.83 spacing 0.11,0 "
        + "title \"\(claim)\" font \",16\" \(ink) offset 0,-0.6",
      "set xlabel \"step t (h x²/2 with h = 200, ρ = 3/4)\"",

      "set title \"η = 0.1: too high, η·h = 20\" font \",14\" \(ink) offset 0,-0.6",
      "set ylabel \"|x_t|\"",
      "set logscale y", "set xrange [0:\(shown)]", "set yrange [1e-2:1e6]",
      "set format y \"10^{%L}\"", "set ytics 1e-2,1e2,1e6", "set xtics 10",
      theme.label("SGD: × 19 a step", .orange, at: "6.3,2e5"),
      theme.label("RMSprop", .blue, at: "29,1.7e-2", "right"),
      theme.label("B = η/√(1 − ρ)", at: "29,0.5", "right"),
      "plot \(column("trap")) with lines linestyle 7, \\",
      "  \(column("sgd")) with linespoints linestyle 5, \\",
      "  \(column("rmsprop")) with linespoints linestyle 1",
      "unset label", "unset logscale y",

      "set title \"η = 0.01: too low\" font \",14\" \(ink) offset 0,-0.6",
      "set ylabel \"|x_t − x_0|\"", "set xlabel \"step t\"",
      "set xrange [0:\(last)]", "set yrange [0:1.2]", "set format y \"%g\"",
      "set ytics 0.2", "set xtics 40",
      "set arrow 1 from graph 0,first 1 to graph 1,first 1 nohead linestyle 8",
      theme.label("the minimum", at: "118,1.04", "right"),
      theme.label("RMSprop on h x²/2", .blue, at: "62,0.5"),
      theme.label("t·η/√(1 − ρ)", at: "41,0.9", "right"),
      theme.label("out of reach", at: "6,1.1"),
      theme.label("gradients 4^t", .green, at: "63,1.12"),
      "plot \(column("reach")) with lines linestyle 7, \\",
      "  \(column("growing")) with lines linestyle 3, \\",
      "  \(column("way")) with lines linestyle 1",
      "unset multiplot",
    ]
  }
}
