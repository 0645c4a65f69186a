/// A dialect that golden vectors exist for.
public struct PublishedDialect: Hashable, Sendable {
  /// The values on the axes.
  public let dialect: Dialect
  /// Whether it is one of the optimizer's main forms, which the vectors cover
  /// with every input profile; the others have those that tell them apart.
  public let isMain: Bool
  /// The dialect's name in data version 2.0.0, which may be its present one; nil if the
  /// dialect was published later.
  public let formerName: String?

  /// The name that the inputs of its cases are drawn with: the former one, so that
  /// renaming a dialect changed no input.
  public var inputSeed: String { formerName ?? name }

  /// The name of its folder among the vectors, derived from the dialect.
  public var name: String { dialect.name }
  /// Where ε is added, as ``Dialect/epsilonPlace`` says.
  public var epsilonPlace: EpsilonPlace { dialect.epsilonPlace }

  /// The published dialect of that optimizer and name.
  public static func find(
    _ optimizer: OptimizerName, named name: String
  ) throws(DialectError) -> PublishedDialect {
    guard
      let found = all.first(where: {
        $0.dialect.optimizer == optimizer && $0.name == name
      })
    else { throw .unknownDialect(name, optimizer) }
    return found
  }

  /// The published form of a dialect, or nil if no vectors exist for it.
  public static func find(_ dialect: Dialect) -> PublishedDialect? {
    all.first { $0.dialect == dialect }
  }

  /// Every published dialect, those of one optimizer together.
  public static let all = OptimizerName.allCases.flatMap { $0.definition.published() }

  /// A main form, which was called `name` in data version 2.0.0 if it existed.
  static func main(_ dialect: Dialect, formerly name: String? = nil) -> PublishedDialect {
    PublishedDialect(dialect: dialect, isMain: true, formerName: name)
  }

  /// Another form, which was called `name` in data version 2.0.0 if it existed.
  static func variant(
    _ dialect: Dialect, formerly name: String? = nil
  ) -> PublishedDialect {
    PublishedDialect(dialect: dialect, isMain: false, formerName: name)
  }
}
