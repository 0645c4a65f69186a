import Dialects

/// What a program does with the numbers that it takes for ε and ε_root.
struct EpsilonUse: Hashable, Sendable {
  /// What becomes of `epsilon`.
  var outside = Place.outside
  /// What becomes of `epsilonRoot`.
  var inside = Place.inside

  /// Where a number called ε ends up.
  enum Place: String, Hashable, Sendable {
    /// It is added outside the root.
    case outside
    /// It is added inside the root.
    case inside
    /// Its square is added inside the root.
    case insideSquared
    /// Nowhere.
    case unused
  }

  /// Each as its name says.
  static let asGiven = EpsilonUse()

  /// All uses of the epsilons that a program understands.
  static func all(
    of optimizer: OptimizerName, understood: Set<Hyperparameter>
  ) -> [EpsilonUse] {
    let known = optimizer.definition.hyperparameters
    func places(_ name: Hyperparameter, _ others: [Place]) -> [Place] {
      let own = name == .epsilon ? Place.outside : .inside
      guard understood.contains(name), known.contains(name) else { return [own] }
      return [own]
        + others.filter { $0 == .unused || known.contains($0.name) }
    }
    return places(.epsilon, [.inside, .insideSquared, .unused]).flatMap { outside in
      places(.epsilonRoot, [.outside, .insideSquared, .unused]).map {
        EpsilonUse(outside: outside, inside: $0)
      }
    }
  }

  /// The values that the rule really has, given those that the program was told.
  func values(_ given: [Hyperparameter: Double]) -> [Hyperparameter: Double] {
    if self == .asGiven { return given }
    var result = given
    result[.epsilon] = nil
    result[.epsilonRoot] = nil
    for (name, place) in [(Hyperparameter.epsilon, outside), (.epsilonRoot, inside)] {
      guard let value = given[name], place != .unused else { continue }
      result[place.name, default: 0] += place == .insideSquared ? value * value : value
    }
    return result
  }

  /// The epsilons that the rule has if the program is told those of `names`.
  func place(_ names: Set<Hyperparameter>) -> EpsilonPlace {
    var used: Set<Hyperparameter> = []
    if names.contains(.epsilon), outside != .unused { used.insert(outside.name) }
    if names.contains(.epsilonRoot), inside != .unused { used.insert(inside.name) }
    return EpsilonPlace(of: used)
  }
}

extension EpsilonUse.Place {
  /// The hyperparameter that it then is.
  var name: Hyperparameter { self == .outside ? .epsilon : .epsilonRoot }
}
