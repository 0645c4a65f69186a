import Dialects
import Multiprecision
import Oracle

/// How far two optimizers lag behind a minimum that moves.
enum DriftFigure: FigureDefinition {
  static let claim = "RMSprop keeps up with a drifting minimum, AdaGrad falls behind"

  /// Numbers of few bits: η = 1/32, and 1/128 a step for the minimum.
  static let learningRate = 0.03125
  static let velocity = 0.0078125
  static let decay = 0.875
  static let epsilon = 0.0009765625
  private static let last = 1000

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable([
      .init("rmsprop", "lag of RMSprop behind t/128 on ½(x − t/128)², η = 1/32, ρ = 7/8"),
      .init("adagrad", "lag of AdaGrad, η = 1/32"),
      .init("bound", "what RMSprop's lag stays below: c + η/√(1 − ρ) + cε/(η − c)"),
    ])
    let (rate, c) = (Enclosure(learningRate), Enclosure(velocity))
    let reach = rate / (Enclosure(1) - Enclosure(decay)).squareRoot()
    let bound = c + reach + c * Enclosure(epsilon) / (rate - c)
    let lags = [lags(.rmsprop, [.decay: decay]), lags(.adagrad, [:])]
    for step in stride(from: 0, through: last, by: 5) {
      try table.append(step, lags.map { $0[step] } + [bound])
    }
    return table
  }

  /// t/128 − x after each step.
  private static func lags(
    _ optimizer: OptimizerName, _ values: [Hyperparameter: Double]
  ) -> [Enclosure] {
    let common = [Hyperparameter.learningRate: learningRate, .epsilon: epsilon]
    let loop = ClosedLoop(
      dialect: .standard(optimizer),
      hyperparameters: .known(optimizer, common.merging(values) { $1 }),
      objective: .drifting(curvatures: [1], velocities: [velocity]), start: [0])
    return loop.values(through: last) { point in
      Enclosure(velocity) * Enclosure(Double(point.step)) - point.coordinate(0)
    }
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    func column(_ name: String) -> String { "$data using 1:\(table.number(of: name))" }
    return [
      "set xrange [0:\(last)]", "set yrange [-0.2:4.5]",
      "set xlabel \"step t (the minimum moves by 1/128 a step, η = 1/32)\"",
      "set ylabel \"lag behind the minimum\"",
      theme.label("AdaGrad", .vermillion, at: "690,2.9", "right"),
      theme.label("RMSprop", .blue, at: "980,-0.1", "right"),
      theme.label("RMSprop’s proved bound", at: "980,0.22", "right"),
      "plot \(column("bound")) with lines linestyle 7, \\",
      "  \(column("adagrad")) with lines linestyle 2, \\",
      "  \(column("rmsprop")) with lines linestyle 1",
    ]
  }
}
