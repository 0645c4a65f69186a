import Dialects
import Multiprecision
import Oracle

/// The ways of four optimizers into a long valley.
enum QuadraticFigure: FigureDefinition {
  static let claim = "In a valley gradient descent zigzags, and RMSprop goes straight"

  /// f(x, y) = ½ (x² + 25 y²): the contour lines are five times as long as wide.
  private static let curvatures = [1.0, 25]
  private static let start = [-4.5, 0.7]
  private static let last = 50

  /// An optimizer whose way is drawn.
  private struct Walker {
    let name: String
    let title: String
    let hue: PlotTheme.Hue
    let hyperparameters: Hyperparameters
  }

  private static let walkers = [
    Walker(
      name: "sgd", title: "gradient descent, η = 0.0725", hue: .orange,
      hyperparameters: .known(.sgd, [.learningRate: 0.0725])),
    Walker(
      name: "adagrad", title: "AdaGrad, η = 0.25", hue: .vermillion,
      hyperparameters: .known(.adagrad, [.learningRate: 0.25, .epsilon: 1e-8])),
    Walker(
      name: "adam", title: "Adam, η = 0.2", hue: .green,
      hyperparameters: .known(
        .adam, [.learningRate: 0.2, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8])),
    Walker(
      name: "rmsprop", title: "RMSprop, η = 0.1", hue: .blue,
      hyperparameters: .known(
        .rmsprop, [.learningRate: 0.1, .decay: 0.9, .epsilon: 1e-8])),
  ]

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable([
      .init("sgd_x", "x of gradient descent, η = 0.0725, on ½ (x² + 25 y²)"),
      .init("sgd_y", "y of gradient descent"),
      .init("adagrad_x", "x of AdaGrad, η = 0.25, ε = 1e-8"),
      .init("adagrad_y", "y of AdaGrad"),
      .init("adam_x", "x of Adam, η = 0.2, β1 = 0.9, β2 = 0.999, ε = 1e-8"),
      .init("adam_y", "y of Adam"),
      .init("rmsprop_x", "x of RMSprop, η = 0.1, ρ = 0.9, ε = 1e-8"),
      .init("rmsprop_y", "y of RMSprop"),
    ])
    var ways: [[[Enclosure]]] = []
    for walker in walkers {
      let loop = QuadraticTrajectory(
        dialect: .standard(walker.hyperparameters.optimizer),
        hyperparameters: walker.hyperparameters, curvatures: curvatures, start: start)
      ways.append(try loop.certifiedPoints(through: last))
    }
    for step in 0...last {
      try table.append(step, ways.flatMap { $0[step] })
    }
    return table
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    // f = r²/2 is an ellipse with the half axes r and r/5. As a curve it is cut off at
    // the border on every terminal, which ellipses of gnuplot's own are not.
    let contours =
      "for [r=1:5] [0:1] '+' using (r*cos(2*pi*$1)):(r*sin(2*pi*$1)/5) with lines "
      + "linecolor rgb \"\(theme.grid)\" linewidth 1.5"
    let ink = "textcolor rgb \"\(theme.ink)\""
    let panels = walkers.enumerated().flatMap { index, walker in
      let x = table.number(of: "\(walker.name)_x")
      let y = table.number(of: "\(walker.name)_y")
      return [
        "set title \"\(walker.title)\" font \",14\" "
          + "textcolor rgb \"\(theme.ink)\" offset 0,-0.6",
        index < 2
          ? "unset xlabel"
          : "set xlabel \"x (curvature 1), \(last) steps\" offset 0,0.4 \(ink)",
        index % 2 == 0 ? "set ylabel \"y (curvature 25)\" \(ink)" : "unset ylabel",
        "plot \(contours), \\",
        "  $data using \(x):\(y) with linespoints linestyle \(walker.hue.style)",
      ]
    }
    return [
      "unset title",
      "set multiplot layout 2,2 margins 0.1,0.98,0.12,0.83 spacing 0.09,0.16 "
        + "title \"\(claim)\" font \",16\" textcolor rgb \"\(theme.ink)\" offset 0,-0.6",
      "unset grid", "set samples 90", "set xrange [-5.2:1.2]", "set yrange [-1:1]",
      "set xtics 1", "set ytics 0.5",
      "set label \"\" at 0,0 point pointtype 2 pointsize 1 linewidth 2 "
        + "linecolor rgb \"\(theme.ink)\" front",
    ] + panels + ["unset multiplot"]
  }
}
