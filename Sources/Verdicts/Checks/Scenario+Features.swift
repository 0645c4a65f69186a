import Scenarios

extension Scenario {
  /// What an implementation must support beyond stepping one group.
  package var neededFeatures: Set<Claim.Feature> {
    var features: Set<Claim.Feature> = []
    if groups.count > 1 { features.insert(.groups) }
    if groups.contains(where: { $0.schedule != nil }) { features.insert(.schedules) }
    if hasMaster { features.insert(.master) }
    if stochastic != nil { features.insert(.stochastic) }
    if stepsBefore > 0 || tensors.contains(where: { $0.past != nil }) {
      features.insert(.givenState)
    }
    guard case .listed(let steps) = steps else { return features }
    for step in steps {
      // Who restores hyperparameters as well restores.
      if step.before.restores && step.before.builtWith == nil {
        features.insert(.restore)
      }
      if step.before.saves || step.before.rewinds { features.insert(.fork) }
      if step.before.builtWith != nil { features.insert(.savedHyperparameters) }
      if !step.changes.isEmpty { features.insert(.changingHyperparameters) }
      if step.repeatsGradients { features.insert(.sameGradients) }
      if step.gradients.contains(where: { $0 == nil }) {
        features.insert(.absentGradients)
      }
      if step.gradients.contains(where: { $0?.isSparse ?? false }) {
        features.insert(.sparse)
      }
    }
    return features
  }
}
