import Dialects
import Multiprecision
import Oracle

/// The example on which Adam goes nowhere: Reddi, Kale and Kumar (2018), theorem 1.
///
/// f_t(x) = 3x if t mod 3 = 1, and −x otherwise, on [−1, 1].
enum ReddiFigure: FigureDefinition {
  static let claim = "Adam stays at the worst point of Reddi’s example, AMSGrad leaves"

  static let last = 1200
  private static let steep = 3.0
  private static let rate = 0.5

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable([
      .init("adam", "x of Adam without corrections, β1 = 0, β2 = 0.1, ε = 0, η = 0.5/√t"),
      .init("amsgrad", "x of AMSGrad, the same"),
    ])
    let (adam, amsgrad) = (positions(.adam), positions(.amsgrad))
    for step in 0...last { try table.append(step, [adam[step], amsgrad[step]]) }
    return table
  }

  /// The projected positions from x = 1 on.
  private static func positions(_ optimizer: OptimizerName) -> [Enclosure] {
    var loop = ClosedLoop(
      dialect: Dialect.standard(optimizer).with(FirstMomentCorrection.off)
        .with(SecondMomentCorrection.off),
      hyperparameters: .known(
        optimizer, [.learningRate: rate, .beta1: 0, .beta2: 1 / (1 + steep * steep)]),
      objective: .stream(gradients: [[steep], [-1], [-1]]), start: [1.0])
    loop.projection = -1...1
    loop.learningRate = { rate / Double($0).squareRoot() }
    return loop.values(through: last) { $0.coordinate(0) }
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    func column(_ name: String) -> String {
      "$data using ($1 + 1):\(table.number(of: name))"
    }
    return [
      "set logscale x", "set xrange [1:\(last)]", "set yrange [-1.3:1.3]",
      "set ytics 0.5",
      "set xlabel \"step t (f_t(x) = 3x in every third step, else −x)\"",
      "set ylabel \"x_t\"",
      "set arrow 1 from graph 0,first 1 to graph 1,first 1 nohead linestyle 7",
      "set arrow 2 from graph 0,first -1 to graph 1,first -1 nohead linestyle 7",
      theme.label("worst point, and border of the projection", at: "1.1,1.12"),
      theme.label("minimum, and border of the projection", at: "1.1,-1.12"),
      theme.label("Adam", .green, at: "3,0.87", "right"),
      theme.label("AMSGrad", .purple, at: "5,0.36", "right"),
      "plot \(column("adam")) with lines linestyle 3 linewidth 1, \\",
      "  \(column("amsgrad")) with lines linestyle 4 linewidth 1.5",
    ]
  }
}
