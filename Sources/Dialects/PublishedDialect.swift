/// A dialect that golden vectors exist for.
public struct PublishedDialect: Hashable, Sendable {
  /// The values on the axes.
  public let dialect: Dialect
  /// Whether it is one of the optimizer's main forms, which the vectors cover
  /// with every input profile; the others have those that tell them apart.
  public let isMain: Bool
  /// The axis that it is published for, where that is its only difference from the
  /// standard dialect, and no other published dialect has the value: a few vectors show
  /// what the value does.
  public let onlyAxis: Axis?
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

  /// The form that a dialect would be published in, for cases that are made when they are
  /// needed: a main one, which every input is made for.
  public static func standIn(for dialect: Dialect) -> PublishedDialect {
    PublishedDialect(dialect: dialect, isMain: true, onlyAxis: nil, formerName: nil)
  }

  /// Every published dialect, those of one optimizer together.
  public static let all = OptimizerName.allCases.flatMap { optimizer in
    let listed = optimizer.definition.published()
    return listed + singles(of: optimizer, beside: listed)
  }

  /// A dialect for each value of an axis that no other published dialect has.
  private static func singles(
    of optimizer: OptimizerName, beside listed: [PublishedDialect]
  ) -> [PublishedDialect] {
    optimizer.definition.axes.flatMap { axis, standard in
      axis.values.compactMap { value -> PublishedDialect? in
        guard value != standard,
          !listed.contains(where: { $0.dialect.values[axis] == value })
        else { return nil }
        var changes = [axis: value]
        // Without decoupled decay its scale has nothing to act on.
        if axis == .decayScale, Dialect.standard(optimizer)[DecayForm.self] == .l2 {
          changes[.decayForm] = DecayForm.before.rawValue
        }
        guard let dialect = try? Dialect(optimizer, changes) else {
          preconditionFailure("an optimizer has the values of its axes")
        }
        return PublishedDialect(
          dialect: dialect, isMain: false, onlyAxis: axis, formerName: nil)
      }
    }
  }

  /// A main form, which was called `name` in data version 2.0.0 if it existed.
  static func main(_ dialect: Dialect, formerly name: String? = nil) -> PublishedDialect {
    PublishedDialect(dialect: dialect, isMain: true, onlyAxis: nil, formerName: name)
  }

  /// Another form, which was called `name` in data version 2.0.0 if it existed.
  static func variant(
    _ dialect: Dialect, formerly name: String? = nil
  ) -> PublishedDialect {
    PublishedDialect(dialect: dialect, isMain: false, onlyAxis: nil, formerName: name)
  }
}
