/// A kind of picture.
public enum PlotOutput: String, CaseIterable, Sendable {
  /// The kinds of files.
  case svg, png

  /// The width and height, in the units that fonts and lines are measured in.
  static let width = 800
  static let height = 500
  /// What the pictures of points are larger by, for fine screens.
  private static let scale = 2
  /// The font; it comes with gnuplot's packages, as it is fontconfig's usual one.
  private static let font = "DejaVu Sans"

  /// The command that chooses gnuplot's terminal.
  func terminal(_ theme: PlotTheme) -> String {
    switch self {
    case .svg:
      "set terminal svg size \(Self.width),\(Self.height) enhanced "
        + "font \"\(Self.font),14\" linewidth 1 background \"\(theme.background)\""
    case .png:
      "set terminal pngcairo size \(Self.width * Self.scale),\(Self.height * Self.scale) "
        + "enhanced font \"\(Self.font),14\" fontscale \(Self.scale * 3).0/4 "
        + "linewidth \(Self.scale) pointscale \(Self.scale) "
        + "background \"\(theme.background)\""
    }
  }

  /// What readers without the font are to use instead, in SVG.
  static func withFallbackFonts(_ svg: String) -> String {
    svg.replacing(
      "font-family=\"\(font)\"", with: "font-family=\"\(font), Verdana, sans-serif\"")
  }
}
