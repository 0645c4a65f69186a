import Multiprecision
import Oracle

/// The data of a figure: a row for each step, a column for each quantity.
public struct PlotTable: Sendable, Equatable {
  /// A quantity.
  public struct Column: Sendable, Equatable {
    /// What the head of the table calls it.
    public let name: String
    /// What it is, in words.
    public let meaning: String

    init(_ name: String, _ meaning: String) {
      self.name = name
      self.meaning = meaning
    }
  }

  /// The quantities; the first is the number of steps.
  public let columns: [Column]
  /// The steps, and the decimals of the other columns.
  public private(set) var rows: [(step: Int, cells: [String])] = []

  /// Creates a table without rows; the column of the steps comes first by itself.
  init(_ columns: [Column]) {
    self.columns = [Column("step", "the number of steps taken")] + columns
  }

  /// Adds the row of a step, every digit of which must be decided.
  mutating func append(
    _ step: Int, _ values: [Enclosure]
  ) throws(OracleError) {
    var cells: [String] = []
    for value in values {
      guard let decimal = value.shownDecimal else {
        // In bits: the oracle's decimals are too few for what is computed of them.
        throw .undecided(step: step, precision: ExactValue.digits * 10 / 3)
      }
      cells.append(decimal)
    }
    precondition(cells.count == columns.count - 1, "a cell for each column")
    rows.append((step, cells))
  }

  /// The place of a column, from 1 as gnuplot counts.
  func number(of name: String) -> Int {
    guard let index = columns.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("there is no column named \(name)")
    }
    return index + 1
  }

  /// The rows, with their cells separated by tabs.
  var lines: [String] {
    rows.map { (["\($0.step)"] + $0.cells).joined(separator: "\t") }
  }

  /// The table as a file: comments that say what is what, names, rows.
  public func text(titled title: String) -> String {
    let comments =
      [title] + columns.map { "\($0.name): \($0.meaning)" } + [
        "Every decimal is correctly rounded to \(Enclosure.shownDigits) significant digits."
      ]
    let names = columns.map(\.name).joined(separator: "\t")
    return (comments.map { "# \($0)" } + [names] + lines).map { $0 + "\n" }.joined()
  }

  public static func == (a: PlotTable, b: PlotTable) -> Bool {
    a.columns == b.columns && a.lines == b.lines
  }
}
