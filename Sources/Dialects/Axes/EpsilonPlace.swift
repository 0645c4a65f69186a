/// Where ε is added to the root of the second moment v.
///
/// An optimizer whose ε has one place only (Adadelta inside of its roots, AdaMax by
/// `InfinityFloor`) does not have the axis.
public enum EpsilonPlace: String, AxisValue {
  /// Nowhere: the denominator is √v.
  case none
  /// Outside of the root: √v + ε, where ε is the hyperparameter `epsilon`.
  case outside
  /// Inside of the root: √(v + ε), where ε is the hyperparameter `epsilonRoot`.
  case inside
  /// In both places: √(v + ε_root) + ε.
  case both

  public static var axis: Axis { .epsilonPlace }

  public var namePart: String {
    switch self {
    case .none: "no-epsilon"
    case .outside: "epsilon-outside"
    case .inside: "epsilon-inside"
    case .both: "epsilon-both"
    }
  }

  /// The hyperparameters that are in use.
  public var hyperparameters: [Hyperparameter] {
    switch self {
    case .none: []
    case .outside: [.epsilon]
    case .inside: [.epsilonRoot]
    case .both: [.epsilon, .epsilonRoot]
    }
  }

  /// The place of these hyperparameters, of which others are ignored.
  public init(of names: some Collection<Hyperparameter>) {
    self =
      switch (names.contains(.epsilon), names.contains(.epsilonRoot)) {
      case (true, true): .both
      case (true, false): .outside
      case (false, true): .inside
      case (false, false): .none
      }
  }
}

extension [Hyperparameter: Double] {
  /// The same values with the one that ε has moved to a place, or taken out if ε has none.
  package func placingEpsilon(_ place: EpsilonPlace) -> Self {
    var values = self
    let epsilons = [Hyperparameter.epsilon, .epsilonRoot].compactMap {
      values.removeValue(forKey: $0)
    }
    for name in place.hyperparameters { values[name] = epsilons.first }
    return values
  }
}

extension Dialect {
  /// The place of ε: the value on the axis or, for an optimizer without the axis, the
  /// place whose hyperparameters the optimizer has.
  ///
  /// It is `none` for an optimizer without ε, such as SGD, and `outside` for AdaMax, whose
  /// ``InfinityFloor`` says where ε is added.
  public var epsilonPlace: EpsilonPlace {
    self[EpsilonPlace.self] ?? EpsilonPlace(of: optimizer.definition.hyperparameters)
  }

  /// The same dialect with ε in another place; itself if the optimizer has no choice.
  public func placingEpsilon(_ place: EpsilonPlace) -> Dialect {
    self[EpsilonPlace.self] == nil ? self : with(place)
  }

  /// The same dialect with ε where the hyperparameters that are in use have it.
  public func placingEpsilon(of hyperparameters: Hyperparameters) -> Dialect {
    placingEpsilon(
      EpsilonPlace(of: [.epsilon, .epsilonRoot].filter(hyperparameters.uses)))
  }

  /// Whether both are the same dialect but for the place of ε.
  public func isEqualBesidesEpsilon(to other: Dialect) -> Bool {
    placingEpsilon(other.epsilonPlace) == other
  }

  /// Checks that the dialect has a place for every ε that is in use, that is, not zero;
  /// nothing else.
  ///
  /// - Throws: ``DialectError/misplacedEpsilon(_:_:)`` for the first that has none.
  public func validate(_ hyperparameters: Hyperparameters) throws(DialectError) {
    for name in [Hyperparameter.epsilon, .epsilonRoot]
    where hyperparameters.uses(name) && !epsilonPlace.hyperparameters.contains(name) {
      throw .misplacedEpsilon(name, self)
    }
  }
}
