import Formats
import Foundation
import Oracle
import Testing

@testable import Reports

/// The data of the figures obey the laws that the figures show.
@Suite struct FigureDataTests {
  /// The columns of a figure's data, as binary64 numbers.
  private struct Columns {
    let table: PlotTable

    init(_ figure: Figure) throws { table = try figure.table() }

    subscript(name: String) -> [Double] {
      let number = table.number(of: name)
      return table.rows.map {
        number == 1 ? Double($0.step) : value($0.cells[number - 2])
      }
    }

    private func value(_ cell: String) -> Double { Double(cell) ?? .nan }
  }

  /// Decimals are rounded to 12 digits, binary64 numbers to more.
  private static let rounding = 1e-11

  @Test("steps keep their bounds")
  func stepsKeep() throws {
    let data = try Columns(.stepSize)
    let (steps, floor, ceiling) = (data["step"], data["floor"], data["ceiling"])
    #expect(steps.first == 1 && steps.last == 10_000)
    #expect(zip(data["rmsprop"], floor).allSatisfy { $0 >= $1 * (1 - Self.rounding) })
    #expect(zip(data["adagrad"], ceiling).allSatisfy { $0 <= $1 * (1 + Self.rounding) })
    // No step of RMSprop exceeds η/√(1 − ρ), and that is its first one.
    #expect(data["rmsprop"].max() == data["rmsprop"][0])
    #expect(abs(data["rmsprop"][0] - 0.1) < 1e-7)
    // Adam has no such floor. Nothing lies outside of the picture.
    for name in ["rmsprop", "adagrad", "adam"] {
      #expect(data[name].allSatisfy { $0 > 2e-5 && $0 < 0.2 })
    }
    #expect(zip(data["adam"], floor).contains { $0 < $1 / 10 })
  }

  @Test("step sizes are those of plain arithmetic")
  func stepSizes() throws {
    let data = try Columns(.stepSize)
    var (sum, v, m, w) = (0.0, 0.0, 0.0, 0.0)
    var row = 0
    for (index, g) in StepSizeFigure.gradients.enumerated() {
      #expect(abs(g) >= 0.5 && abs(g) <= 1)
      let t = Double(index + 1)
      sum += g * g
      v = 0.99 * v + 0.01 * g * g
      m = 0.9 * m + 0.1 * g
      w = 0.999 * w + 0.001 * g * g
      guard index + 1 == StepSizeFigure.steps[row] else { continue }
      let expected = [
        "adagrad": 0.01 * g / (sum.squareRoot() + 1e-8),
        "rmsprop": 0.01 * g / (v.squareRoot() + 1e-8),
        "adam": 0.01 * m / (1 - pow(0.9, t))
          / ((w / (1 - pow(0.999, t))).squareRoot() + 1e-8),
      ]
      for (name, value) in expected {
        #expect(abs(data[name][row] - abs(value)) <= 1e-10 * max(abs(value), 1e-5))
      }
      row += 1
    }
    #expect(row == StepSizeFigure.steps.count)
  }

  @Test("Adam exceeds the published bound and reaches the proved one")
  func adamExceeds() throws {
    let data = try Columns(.largestStep)
    let (growing, constant) = (data["growing"], data["constant"])
    let (bound, published) = (data["bound"][0], data["published"][0])
    #expect(abs(published - 0.1 / 0.001.squareRoot()) < 1e-10)
    #expect((growing + constant).allSatisfy { $0 <= bound })
    // No other gradients make a greater step.
    #expect(zip(growing, constant).allSatisfy { $0 >= $1 * (1 - Self.rounding) })
    #expect(growing[79] > 7.27 && constant[11] > 2 * published)
  }

  @Test("RMSprop follows a drift that AdaGrad does not")
  func rmspropFollows() throws {
    let data = try Columns(.drift)
    let (rmsprop, adagrad, bound) = (data["rmsprop"], data["adagrad"], data["bound"][0])
    #expect(rmsprop.allSatisfy { abs($0) <= bound })
    #expect(zip(adagrad.dropFirst(60), adagrad.dropFirst(61)).allSatisfy { $0 < $1 })
    // In plain arithmetic.
    var (x, v, y, sum) = (0.0, 0.0, 0.0, 0.0)
    for step in 1...100 {
      // The gradient is taken before the step, where the minimum is by then.
      let minimum = Double(step) / 128
      let (g, h) = (x - minimum, y - minimum)
      v = 0.875 * v + 0.125 * g * g
      x -= 0.03125 * g / (v.squareRoot() + 0x1p-10)
      sum += h * h
      y -= 0.03125 * h / (sum.squareRoot() + 0x1p-10)
      guard step % 5 == 0 else { continue }
      #expect(abs(rmsprop[step / 5] - (minimum - x)) < 1e-9)
      #expect(abs(adagrad[step / 5] - (minimum - y)) < 1e-9)
    }
  }

