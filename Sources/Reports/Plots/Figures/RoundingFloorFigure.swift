import Bundled
import Dialects
import Formats
import Multiprecision
import Oracle
import Scenarios

/// How near each format comes to the minimum, by runs of the bundled library.
enum RoundingFloorFigure: FigureDefinition {
  static let claim = "Near the minimum a format stops at about its unit roundoff u"

  /// The formats, from the coarsest.
  static let formats: [FloatFormat] = [
    .e5m2, .e4m3, .bfloat16, .binary16, .binary32, .binary64,
  ]
  static let last = 90
  private static let start = 2.0
  /// With η·h < 2ε the minimum attracts: in the end by 1 − η·h/ε, a half, each step.
  private static let rate = 0.125
  private static let epsilon = 0.25

  /// The minima of the coordinates, c from 1 to 2: no format but binary64 has them.
  static let minima: [Double] = {
    var generator = GradientGenerator(seed: 754, bits: 20, exponent: -21)
    func next() -> Double {
      FloatFormat.binary64.decode(generator.next(in: .binary64))
    }
    // Two draws for each, one below the other: 41 bits, whose sum is exact.
    return (0..<32).map { _ in
      let high = next()
      return 1.5 + high + next() / 0x1p20
    }
  }()

  static func table() throws(OracleError) -> PlotTable {
    var table = PlotTable(
      formats.map { format in
        .init(
          format.name,
          "greatest |x − c| of 32 coordinates in \(format.name), RMSprop on ½ (x − c)²")
      })
    let runs = formats.map(distances)
    for step in 0...last {
      try table.append(step, runs.map { Enclosure($0[step]) })
    }
    return table
  }

  /// The greatest distance before the first step and after each.
  static func distances(in format: FloatFormat) -> [Double] {
    run(in: format).parameters.map(greatest)
  }

  /// The parameters before the first step and after each, and the gradients.
  ///
  /// Each x − c is exact in binary64: both are multiples of 2^-52, and nearer than 2.
  static func run(
    in format: FloatFormat
  ) -> (parameters: [[Double]], gradients: [[Double]]) {
    var parameters = [minima.map { _ in start }]
    var gradients: [[Double]] = []
    do {
      var optimizer = try BundledOptimizer(
        scenario(format), parameters: parameters.map { $0.map { format.encode($0) } })
      for step in 0..<last {
        let gradient = zip(parameters[step], minima).map { format.round($0 - $1) }
        try optimizer.step(
          gradients: [.dense(gradient.map { format.encode($0) })], learningRates: [rate])
        gradients.append(gradient)
        parameters.append(optimizer.tensors()[0].parameter.map(format.decode))
      }
    } catch {
      preconditionFailure("the library lacks \(format): \(error)")
    }
    return (parameters, gradients)
  }

  private static func greatest(_ parameters: [Double]) -> Double {
    zip(parameters, minima).map { abs($0 - $1) }.max() ?? 0
  }

  /// Parameters and state in `format`, operations in binary32 or wider.
  ///
  /// - Parameter gradients: Those of each step, if they are known.
  static func scenario(
    _ format: FloatFormat, gradients: [[Double]] = []
  ) -> Scenario {
    Scenario(
      dialect: .standard(.rmsprop), scalars: .wide, storage: format,
      arithmetic: format.precision < FloatFormat.binary32.precision ? .binary32 : format,
      groups: [
        Scenario.Group(
          hyperparameters: .known(
            .rmsprop, [.learningRate: rate, .decay: 0.9, .epsilon: epsilon]),
          tensors: [
            Scenario.Tensor(
              name: "x", shape: [minima.count],
              initial: minima.map { _ in format.encode(start) })
          ])
      ],
      steps: .listed(
        gradients.map { gradient in
          ScenarioStep(
            gradients: [gradient.map { format.encode($0) }], learningRates: [rate])
        }))
  }

  static func drawing(of table: PlotTable, in theme: PlotTheme) -> [String] {
    let hues: [PlotTheme.Hue] = [.orange, .vermillion, .purple, .green, .blue, .last]
    let curves = zip(formats, hues).map { format, hue in
      "$data using 1:\(table.number(of: format.name)) with lines "
        + "linestyle \(hue.style)"
    }
    let names = zip(formats, hues).enumerated().map { index, curve in
      // The two 8-bit formats are too near each other for two lines of text.
      let height = index == 0 ? "0,0.4" : index == 1 ? "0,-0.3" : "0,0"
      return theme.label(
        "\(curve.0.name), u = 2^{−\(curve.0.precision)}", curve.1,
        at: "graph 1.02,first \(table.rows[last].cells[index])", "offset \(height)")
    }
    return [
      "set logscale y", "set xrange [0:\(last)]", "set yrange [1e-17:10]",
      "set format y \"10^{%L}\"", "set ytics 1e-16,1e4,1", "set rmargin 20",
      "set xlabel \"step t (RMSprop, η = 1/8, ρ = 0.9, ε = 1/4, h = 1)\"",
      "set ylabel \"greatest distance to the minimum\"",
    ] + names + ["plot " + curves.joined(separator: ", \\\n  ")]
  }
}
