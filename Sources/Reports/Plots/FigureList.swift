/// The figures that there are, for people.
public enum FigureList {
  /// A line for each figure: its name and what it shows.
  public static func lines(_ style: TerminalStyle) -> [String] {
    var table = TextTable([.left, .left])
    for figure in Figure.allCases {
      table.append([.init(figure.rawValue, .strong), .init(figure.claim)])
    }
    return table.lines(style)
  }
}
