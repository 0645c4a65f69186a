import Dialects
import Multiprecision
import Oracle

/// How near optimizers come to the minimum of a quadratic whose coordinates depend on
/// each other.
enum CoupledFigure: FigureDefinition {
  static let claim =
    "RMSprop with a constant η ends about η from a minimum, with η/√t nearer"

  /// The matrix A of ½ xᵀAx.
  ///
  /// Its eigenvalues are 1, 50 and 99, to the eigenvectors (6, −2, −3), (−2, 3, −6) and
  /// (−3, −6, −2).
  static let matrix: [[Double]] = [[23, 30, 24], [30, 82, 6], [24, 6, 45]]
  static let start = [1, -1, 0.5]
  /// The rates of RMSprop; the greatest is also the one that is decreased.
  static let rates = [0.125, 0.03125, 0.0078125]
  private static let epsilon = 1e-8
  static let last = 1000

  /// Every step while the values jump, and then equally many in each decade.
  static let steps: [Int] = {
    var steps = Array(1...250)
    while let step = steps.last, step < last {
      steps.append(min(last, step * 21 / 20))
    }
    return steps
  }()

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable([
      .init(
        "rmsprop_8",
        "f = ½ xᵀAx of RMSprop, A = (23 30 24; 30 82 6; 24 6 45), from (1, −1, ½), "
          + "η = 1/8, ρ = 0.9, ε = 1e-8"),
      .init("rmsprop_32", "f of RMSprop, η = 1/32"),
      .init("rmsprop_128", "f of RMSprop, η = 1/128"),
      .init("decreasing", "f of RMSprop, η_t = 1/(8√t)"),
      .init("amsgrad", "f of AMSGrad, η = 1/32, β1 = 0.9, β2 = 0.999, ε = 1e-8"),
    ])
    let decay = [Hyperparameter.decay: 0.9]
    let curves =
      rates.map { losses(.rmsprop, $0, decay) } + [
        losses(.rmsprop, rates[0], decay) { rates[0] / Double($0).squareRoot() },
        losses(.amsgrad, rates[1], [.beta1: 0.9, .beta2: 0.999]),
      ]
    for step in steps { try table.append(step, curves.map { $0[step] }) }
    return table
  }

  /// The objective at the start and after each step.
  private static func losses(
    _ optimizer: OptimizerName, _ rate: Double, _ values: [Hyperparameter: Double],
    learningRate: (@Sendable (Int) -> Double)? = nil
  ) -> [Enclosure] {
    let common = [Hyperparameter.learningRate: rate, .epsilon: epsilon]
    let objective = Objective.dense(matrix: matrix)
    var loop = ClosedLoop(
      dialect: .standard(optimizer),
      hyperparameters: .known(optimizer, common.merging(values) { $1 }),
      objective: objective, start: start)
    loop.learningRate = learningRate
    // No rule here loses more than 1.7 bits a step on this matrix.
    return loop.values(through: last, precision: 512 + 2 * last) {
      objective.value(at: $0.coordinates)
    }
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    func column(_ name: String) -> String { "$data using 1:\(table.number(of: name))" }
    return [
      "set logscale xy", "set xrange [1:\(last)]", "set yrange [1e-6:100]",
      "set format y \"10^{%L}\"",
      "set xlabel \"step t (f = ½ xᵀAx, A dense with eigenvalues 1, 50 and 99)\"",
      "set ylabel \"f(x_t)\"", "set rmargin 18",
      theme.label("RMSprop with", at: "graph 1.02,first 1.7"),
      theme.label("η = 1/8", .vermillion, at: "graph 1.02,first 0.52"),
      theme.label("η = 1/32", .purple, at: "graph 1.02,first 0.033"),
      theme.label("η = 1/128", .green, at: "graph 1.02,first 0.0021"),
      theme.label("η_t = 1/(8√t)", .blue, at: "graph 1.02,first 4.3e-4"),
      theme.label("AMSGrad with η = 1/32", .orange, at: "340,4e-5", "right"),
      theme.label("levels near 34 η²", at: "900,0.17", "right"),
      "plot \(column("amsgrad")) with lines linestyle 5 linewidth 1.5, \\",
      "  \(column("rmsprop_8")) with lines linestyle 2, \\",
      "  \(column("rmsprop_32")) with lines linestyle 4, \\",
      "  \(column("rmsprop_128")) with lines linestyle 3, \\",
      "  \(column("decreasing")) with lines linestyle 1",
    ]
  }
}