  @Test("RMSprop ends in the exact cycle")
  func rmspropEnds() throws {
    let data = try Columns(.twoCycle)
    let (x, distance) = (data["x"], data["distance"])
    #expect(Set(data["cycle"]) == [0.046875])
    // By √ρ a step; binary64 could not even show it.
    #expect(distance.suffix(20).allSatisfy { $0 < 1e-15 && $0 > 0 })
    #expect(x.suffix(20).allSatisfy { abs(abs($0) - 0.046875) < 1e-12 })
    let last = Array(x.suffix(20))
    #expect(zip(last, last.dropFirst()).allSatisfy { $0 * $1 < 0 })
  }

  @Test("all reach the minimum of the valley")
  func allReach() throws {
    let data = try Columns(.quadratic)
    for (name, share) in [
      ("sgd", 100.0), ("adagrad", 5), ("adam", 100), ("rmsprop", 100),
    ] {
      let (x, y) = (data["\(name)_x"], data["\(name)_y"])
      #expect(x[0] == -4.5 && y[0] == 0.7)
      let values = zip(x, y).map { ($0 * $0 + 25 * $1 * $1) / 2 }
      #expect(values[50] < values[0] / share, "\(name)")
    }
    // Gradient descent changes sides at every step: |1 − 25 η| with a minus.
    let y = data["sgd_y"]
    #expect(zip(y, y.dropFirst()).allSatisfy { $0 * $1 < 0 })
  }

  @Test("only moving averages forget")
  func onlyMoving() throws {
    let data = try Columns(.forgetting)
    let adagrad = data["adagrad"]
    #expect(zip(adagrad, adagrad.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(abs((data["rmsprop"].last ?? 0) - 0.1) < 1e-6)
    let adam = data["adam"].last ?? 0
    #expect(adam > 0.1 && adam < 0.12)
    // Its maximum stays; only the correction still changes.
    #expect((data["amsgrad"].last ?? 0) > 0.75)
    // √t before, since all gradients are 1.
    for (step, value) in zip(data["step"], adagrad) where step <= 1000 {
      #expect(abs(value - step.squareRoot()) < 1e-7)
    }
  }

