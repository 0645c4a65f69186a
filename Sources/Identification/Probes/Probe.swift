import Dialects
import Formats
import Oracle
import Scenarios

/// One run that a program is asked for, so that its answer tells what it is.
struct Probe: Sendable {
  /// A name, also for people.
  let name: String
  /// What it is for, in a sentence.
  let purpose: String
  /// What is given; its dialect and scalars are the candidates' business.
  let scenario: Scenario
  /// The steps after which values are wanted.
  let checkpoints: [Int]
  /// What steps and rows it has.
  let traits: Traits
  /// All hyperparameters that some group has in some step.
  let held: [Hyperparameters]
  /// The hyperparameters of which some value is not representable in binary32.
  let inexactNames: Set<Hyperparameter>
  /// The elements that meet numbers beside the ordinary.
  let specialLanes: SpecialLanes
  /// Whether gradients that could be dense are given as rows.
  private(set) var listsRows = false

  /// What of an optimizer besides its rule a scenario brings into play.
  struct Traits: Hashable, Sendable {
    /// Whether a tensor lacks a gradient in some step.
    var hasAbsentGradients = false
    /// Whether a gradient lists rows, and not each of them once.
    var hasAbsentRows = false
    /// Whether a gradient lists a row twice.
    var hasDuplicateRows = false
  }

  init(_ name: String, _ purpose: String, _ scenario: Scenario, checkpoints: [Int]? = nil)
  {
    self.name = name
    self.purpose = purpose
    self.scenario = scenario
    self.checkpoints = checkpoints ?? Array(1...max(1, scenario.steps.count))
    var traits = Traits()
    if case .listed(let steps) = scenario.steps {
      for step in steps {
        for (gradient, tensor) in zip(step.gradients, scenario.tensors) {
          switch gradient {
          case nil: traits.hasAbsentGradients = true
          case .dense: break
          case .rows(let rows, _):
            let distinct = Set(rows).count
            if distinct < rows.count { traits.hasDuplicateRows = true }
            if distinct < tensor.shape.first ?? 1 { traits.hasAbsentRows = true }
          }
        }
      }
    }
    self.traits = traits
    var held = scenario.groups.map(\.hyperparameters)
    if scenario.changesHyperparameters {
      for own in scenario.hyperparametersOfSteps().joined() where !held.contains(own) {
        held.append(own)
      }
    }
    self.held = held
    inexactNames = scenario.inexactNames
    specialLanes = SpecialLanes(of: scenario)
  }

  /// Whether candidates that differ in a dimension only may differ here.
  func touches(_ dimension: Candidate.Dimension) -> Bool {
    switch dimension {
    case .clock: traits.hasAbsentGradients || traits.hasAbsentRows
    case .absentRows: traits.hasAbsentRows
    case .duplicateRows: traits.hasDuplicateRows
    case .epsilon: held.contains { $0.uses(.epsilon) || $0.uses(.epsilonRoot) }
    }
  }

  /// The hyperparameters whose terms are present.
  var terms: Set<Hyperparameter> {
    held.reduce(into: []) { $0.formUnion($1.given.keys.filter($1.uses)) }
  }

  /// The same probe with every gradient given as rows; nil if a tensor has none.
  var listingRows: Probe? {
    guard case .listed(let steps) = scenario.steps,
      scenario.tensors.allSatisfy({ !$0.shape.isEmpty })
    else { return nil }
    let listed = steps.map { step in
      step.withGradients(
        zip(step.gradients, scenario.tensors).map { gradient, tensor in
          guard case .dense(let values) = gradient else { return gradient }
          return .rows(Array(0..<tensor.shape[0]), values: values)
        })
    }
    var result = Probe(
      name, purpose,
      scenario.with(steps: .listed(listed)), checkpoints: checkpoints)
    result.listsRows = true
    return result
  }
}

extension Scenario {
  /// The hyperparameters of which some value is not representable in binary32.
  fileprivate var inexactNames: Set<Hyperparameter> {
    var names: Set<Hyperparameter> = []
    for (name, value) in hyperparameterValues where Double(Float(value)) != value {
      names.insert(name)
    }
    if groups.contains(where: { $0.schedule != nil }) {
      // What a schedule computes is representable by chance.
      names.formUnion(groups.flatMap(\.hyperparameters.given.keys))
    } else if case .listed(let steps) = steps {
      let rates = steps.flatMap(\.learningRates).compactMap(\.self)
      if rates.contains(where: { Double(Float($0)) != $0 }) {
        names.insert(.learningRate)
      }
    } else {
      names.insert(.learningRate)
    }
    return names
  }
}

extension Family {
  /// What decides how a candidate answers a probe: candidates that share it are one.
  struct Behaviour: Hashable, Sendable {
    let programs: [Int]
    let epsilons: [[Hyperparameter: Double]]
    let clock: StepClock?
    let absentRows: AbsentRows?
    let duplicateRows: DuplicateRows?
    let scalars: ScalarUse
  }

  /// How a candidate answers a probe.
  func behaviour(of candidate: Candidate, on probe: Probe) -> Behaviour {
    let held = probe.held.map {
      $0.using(probe.touches(.epsilon) ? candidate.epsilon : .asGiven)
    }
    var clock = probe.touches(.clock) ? candidate.clock : nil
    if clock == .row && !probe.traits.hasAbsentRows { clock = .tensor }
    if clock == .global && !probe.traits.hasAbsentGradients { clock = .tensor }
    return Behaviour(
      programs: held.map { program(of: candidate.rule, $0) },
      epsilons: held.map {
        $0.given.filter { $0.key == .epsilon || $0.key == .epsilonRoot }
      },
      clock: clock,
      absentRows: probe.touches(.absentRows) ? candidate.absentRows : nil,
      duplicateRows: probe.touches(.duplicateRows) ? candidate.duplicateRows : nil,
      scalars: ScalarUse(
        precision: candidate.scalars.precision,
        rounded: candidate.scalars.rounded.intersection(probe.inexactNames)))
  }
}
