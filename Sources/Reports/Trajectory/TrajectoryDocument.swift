import Dialects
import Identification
import Oracle
import Rules

/// Points of an exact trajectory, and all that determines it.
public struct TrajectoryDocument: Codable, Sendable {
  /// The optimizer, by the name that vectors have.
  public var optimizer: String
  /// The value on each axis.
  public var dialect: [String: String]
  /// The hyperparameters that were given, by name.
  public var hyperparameters: [String: Double]
  /// The name of the objective.
  public var objective: String
  /// The curvature of each coordinate.
  public var curvature: [Double]
  /// The parameters before the first step.
  public var start: [Double]
  /// The number of significant digits; each is certified.
  public var digits: Int
  /// The precision in bits that decided them.
  public var precision: Int
  /// The points that were asked for, in order of steps.
  public var points: [QuadraticTrajectory.Point]

  /// Describes `points` of `trajectory`.
  public init(
    _ trajectory: QuadraticTrajectory, digits: Int, precision: Int,
    points: [QuadraticTrajectory.Point]
  ) {
    optimizer = trajectory.dialect.optimizer.rawValue
    dialect = Dictionary(
      uniqueKeysWithValues: trajectory.dialect.values.map { ($0.key.rawValue, $0.value) })
    hyperparameters = Dictionary(
      uniqueKeysWithValues: trajectory.hyperparameters.given.map {
        ($0.key.rawValue, $0.value)
      })
    objective = "quadratic"
    curvature = trajectory.curvatures
    start = trajectory.start
    self.digits = digits
    self.precision = precision
    self.points = points
  }

  /// The lines for people: a table of the points, and the last one in full.
  public func lines(_ style: TerminalStyle) -> [String] {
    let names = Hyperparameter.allCases.compactMap { name in
      hyperparameters[name.rawValue].map { "\(name.symbol) = \(NumberText.shortest($0))" }
    }
    var lines = [
      "\(style.paint(optimizer, .strong)): \(names.joined(separator: ", "))",
      "f(x) = ½ Σ h x², h = \(list(curvature)), from x = \(list(start))",
    ]
    if points.count > 1 { lines += [""] + table(style) }
    guard let last = points.last else { return lines }
    lines += [
      "", "after step \(last.step), \(digits) digits certified (\(precision) bits)",
    ]
    var values = TextTable([.left, .left])
    for (index, text) in last.coordinates.enumerated() {
      values.append([.init("x\(index + 1)"), .init(Self.signed(text))])
    }
    return lines + values.lines(style, indent: 2)
  }

  /// The points, their digits cut where a line would be too long.
  private func table(_ style: TerminalStyle) -> [String] {
    let count = max(1, points.first?.coordinates.count ?? 1)
    let room = ((style.width ?? 90) - 10) / count - 2
    var table = TextTable([.right] + Array(repeating: .left, count: count))
    table.append(
      [.init("step", .faint)] + (1...count).map { .init(" x\($0)", .faint) })
    for point in points {
      table.append(
        [.init("\(point.step)")]
          + point.coordinates.map { .init(Self.cut(Self.signed($0), to: max(room, 14))) })
    }
    return table.lines(style, indent: 2)
  }

  private func list(_ values: [Double]) -> String {
    values.map(NumberText.shortest).joined(separator: ", ")
  }

  /// The number with a column for its sign.
  private static func signed(_ text: String) -> String {
    text.hasPrefix("-") ? text : " " + text
  }

  /// The number with an ellipsis in place of digits that do not fit.
  static func cut(_ text: String, to width: Int) -> String {
    guard text.count > width else { return text }
    guard let exponent = text.lastIndex(of: "e") else {
      return String(text.prefix(width))
    }
    let tail = text[exponent...]
    return text[..<exponent].prefix(max(0, width - tail.count - 1)) + "…" + tail
  }
}

/// A trajectory whose digits could not be decided.
public struct UndecidedDocument: Codable, Sendable {
  /// What could not be decided.
  public var undecided: Undecided

  /// Where and at which precision the digits were still open.
  public struct Undecided: Codable, Sendable {
    public var step: Int
    /// How many digits were asked for.
    public var digits: Int
    /// The precision cap in bits.
    public var precisionCap: Int
    /// What to try next.
    public var remedy: String
  }

  /// Describes what was still open.
  public init(step: Int, digits: Int, precisionCap: Int, remedy: String) {
    undecided = Undecided(
      step: step, digits: digits, precisionCap: precisionCap, remedy: remedy)
  }
}