  @Test("Adam returns to the worst point and AMSGrad leaves")
  func adamReturns() throws {
    let table = try Figure.reddi.table()
    for row in table.rows where row.step % 3 == 0 { #expect(row.cells[0] == "1e0") }
    let data = try Columns(.reddi)
    #expect(data["adam"].allSatisfy { $0 > -1 && $0 <= 1 })
    #expect(data["amsgrad"].allSatisfy { $0 >= -1 && $0 <= 1 })
    #expect(data["amsgrad"].suffix(100).allSatisfy { $0 < -0.9 })
  }

  @Test("only descent stays at the saddle")
  func onlyDescent() throws {
    let data = try Columns(.saddle)
    let (steps, floor) = (data["step"], data["floor"])
    let (start, rate) = (SaddleFigure.start.y, SaddleFigure.learningRate)
    let (sgd, rmsprop) = (data["sgd"], data["rmsprop"])
    #expect(steps.last == 1400 && floor[0] == start)
    // 2/3 of η: g1 is twice ε.
    #expect(abs(floor[60] - (start + 60 * rate * 2 / 3)) < 1e-10)
    #expect(zip(rmsprop, floor).allSatisfy { $0 >= $1 * (1 - Self.rounding) })
    for name in ["rmsprop", "adagrad", "adam"] {
      let way = data[name]
      #expect(zip(way, way.dropFirst()).allSatisfy { $0 < $1 })
      #expect(way[60] > 0.2 && way.allSatisfy { $0 < 100 }, "\(name)")
    }
    for (step, value) in zip(steps, sgd) {
      #expect(abs(value / (start * pow(1 + 2 * rate, step)) - 1) < 1e-9)
    }
    // In plain arithmetic: the steps are away from the saddle.
    var (y, v, z, sum) = (start, 0.0, start, 0.0)
    for step in 1...60 {
      (v, sum) = (0.9 * v + 0.1 * 4 * y * y, sum + 4 * z * z)
      y += rate * 2 * y / (v.squareRoot() + 1e-12)
      z += rate * 2 * z / (sum.squareRoot() + 1e-12)
      #expect(abs(rmsprop[step] - y) < 1e-9 && abs(data["adagrad"][step] - z) < 1e-9)
    }
  }

  @Test("learning rates keep their bounds")
  func learningRates() throws {
    let data = try Columns(.learningRate)
    let (trap, reach) = (data["trap"], data["reach"])
    // √(1 − ρ) is a half.
    #expect(Set(trap) == [0.2] && reach[50] == 1)
    #expect(zip(data["rmsprop"], trap).allSatisfy { $0 <= $1 })
    #expect(abs((data["rmsprop"].last ?? 0) - 0.05) < 1e-3)
    for (step, value) in zip(data["step"], data["sgd"]) {
      #expect(abs(value / (0.1 * pow(19, step)) - 1) < 1e-9)
    }
    let (way, growing) = (data["way"], data["growing"])
    for (index, most) in reach.enumerated() {
      #expect(way[index] <= most && growing[index] <= most)
      #expect(growing[index] >= 0.97 * most)
    }
    // The minimum is reached, and no sooner than the bound says.
    #expect(way[100] < 0.99 && way[110] > 0.99)
    // In plain arithmetic.
    var (x, v) = (1.0, 0.0)
    for step in 1...100 {
      v = 0.75 * v + 0.25 * (200 * x) * (200 * x)
      x -= 0.01 * 200 * x / (v.squareRoot() + 1e-8)
      #expect(abs(way[step] - (1 - x)) < 1e-9)
    }
  }

  @Test("neighbourhoods shrink with the rate")
  func neighbourhoodsShrink() throws {
    let data = try Columns(.coupled)
    let names = ["rmsprop_8", "rmsprop_32", "rmsprop_128"]
    for (name, rate) in zip(names, CoupledFigure.rates) {
      // At the cycle ±η/2 in all coordinates, f is η²/8 times the sum of A's entries.
      let level = rate * rate / 8 * CoupledFigure.matrix.joined().reduce(0, +)
      #expect(data[name].suffix(5).allSatisfy { abs($0 / level - 1) < 1e-3 }, "\(name)")
    }
    let decreasing = data["decreasing"]
    let tail = decreasing.suffix(20)
    #expect(zip(tail, tail.dropFirst()).allSatisfy { $0 > $1 })
    // How far below, is seen and not derived.
    #expect((tail.last ?? 1) < (data["rmsprop_128"].last ?? 0) / 3)
    #expect((data["amsgrad"].last ?? 1) < 1e-12)
    // In plain arithmetic, before anything jumps.
    var (x, v) = (CoupledFigure.start, [0.0, 0, 0])
    for step in 1...50 {
      for (index, g) in coupledGradient(x).enumerated() {
        v[index] = 0.9 * v[index] + 0.1 * g * g
        x[index] -= 0.125 / Double(step).squareRoot() * g / (v[index].squareRoot() + 1e-8)
      }
      let value = zip(x, coupledGradient(x)).map(*).reduce(0, +) / 2
      #expect(abs(decreasing[step - 1] / value - 1) < 1e-9)
    }
  }

  @Test("coupled matrix has its eigenvalues")
  func coupledMatrix() {
    let pairs = [(1.0, [6.0, -2, -3]), (50, [-2, 3, -6]), (99, [-3, -6, -2])]
    for (value, vector) in pairs {
      #expect(coupledGradient(vector) == vector.map { value * $0 })
    }
  }

  private func coupledGradient(_ x: [Double]) -> [Double] {
    CoupledFigure.matrix.map { row in zip(row, x).map(*).reduce(0, +) }
  }

  @Test(
    "formats stop about their roundoff", arguments: RoundingFloorFigure.formats)
  func formatsStop(format: FloatFormat) throws {
    let distances = RoundingFloorFigure.distances(in: format)
    let roundoff = Double(sign: .plus, exponent: -format.precision, significand: 1)
    #expect(distances[0] > 0.7)
    // The nearest value is at most u away; a step below it does nothing.
    #expect(try #require(distances.last) <= 8 * roundoff)
    #expect(try #require(distances.last) >= roundoff / 4)
  }

  @Test(
    "rounding runs are those of the reference", arguments: RoundingFloorFigure.formats)
  func roundingRuns(format: FloatFormat) {
    let run = RoundingFloorFigure.run(in: format)
    let reference = RoundingFloorFigure.scenario(format, gradients: run.gradients)
      .roundedReading(checkpoints: Array(1...RoundingFloorFigure.last))
    #expect(reference.count == RoundingFloorFigure.last)
    for (checkpoint, parameters) in zip(reference, run.parameters.dropFirst()) {
      #expect(checkpoint.tensors[0].parameter == parameters.map { format.encode($0) })
    }
  }

  @Test("minima have few bits")
  func minimaHave() {
    let minima = RoundingFloorFigure.minima
    #expect(Set(minima).count == 32)
    // A parameter in [0, 3] is then at an exact binary64 distance from each.
    #expect(
      minima.allSatisfy { $0 > 1.2 && $0 < 1.8 && $0 * 0x1p41 == ($0 * 0x1p41).rounded() }
    )
  }

  @Test(
    "data are complete and the same every time", arguments: Figure.allCases)
  func dataComplete(figure: Figure) throws {
    let table = try figure.table()
    #expect(table == (try figure.table()))
    let lines = figure.dataText(table).split(separator: "\n")
    let comments = lines.prefix { $0.hasPrefix("#") }
    #expect(comments.count == table.columns.count + 2)
    #expect(comments.first.map(String.init) == "# \(figure.claim)")
    let rows = lines.dropFirst(comments.count).map { $0.split(separator: "\t") }
    #expect(rows.first.map { $0.map(String.init) } == table.columns.map(\.name))
    #expect(rows.count == table.rows.count + 1)
    for row in rows.dropFirst() {
      #expect(row.count == table.columns.count)
      for cell in row { #expect(Double(cell)?.isFinite == true, "\(cell)") }
    }
  }
}
