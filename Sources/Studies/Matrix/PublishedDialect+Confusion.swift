import Dialects
import Scenarios

extension Scenario {
  /// What an implementation of `other` makes of a case of `published`: it has its
  /// own axes, and puts the epsilon that it is given in its own place.
  func mistaken(
    _ published: PublishedDialect, for other: PublishedDialect
  ) throws(DialectError) -> Scenario {
    var groups: [Scenario.Group] = []
    for group in self.groups {
      groups.append(
        Scenario.Group(
          hyperparameters: try group.hyperparameters.moving(
            published.epsilonPlace, to: other.epsilonPlace),
          tensors: group.tensors, schedule: group.schedule))
    }
    return carriedOut(as: other.dialect, groups: groups)
  }
}

extension Hyperparameters {
  /// The same numbers with epsilon where `place` has it.
  fileprivate func moving(
    _ old: EpsilonPlace, to place: EpsilonPlace
  ) throws(DialectError) -> Hyperparameters {
    guard old != place, old != .none else { return self }
    let outside = given[.epsilon] ?? 0
    let inside = given[.epsilonRoot] ?? 0
    // Where a dialect has one number, the other takes it over.
    let number = old == .inside ? inside : outside
    var values = given
    values[.epsilon] = nil
    values[.epsilonRoot] = nil
    switch place {
    case .none: break
    case .outside: values[.epsilon] = number
    case .inside: values[.epsilonRoot] = old == .both ? inside : number
    case .both:
      values[.epsilon] = number
      values[.epsilonRoot] = number
    }
    return try Hyperparameters(optimizer, values)
  }
}
