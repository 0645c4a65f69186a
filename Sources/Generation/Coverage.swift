import Formats
import Scenarios

/// In which formats and modes of scalars a kind of input has cases.
///
/// The modes are those of SPEC §1.1. What frameworks mix, they mix in binary32; a product of
/// powers is one in binary64, too.
struct Coverage: Sendable {
  typealias Modes = [Scenario.ScalarPrecision]

  /// The modes beside `wide` in a format; nil where there is no case.
  private var binary64: Modes? = []
  private var binary32: Modes? = []
  private var narrow: Modes? = []
  /// The format of element operations, where it is not the storage format.
  private var arithmetic: FloatFormat?
  /// Whether 8-bit formats are too narrow, whatever the input is about.
  private var excludesTinyFormats = false
  /// Whether variants of a rule have cases in all modes, as the main dialects do: in
  /// binary64 and binary32, and in narrow formats.
  private var hasModesInVariants = (wide: false, narrow: false)

  private static let mixtures: Modes = [
    .wideConstants, .workingProducts, .wideConstantsProducts,
  ]

  /// Wide scalars and nothing else.
  static let wideAlone = Coverage()
  /// Wide scalars and, in binary32, every mode.
  static let workingBinary32 = Coverage(binary32: [.working] + mixtures)
  /// Wide scalars, and in binary32 and binary64 every mode that differs.
  static let everyMode = Coverage(
    binary64: [.workingProducts], binary32: [.working] + mixtures)
  /// The same, and working scalars in narrow formats.
  static let bothScalars = Coverage(
    binary64: [.workingProducts], binary32: [.working] + mixtures, narrow: [.working])
  /// As `everyMode`, in binary64 and binary32 only.
  static let everyModeBinary64AndBinary32 = Coverage(
    binary64: [.workingProducts], binary32: [.working] + mixtures, narrow: nil)
  /// Wide scalars in the formats whose budget survives many steps, and the products that
  /// drift in them.
  static let binary64AndBinary32 = Coverage(
    binary32: [.wideConstantsProducts], narrow: nil)
  /// Wide scalars in binary64 and binary32 only.
  static let wideBinary64AndBinary32 = Coverage(narrow: nil)
  /// Wide scalars in binary32 only.
  static let binary32 = Coverage(binary64: nil, narrow: nil)
  /// Wide scalars and binary32 arithmetic over a narrower storage format.
  static let mixedPrecision = Coverage(
    binary64: nil, binary32: nil, arithmetic: .binary32)
  /// Wide scalars and binary64 arithmetic over a narrower storage format.
  static let binary64Arithmetic = Coverage(
    binary64: nil, arithmetic: .binary64, excludesTinyFormats: true)

  /// The same, with all modes in variants of a rule as well.
  ///
  /// What a mode does is the same in all of them; a variant that claims it is asked for
  /// everything else by these inputs.
  func alsoInVariants(inNarrowFormats: Bool = true) -> Coverage {
    var coverage = self
    coverage.hasModesInVariants = (true, inNarrowFormats)
    return coverage
  }

  /// The modes of scalars and the arithmetics of the cases in a storage format.
  func variants(
    in format: FloatFormat, isMain: Bool
  ) -> [(Scenario.ScalarPrecision, FloatFormat)] {
    let isTiny = format.bitWidth == 8
    let (modes, isInVariants) =
      switch format {
      case .binary64: (binary64, hasModesInVariants.wide)
      case .binary32: (binary32, hasModesInVariants.wide)
      default: (narrow, hasModesInVariants.narrow)
      }
    guard let modes, !(isTiny && excludesTinyFormats) else { return [] }
    let others = (isMain || isInVariants) && !isTiny ? modes : []
    return ([.wide] + others).map { ($0, arithmetic ?? format) }
  }
}
