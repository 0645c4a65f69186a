import Dialects
import Multiprecision
import Oracle

/// RMSprop at the minimum of h·x²/2, where it comes to jump to and fro.
enum TwoCycleFigure: FigureDefinition {
  static let claim = "RMSprop with η·h > 2ε ends in the 2-cycle ±(η/2 − ε/h)"

  /// Numbers of few bits, of which the cycle has a short decimal: 0.046875.
  static let learningRate = 0.125
  static let decay = 0.75
  static let epsilon = 0.015625
  static let curvature = 1.0
  private static let start = 0.25
  static let last = 300
  /// The last step of the upper panel.
  private static let shown = 60

  /// η/2 − ε/h.
  static var cycle: Enclosure {
    Enclosure(learningRate) / Enclosure(2)
      - Enclosure(epsilon) / Enclosure(curvature)
  }

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable([
      .init("x", "x of RMSprop on x²/2, η = 1/8, ρ = 3/4, ε = 1/64, from x = 1/4"),
      .init("cycle", "x* = η/2 − ε/h, the exact cycle"),
      .init("distance", "||x| − x*|"),
      .init("rate", "ρ^(t/2), the rate at which the cycle attracts"),
    ])
    let loop = QuadraticTrajectory(
      dialect: .standard(.rmsprop),
      hyperparameters: .known(
        .rmsprop,
        [.learningRate: learningRate, .decay: decay, .epsilon: epsilon]),
      curvatures: [curvature], start: [start])
    for (step, point) in try loop.certifiedPoints(through: last).enumerated() {
      let rate = Enclosure(decay).power(step).squareRoot()
      try table.append(
        step, [point[0], cycle, (point[0].magnitude - cycle).magnitude, rate])
    }
    return table
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    let (x, cycle) = (table.number(of: "x"), table.number(of: "cycle"))
    let (distance, rate) = (table.number(of: "distance"), table.number(of: "rate"))
    return [
      "set multiplot layout 2,1 margins 0.13,0.97,0.13,0.89 spacing 0.17",

      "set xrange [0:\(shown)]", "set yrange [-0.14:0.28]", "set ytics 0.1",
      "set ylabel \"x_t\"",
      theme.label("x* = η/2 − ε/h = 0.046875", at: "\(shown),0.085", "right"),
      theme.label("−x*", at: "\(shown),-0.085", "right"),
      "plot $data using 1:\(cycle) with lines linestyle 7, \\",
      "  $data using 1:(-column(\(cycle))) with lines linestyle 7, \\",
      "  $data using 1:\(x) with linespoints linestyle 1",
      "unset label", "unset title",
      "set xrange [0:\(last)]", "set logscale y", "set yrange [1e-20:10]",
      "set ytics 1e-18,1e6,1", "set format y \"10^{%L}\"",
      "set xlabel \"step t\"", "set ylabel \"||x_t| − x*|\"",
      theme.label("the dashed line falls by √ρ a step", at: "130,1e-5"),
      "plot $data using 1:\(rate) with lines linestyle 7, \\",
      "  $data using 1:\(distance) with lines linestyle 1 linewidth 1.5",
      "unset multiplot",
    ]
  }
}
