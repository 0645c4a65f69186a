import Dialects
import Formats
import Generation
import Scenarios
import Verdicts

/// The inputs of the golden vectors as probes: they confirm what the other probes
/// have found, and show what goes wrong around the rule.
struct InputProbes {
  let claim: ResolvedClaim
  let format: FloatFormat
  let arithmetic: FloatFormat
  /// Longer runs are cut.
  let longestRun: Int

  /// The inputs that a claim covers, for a dialect that it may be.
  func all(for dialect: Dialect) -> [Probe] {
    let narrow = [FloatFormat.bfloat16, .binary16].filter {
      $0 != format && claim.formats.contains($0)
    }
    // A main dialect has every kind of input, another one those that are about it.
    let nearest = [
      nearestPublished(to: dialect) { $0.isMain },
      nearestPublished(to: dialect) { _ in true },
    ].compactMap(\.self)
    var names: Set<String> = []
    return ([format] + narrow).flatMap { storage in
      nearest.flatMap { published in
        inputs(published, storage).filter { input in
          names.insert(
            "\(storage.name) \(input.profile.name) \(input.scenario.arithmetic)"
          )
          .inserted
        }.compactMap { probe($0, storage) }
      }
    }
  }

  /// The inputs of a published dialect, with those of schedules, which only one
  /// dialect has vectors of.
  private func inputs(
    _ published: PublishedDialect, _ storage: FloatFormat
  ) -> [CaseInput] {
    let plan = VectorGenerator.Plan(published: published, format: storage)
    // What is large, or searched for, costs much and says nothing of the dialect.
    let own = VectorGenerator.inputs(of: plan) { profile, scalars in
      scalars == .wide && !Self.leftOut.contains(profile.name)
    }
    let schedules = Set(ScheduleProfiles.all.map(\.name))
    guard storage == format, !own.contains(where: { schedules.contains($0.name) }) else {
      return own
    }
    return own
      + ScheduleProfiles.all.map { profile in
        var context = InputContext(
          published: published, storage: storage, arithmetic: arithmetic, scalars: .wide,
          profile: profile.name)
        return CaseInput(
          name: profile.name, published: published, profile: profile,
          scenario: profile.build(&context), checkpoints: profile.checkpoints(published))
      }
  }

  /// Profiles that are not asked here.
  static let leftOut: Set<String> = [
    "smallest-claim", "large-tensor", "chunks", "many-tensors", "running-powers",
    "sixteen-bit-counter", "master-copy-carries", "variance-clamp",
  ]

  /// The published dialect that differs least, with epsilons that are understood.
  private func nearestPublished(
    to dialect: Dialect, where isSuitable: (PublishedDialect) -> Bool
  ) -> PublishedDialect? {
    PublishedDialect.all.filter { published in
      published.dialect.optimizer == claim.optimizer && isSuitable(published)
        && claim.hyperparameters.isSuperset(of: published.epsilonPlace.hyperparameters)
    }.map { published in
      let count = dialect.values.count { published.dialect.values[$0.key] != $0.value }
      // More epsilons show more.
      return (published, (count, -published.epsilonPlace.hyperparameters.count))
    }.min { $0.1 < $1.1 }?.0
  }

  private func probe(_ input: CaseInput, _ storage: FloatFormat) -> Probe? {
    let scenario = input.scenario
    let isOwn = storage == format
    // In a second format only what needs it is asked again.
    guard isOwn || scenario.arithmetic != storage,
      !isOwn || arithmetic == storage || scenario.arithmetic == arithmetic
    else { return nil }
    var groups: [Scenario.Group] = []
    for group in scenario.groups {
      let values = claim.fitting(
        group.hyperparameters.given.filter { claim.hyperparameters.contains($0.key) })
      guard let known = try? Hyperparameters(claim.optimizer, values) else { return nil }
      groups.append(
        Scenario.Group(
          hyperparameters: known, tensors: group.tensors, schedule: group.schedule))
    }
    let understood = Scenario(
      dialect: scenario.dialect, scalars: .wide, storage: storage,
      arithmetic: scenario.arithmetic, groups: groups,
      steps: scenario.steps.prefix(longestRun).fitting(claim),
      stepsBefore: scenario.stepsBefore,
      hasMaster: scenario.hasMaster,
      stochastic: scenario.stochastic)
    guard claim.features.isSuperset(of: understood.neededFeatures),
      claim.supports(arithmetic: scenario.arithmetic, over: storage)
    else { return nil }
    return Probe(
      "inputs of \(input.id)", input.profile.comment, understood,
      checkpoints: input.checkpoints.filter { $0 <= longestRun })
  }
}

extension StepSequence {
  /// The first steps, at most `count` of them.
  fileprivate func prefix(_ count: Int) -> StepSequence {
    switch self {
    case .listed(let steps): .listed(Array(steps.prefix(count)))
    case .generated(let length, let learningRates, let gradients):
      .generated(
        count: min(length, count), learningRates: learningRates, gradients: gradients)
    }
  }
}

extension StepSequence {
  /// The steps without changes of hyperparameters that a claim does not admit.
  fileprivate func fitting(_ claim: ResolvedClaim) -> StepSequence {
    guard case .listed(let steps) = self else { return self }
    return .listed(
      steps.map { step in
        var changes = step.changes.map(claim.fittingChanges)
        if changes.allSatisfy(\.isEmpty) { changes = [] }
        var before = step.before
        // What an optimizer was made with is of no use where parts of it are unknown.
        if let built = before.builtWith,
          !built.allSatisfy({ claim.fittingChanges($0.given) == $0.given })
        {
          before.builtWith = nil
        }
        return ScenarioStep(
          gradients: step.gradients, learningRates: step.learningRates, before: before,
          changes: changes, repeatsGradients: step.repeatsGradients)
      })
  }
}
