import Dialects

extension Scenario {
  /// Whether hyperparameters change between steps.
  public var changesHyperparameters: Bool {
    guard case .listed(let steps) = steps else { return false }
    return steps.contains { !$0.changes.isEmpty }
  }

  /// For each step the hyperparameters that hold in it, for each group; one entry for all
  /// steps if they never change.
  ///
  /// - Parameter keepsThoseOfNew: Whether those that a restored optimizer was made with
  ///   hold after all, as in one that does not save its hyperparameters.
  public func hyperparametersOfSteps(keepsThoseOfNew: Bool = false) -> [[Hyperparameters]]
  {
    var course = HyperparameterCourse(of: groups, keepsThoseOfNew: keepsThoseOfNew)
    guard case .listed(let steps) = steps else { return [course.present] }
    let isBuilt = keepsThoseOfNew && steps.contains { $0.before.builtWith != nil }
    guard changesHyperparameters || isBuilt else { return [course.present] }
    return steps.map { step in
      course.pass(step.before)
      do {
        try course.take(step.changes)
      } catch {
        preconditionFailure("a step has an invalid hyperparameter: \(error)")
      }
      return course.present
    }
  }

  /// The same run with other changes of hyperparameters, given those of each step.
  package func changing(
    _ transform: ([Hyperparameter: Double]) -> [Hyperparameter: Double]
  ) -> Scenario {
    guard case .listed(let steps) = steps else { return self }
    return with(
      steps: .listed(
        steps.map {
          ScenarioStep(
            gradients: $0.gradients, learningRates: $0.learningRates, before: $0.before,
            changes: $0.changes.map(transform), repeatsGradients: $0.repeatsGradients)
        }))
  }

  /// Whether state is kept aside to go back to.
  public var keepsState: Bool {
    guard case .listed(let steps) = steps else { return false }
    return steps.contains(where: \.before.saves)
  }

  /// Every hyperparameter that is given anywhere, with its values, in a fixed order.
  package var hyperparameterValues: [(name: Hyperparameter, value: Double)] {
    var values = groups.flatMap { Array($0.hyperparameters.given) }
    if case .listed(let steps) = steps {
      for step in steps {
        values += step.changes.flatMap { Array($0) }
        values += step.before.builtWith?.flatMap { Array($0.given) } ?? []
      }
    }
    return values.map { (name: $0.key, value: $0.value) }
      .sorted { ($0.name.rawValue, $0.value) < ($1.name.rawValue, $1.value) }
  }
}
