import Testing

/// Every public symbol has a documentation comment, or takes over that of the protocol
/// whose requirement it fulfils.
struct DocumentationCommentTests {
  @Test("every public symbol has a documentation comment")
  func everySymbol() throws {
    let symbols = try SourceTree.modules().values.joined().map(PublicSymbols.init)
    #expect(symbols.reduce(0) { $0 + $1.count } > 1000)
    let requirements = PublicSymbols.requirements(of: symbols)
    let missing = symbols.flatMap { $0.undocumented(besides: requirements) }
      .map(\.description).sorted()
    #expect(missing.isEmpty, "\(missing.count):\n\(missing.joined(separator: "\n"))")
  }

  @Test("a symbol without a comment is found, in types, enumerations and protocols")
  func planted() {
    let text = """
      /// A type.
      public struct Documented {
        /// A member.
        public let fine: Int
        public let bare: Int
        // An ordinary comment is no documentation.
        @inlinable
        public func ordinary() {}
        let hidden: Int

        /// A kind.
        public enum Kind {
          /// Fine.
          case one
          case two
        }
        enum Hidden {
          case three
        }
      }
      /// A protocol.
      public protocol Requiring {
        /// Fine.
        func required()
        func bareRequirement()
      }
      extension Documented: Requiring {
        public func required() {}
        public var description: String {
          switch self {
          case _: ""
          }
        }
        /// Detached.

        public static func detached() {}
      }
      """
    let symbols = PublicSymbols(SourceTree.File(path: "F.swift", text: text))
    let missing = symbols.undocumented(
      besides: PublicSymbols.requirements(of: [symbols]))
    #expect(missing.map(\.line) == [5, 8, 15, 25, 36])
  }
}
