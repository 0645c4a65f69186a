import Dialects
import Multiprecision
import Oracle

/// How four optimizers leave a saddle that they start next to.
enum SaddleFigure: FigureDefinition {
  static let claim =
    "RMSprop leaves a saddle in steps of η, SGD must multiply its distance"

  /// Where they start: but for y they would end in the saddle.
  static let start = (x: 1.0, y: 1e-12)
  static let learningRate = 0.01
  static let epsilon = 1e-12
  static let last = 1400
  /// The last step of the right panel.
  private static let near = 60

  /// Every step that the right panel shows, and fewer then.
  static let steps =
    Array(0...near) + stride(from: near + 20, through: last, by: 20)

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable([
      .init("rmsprop", "|y| of RMSprop on x² − y² from y = 1e-12, ρ = 0.9, ε = 1e-12"),
      .init("adagrad", "|y| of AdaGrad, ε = 1e-12"),
      .init("adam", "|y| of Adam, β1 = 0.9, β2 = 0.999, ε = 1e-12"),
      .init("sgd", "|y| of gradient descent; all have η = 0.01"),
      .init(
        "floor",
        "what RMSprop’s is never below: |y_0| + t·η·g1/(g1 + ε), g1 = 2|y_0|"),
    ])
    let distances = [
      distances(.rmsprop, [.decay: 0.9, .epsilon: epsilon]),
      distances(.adagrad, [.epsilon: epsilon]),
      distances(.adam, [.beta1: 0.9, .beta2: 0.999, .epsilon: epsilon]),
      distances(.sgd, [:]),
    ]
    let first = Enclosure(2 * start.y)
    let floor = Enclosure(learningRate) * first / (first + Enclosure(epsilon))
    for step in steps {
      let least = Enclosure(start.y) + Enclosure(Double(step)) * floor
      try table.append(step, distances.map { $0[step] } + [least])
    }
    return table
  }

  private static func distances(
    _ optimizer: OptimizerName, _ values: [Hyperparameter: Double]
  ) -> [Enclosure] {
    let common = [Hyperparameter.learningRate: learningRate]
    let loop = ClosedLoop(
      dialect: .standard(optimizer),
      hyperparameters: .known(optimizer, common.merging(values) { $1 }),
      objective: .saddle, start: [start.x, start.y])
    return loop.values(through: last) { $0.coordinate(1).magnitude }
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    func column(_ name: String) -> String { "$data using 1:\(table.number(of: name))" }
    let curves = [
      "  \(column("adagrad")) with lines linestyle 2, \\",
      "  \(column("adam")) with lines linestyle 3, \\",
      "  \(column("sgd")) with lines linestyle 5, \\",
    ]
    let ink = "textcolor rgb \"\(theme.ink)\""
    return [
      "unset title",
      "set multiplot layout 1,2 margins 0.12,0.97,0.13,0.83 spacing 0.11,0 "
        + "title \"\(claim)\" font \",16\" \(ink) offset 0,-0.6",
      "set ylabel \"|y_t|\"",
      "set xlabel \"step t (η = 0.01, y_0 = ε = 10^{−12})\"",

      "set title \"\(last) steps, logarithmic\" font \",14\" \(ink) offset 0,-0.6",
      "set logscale y", "set xrange [-40:\(last)]", "set yrange [1e-12:1e3]",
      "set format y \"10^{%L}\"", "set ytics 1e-12,1e3,1", "set xtics 400",
      theme.label("RMSprop", .blue, at: "960,3"),
      theme.label("Adam", .green, at: "960,60"),
      theme.label("AdaGrad", .vermillion, at: "700,0.15"),
      theme.label("SGD: × 1.02 a step", .orange, at: "600,1e-8"),
      "plot \\",
    ] + curves + [
      "  \(column("rmsprop")) with lines linestyle 1",
      "unset label", "unset logscale y",

      "set title \"the first \(near)\" font \",14\" \(ink) offset 0,-0.6",
      "unset ylabel", "set xlabel \"step t\"",
      "set xrange [0:\(near)]", "set yrange [0:1]", "set format y \"%g\"",
      "set ytics 0.2", "set xtics 20",
      theme.label("RMSprop", .blue, at: "46,0.78", "right"),
      theme.label("RMSprop’s floor", at: "59,0.342", "right rotate by 25"),
      theme.label("Adam", .green, at: "59,0.57", "right"),
      theme.label("AdaGrad", .vermillion, at: "59,0.14", "right"),
      theme.label("SGD", .orange, at: "59,0.035", "right"),
      "plot \(column("floor")) with lines linestyle 7, \\",
    ] + curves + [
      "  \(column("rmsprop")) with lines linestyle 1",
      "unset multiplot",
    ]
  }
}
