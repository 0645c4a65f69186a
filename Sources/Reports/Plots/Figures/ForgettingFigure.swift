import Dialects
import Multiprecision
import Oracle

/// What divides the step, before and after gradients shrink to a tenth.
enum ForgettingFigure: FigureDefinition {
  static let claim = "After gradients shrink RMSprop forgets, AdaGrad never does"

  private static let epsilon = 1e-8
  static let last = 7000
  /// The number of gradients of magnitude 1; all others have 0.1.
  static let large = 1000
  private static let steps =
    (Array(stride(from: 20, through: last, by: 20)) + [1, large + 1]).sorted()

  private static let gradients = (1...last).map { $0 <= large ? 1.0 : 0.1 }

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable([
      .init("adagrad", "√v + ε of AdaGrad, ε = 1e-8"),
      .init("rmsprop", "√v + ε of RMSprop, ρ = 0.99, ε = 1e-8"),
      .init("adam", "√(v/(1 − β2^t)) + ε of Adam, β2 = 0.999, ε = 1e-8"),
      .init("amsgrad", "√(max v/(1 − β2^t)) + ε of AMSGrad, β2 = 0.999, ε = 1e-8"),
      .init("gradient", "|g|"),
    ])
    let moments = [Hyperparameter.beta1: 0.9, .beta2: 0.999]
    let states = try [
      state(.squareSum, .adagrad, [:]), state(.squareAverage, .rmsprop, [.decay: 0.99]),
      state(.secondMoment, .adam, moments),
      state(.maximumSecondMoment, .amsgrad, moments),
    ]
    let one = Enclosure(1)
    for (index, step) in steps.enumerated() {
      let correction = one - Enclosure(0.999).power(step)
      var squares = states.map { $0[index] }
      for corrected in 2...3 { squares[corrected] = squares[corrected] / correction }
      try table.append(
        step,
        squares.map { $0.squareRoot() + Enclosure(epsilon) }
          + [Enclosure(gradients[step - 1])])
    }
    return table
  }

  private static func state(
    _ slot: StateSlot, _ optimizer: OptimizerName, _ values: [Hyperparameter: Double]
  ) throws(OracleError) -> [Enclosure] {
    let common = [Hyperparameter.learningRate: 0.001, .epsilon: epsilon]
    return try GivenGradients(
      dialect: .standard(optimizer),
      hyperparameters: .known(optimizer, common.merging(values) { $1 }),
      gradients: gradients
    ).state(slot, after: steps)
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    func column(_ name: String) -> String { "$data using 1:\(table.number(of: name))" }
    return [
      "set logscale y", "set xrange [0:\(last)]", "set yrange [0.05:60]",
      "set xlabel \"step t\"", "set ylabel \"denominator √v + ε\"",
      "set arrow 1 from \(large),graph 0 to \(large),graph 1 nohead linestyle 8",
      theme.label("|g| = 1 before, 0.1 after", at: "\(large + 100),0.065"),
      theme.label("AdaGrad: √(Σg²)", .vermillion, at: "\(large + 1400),21"),
      theme.label("AMSGrad, β2 = 0.999: keeps the greatest v", .purple, at: "2800,1.15"),
      theme.label("Adam, β2 = 0.999", .green, at: "3300,0.37"),
      theme.label("RMSprop, ρ = 0.99", .blue, at: "1600,0.15"),
      "plot \(column("gradient")) with steps linestyle 7, \\",
      "  \(column("adagrad")) with lines linestyle 2, \\",
      "  \(column("amsgrad")) with lines linestyle 4, \\",
      "  \(column("adam")) with lines linestyle 3, \\",
      "  \(column("rmsprop")) with lines linestyle 1",
    ]
  }
}
