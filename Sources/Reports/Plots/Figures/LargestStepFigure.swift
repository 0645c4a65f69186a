import Dialects
import Multiprecision
import Oracle

/// Adam's steps on the gradients that make them largest, and the published bound.
enum LargestStepFigure: FigureDefinition {
  static let claim = "Adam’s steps reach 7.27·η, not only the published 3.16·η"

  static let learningRate = 0.001
  static let beta1 = 0.9
  static let beta2 = 0.999
  /// Zero gradients come first: they bring the corrections near 1.
  static let silence = 10_000
  private static let last = 80

  /// After the silence each is greater than the one before by β2/β1, with which no
  /// other gradients make a greater step.
  static let growing = (0..<last).reduce(into: [Double]()) { gradients, _ in
    gradients.append((gradients.last ?? beta1 / beta2) * (beta2 / beta1))
  }

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable([
      .init("growing", "|Δθ|/η of Adam, g_k = (β2/β1)^(k − 1), β1 = 0.9, β2 = 0.999"),
      .init("constant", "|Δθ|/η of Adam, g_k = 1"),
      .init("published", "(1 − β1)/√(1 − β2), the bound of Kingma and Ba (2015)"),
      .init("bound", "√C, C = (1 − β1)²·β2/((1 − β2)·(β2 − β1²)): the least bound"),
    ])
    let one = Enclosure(1)
    let (b1, b2) = (Enclosure(beta1), Enclosure(beta2))
    let published = (one - b1) / (one - b2).squareRoot()
    let bound = (published.power(2) * b2 / (b2 - b1.power(2))).squareRoot()
    let sizes = try [
      sizes(growing), sizes(Array(repeating: 1, count: last)),
    ]
    for step in 1...last {
      try table.append(step, sizes.map { $0[step - 1] } + [published, bound])
    }
    return table
  }

  /// |Δθ|/η of the steps after the silence.
  private static func sizes(
    _ gradients: [Double]
  ) throws(OracleError) -> [Enclosure] {
    let steps = (1...last).map { silence + $0 }
    let changes = try GivenGradients(
      dialect: .standard(.adam),
      hyperparameters: .known(
        .adam,
        [.learningRate: learningRate, .beta1: beta1, .beta2: beta2, .epsilon: 1e-8]),
      gradients: Array(repeating: 0, count: silence) + gradients
    ).changes(in: steps)
    return steps.compactMap { changes[$0]?.magnitude }
      .map { $0 / Enclosure(learningRate) }
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    func column(_ name: String) -> String { "$data using 1:\(table.number(of: name))" }
    return [
      "set xrange [0:\(last)]", "set yrange [0:8]",
      "set xlabel \"step k after 10 000 zero gradients (β1 = 0.9, β2 = 0.999)\"",
      "set ylabel \"step size |Δθ|/η of Adam\"",
      theme.label("√C = 7.2703, proved and sharp", at: "79,7.55", "right"),
      theme.label("published bound 3.1623", at: "79,2.85", "right"),
      theme.label("gradients (β2/β1)^k", .blue, at: "30,6.75"),
      theme.label("gradients 1", .vermillion, at: "56,4.9"),
      "plot \(column("bound")) with lines linestyle 7, \\",
      "  \(column("published")) with lines linestyle 7, \\",
      "  \(column("constant")) with lines linestyle 2, \\",
      "  \(column("growing")) with lines linestyle 1",
    ]
  }
}
