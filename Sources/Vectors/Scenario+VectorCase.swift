import Formats
import Scenarios

extension VectorCase {
  /// The case that describes a scenario, without what is expected.
  public init(
    _ scenario: Scenario, id: String, section: String, flags: [String], comment: String
  ) {
    let format = scenario.storage
    self.id = id
    self.section = section
    self.flags = flags
    self.comment = comment
    scalars = scenario.scalars.rawValue
    storage = scenario.storage.name
    arithmetic = scenario.arithmetic.name
    master = scenario.hasMaster ? true : nil
    stochastic = scenario.stochastic.map { VectorStochastic(seed: $0.seed) }
    groups = scenario.groups.map { group in
      VectorGroup(
        hyperparameters: Dictionary(
          uniqueKeysWithValues: group.hyperparameters.given.map {
            ($0.key.rawValue, $0.value)
          }), schedule: group.schedule,
        tensors: group.tensors.map { tensor in
          VectorTensor(
            name: tensor.name, shape: tensor.shape,
            initial: tensor.initial.map(format.hexadecimal))
        })
    }
    switch scenario.steps {
    case .listed(let steps):
      self.steps = steps.map { step in
        VectorStep(
          gradients: step.gradients.map { $0?.map { format.hexadecimal($0) } },
          learningRates: step.learningRates, restore: step.restores ? true : nil)
      }
    case .generated(let count, let learningRates, let generator):
      generated = VectorGeneratedSteps(
        count: count, learningRates: learningRates,
        gradients: .init(
          seed: generator.seed, bits: generator.bits, exponent: generator.exponent))
    }
  }
}
