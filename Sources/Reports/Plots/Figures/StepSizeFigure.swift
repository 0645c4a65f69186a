import Dialects
import Formats
import Multiprecision
import Oracle
import Scenarios

/// The step sizes of three optimizers on gradients that do not shrink.
enum StepSizeFigure: FigureDefinition {
  static let claim = "RMSprop’s steps keep a floor, AdaGrad’s vanish as 1/√t"

  /// All learning rates.
  static let learningRate = 0.01
  static let epsilon = 1e-8
  /// The least and the greatest magnitude of a gradient: a and b.
  static let magnitudes = (least: 0.5, greatest: 1.0)
  private static let last = 10_000

  /// Steps that are equally far apart on a logarithmic axis, where they can be.
  static let steps: [Int] = {
    var steps: [Int] = []
    var step = 1
    while step <= last {
      steps.append(step)
      // By a factor of 21/20: about 47 in each decade, in integers.
      step = max(step + 1, step * 21 / 20)
    }
    return steps + [last]
  }()

  /// Gradients of random sign and of random magnitude from a to b.
  static let gradients: [Double] = {
    var generator = GradientGenerator(seed: 2012, bits: 20, exponent: -20)
    return (0..<last).map { _ in
      let value = FloatFormat.binary64.decode(generator.next(in: .binary64))
      // −½ ≤ value < ½, in units of 2^-20: the sum is exact.
      return value < 0 ? value - magnitudes.least : value + magnitudes.least
    }
  }()

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable([
      .init("adagrad", "|Δθ| of AdaGrad, η = 0.01, ε = 1e-8"),
      .init("rmsprop", "|Δθ| of RMSprop, η = 0.01, ρ = 0.99, ε = 1e-8"),
      .init("adam", "|Δθ| of Adam, η = 0.01, β1 = 0.9, β2 = 0.999, ε = 1e-8"),
      .init("floor", "η·a/(b + ε), below which no step of RMSprop is; a = 0.5, b = 1"),
      .init("ceiling", "η·b/(a·√t), above which no step of AdaGrad is"),
    ])
    let changes = try [
      changes(.adagrad, [:]), changes(.rmsprop, [.decay: 0.99]),
      changes(.adam, [.beta1: 0.9, .beta2: 0.999]),
    ]
    let rate = Enclosure(learningRate)
    let (a, b) = (
      Enclosure(magnitudes.least), Enclosure(magnitudes.greatest)
    )
    let floor = rate * a / (b + Enclosure(epsilon))
    for step in steps {
      let ceiling = rate * b / (a * Enclosure(Double(step)).squareRoot())
      let sizes = changes.compactMap { $0[step]?.magnitude }
      try table.append(step, sizes + [floor, ceiling])
    }
    return table
  }

  private static func changes(
    _ optimizer: OptimizerName, _ values: [Hyperparameter: Double]
  ) throws(OracleError) -> [Int: Enclosure] {
    let common = [Hyperparameter.learningRate: learningRate, .epsilon: epsilon]
    return try GivenGradients(
      dialect: .standard(optimizer),
      hyperparameters: .known(optimizer, common.merging(values) { $1 }),
      gradients: gradients
    ).changes(in: steps)
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    func column(_ name: String) -> String { "$data using 1:\(table.number(of: name))" }
    return [
      "set logscale xy",
      "set xrange [1:\(last)]", "set yrange [2e-5:0.2]",
      "set format x \"10^{%L}\"", "set format y \"10^{%L}\"",
      "set xlabel \"step t (gradients of random sign, a = ½ ≤ |g| ≤ b = 1)\"",
      "set ylabel \"step size |Δθ|, for η = 0.01\"",
      "set rmargin 18",
      theme.label("floor η·a/(b + ε)", at: "graph 1.02,first 0.005"),
      theme.label("ceiling η·b/(a√t)", at: "graph 1.02,first 2.1e-4"),
      theme.label("RMSprop", .blue, at: "graph 1.02,first 0.011"),
      theme.label("Adam: neither", .green, at: "graph 1.02,first 0.0015"),
      theme.label("AdaGrad", .vermillion, at: "graph 1.02,first 1.05e-4"),
      "plot \(column("floor")) with lines linestyle 7, \\",
      "  \(column("ceiling")) with lines linestyle 7, \\",
      "  \(column("adam")) with points linestyle 3 pointtype 13 pointsize 0.35, \\",
      "  \(column("rmsprop")) with points linestyle 1, \\",
      "  \(column("adagrad")) with points linestyle 2 pointtype 9 pointsize 0.6",
    ]
  }
}
