import Dialects
import Formats
import Scenarios

/// A way to make a run simpler.
enum ScenarioSimplification: CaseIterable {
  case fewerTensors
  case fewerSteps
  case fewerElements
  case fewerFeatures
  case fewerHyperparameters
  case simplerNumbers

  /// Simpler runs, the simplest first.
  ///
  /// Some may contradict themselves.
  func candidates(of scenario: Scenario) -> [Scenario] {
    guard case .listed(let steps) = scenario.steps else { return [] }
    return switch self {
    case .fewerTensors: scenario.withFewerTensors(steps)
    case .fewerSteps: scenario.withFewerSteps(steps)
    case .fewerElements: scenario.withFewerElements(steps)
    case .fewerFeatures: scenario.withFewerFeatures(steps)
    case .fewerHyperparameters: scenario.withFewerHyperparameters(steps)
    case .simplerNumbers: scenario.withSimplerNumbers(steps)
    }
  }
}

extension Scenario {
  fileprivate func withFewerTensors(_ steps: [ScenarioStep]) -> [Scenario] {
    let count = tensors.count
    guard count > 1 else { return [] }
    var kept: [[Int]] = (0..<min(count, 8)).map { [$0] }
    kept += [Array(0..<count / 2), Array(count / 2..<count)]
    // Tensors with a high index, where only these are wrong.
    for quarter in [3 * count / 4, 7 * count / 8, count - 4, count - 2]
    where quarter > 0 && quarter < count {
      kept.append(Array(0..<quarter))
    }
    if count <= 100 {
      kept += (0..<count).map { left in (0..<count).filter { $0 != left } }
    }
    return kept.map { keepingTensors(Set($0), steps) }
  }

  /// The run with some of its tensors, and the groups that still have one.
  private func keepingTensors(_ kept: Set<Int>, _ steps: [ScenarioStep]) -> Scenario {
    var index = -1
    var keptGroups: [Int] = []
    var groups: [Group] = []
    for (position, group) in self.groups.enumerated() {
      let tensors = group.tensors.filter { _ in
        index += 1
        return kept.contains(index)
      }
      guard !tensors.isEmpty else { continue }
      keptGroups.append(position)
      groups.append(
        Group(
          hyperparameters: group.hyperparameters, tensors: tensors,
          schedule: group.schedule))
    }
    return remade(
      groups: groups,
      steps: steps.map { step in
        var before = step.before
        before.builtWith = before.builtWith.map { built in keptGroups.map { built[$0] } }
        let changes = step.changes.isEmpty ? [] : keptGroups.map { step.changes[$0] }
        return ScenarioStep(
          gradients: step.gradients.indices.filter(kept.contains)
            .map { step.gradients[$0] },
          learningRates: keptGroups.map { step.learningRates[$0] }, before: before,
          changes: changes.allSatisfy(\.isEmpty) ? [] : changes,
          repeatsGradients: step.repeatsGradients)
      })
  }

  fileprivate func withFewerSteps(_ steps: [ScenarioStep]) -> [Scenario] {
    let count = steps.count
    guard count > 1 else { return [] }
    var candidates = [1, 2, count / 4, count / 2, 3 * count / 4, count - 1]
      .filter { $0 > 0 && $0 < count }.map { Array(steps.prefix($0)) }
    candidates += [count / 2, 1].map { Array(steps.dropFirst($0)) }
    let single = count <= 48 ? Array(0..<count) : []
    candidates += single.map { left in
      steps.indices.filter { $0 != left }.map { steps[$0] }
    }
    return candidates.map { with(steps: .listed($0)) }
  }

  fileprivate func withFewerElements(_ steps: [ScenarioStep]) -> [Scenario] {
    let counts = tensors.map(\.elementCount)
    let whole = counts.map { Array(0..<$0) }
    var candidates: [Scenario] = []
    for (tensor, count) in counts.enumerated() where count > 0 {
      var kept: [[Int]] = []
      if count > 1 {
        kept += count <= 8 ? whole[tensor].map { [$0] } : [[0], [count - 1]]
        kept += [Array(0..<count / 2), Array(count / 2..<count)]
        // What goes wrong behind a certain length is wrong there only.
        var gap = count / 4
        while gap > 0 {
          kept.append(Array(0..<count - gap))
          gap /= 2
        }
        if count <= 16 {
          kept += whole[tensor].map { left in whole[tensor].filter { $0 != left } }
        }
      } else if tensors[tensor].shape.count > 1 {
        // One element needs no more than one extent.
        kept.append([0])
      }
      for elements in kept {
        var sample = whole
        sample[tensor] = elements
        candidates.append(LaneSample(elements: sample).projected(self))
      }
    }
    return candidates
  }

  fileprivate func withFewerFeatures(_ steps: [ScenarioStep]) -> [Scenario] {
    var candidates: [Scenario] = []
    if stochastic != nil { candidates.append(remade(stochastic: .some(nil))) }
    if hasMaster && tensors.allSatisfy({ $0.past == nil }) {
      candidates.append(remade(hasMaster: false))
    }
    if tensors.contains(where: { $0.past != nil }) {
      candidates.append(
        mappingTensors { $1.with(past: nil) }.remade(stepsBefore: 0))
    }
    if groups.contains(where: { $0.schedule != nil }) {
      let rates = groups.map { Optional($0.hyperparameters[.learningRate]) }
      candidates.append(
        remade(
          groups: groups.map {
            Group(hyperparameters: $0.hyperparameters, tensors: $0.tensors)
          }, steps: steps.map { $0.with(learningRates: rates) }))
    }
    candidates.append(
      with(steps: .listed(steps.map { $0.with(before: .init()) })))
    candidates.append(with(steps: .listed(steps.map { $0.with(changes: []) })))
    candidates.append(
      with(steps: .listed(steps.map { $0.with(repeatsGradients: false) })))
    candidates.append(
      with(
        steps: .listed(
          steps.map { step in
            var before = step.before
            before.builtWith = nil
            return step.with(before: before)
          })))
    func changing(_ index: Int, _ change: (ScenarioStep) -> ScenarioStep) {
      var changed = steps
      changed[index] = change(steps[index])
      candidates.append(with(steps: .listed(changed)))
    }
    for (index, step) in steps.enumerated().prefix(48) {
      if step.before != .init() { changing(index) { $0.with(before: .init()) } }
      if step.before.saves {
        changing(index) { step in
          var before = step.before
          before.saves = false
          return step.with(before: before)
        }
      }
      if !step.changes.isEmpty { changing(index) { $0.with(changes: []) } }
      if step.repeatsGradients { changing(index) { $0.with(repeatsGradients: false) } }
      for (tensor, gradient) in step.gradients.enumerated() {
        let size = tensors[tensor].elementCount
        if gradient == nil || gradient?.isSparse ?? false {
          changing(index) { step in
            var gradients = step.gradients
            gradients[tensor] = .dense(Array(repeating: storage.encode(1), count: size))
            return step.withGradients(gradients)
          }
        }
      }
    }
    return candidates
  }

  fileprivate func withFewerHyperparameters(_ steps: [ScenarioStep]) -> [Scenario] {
    var candidates: [Scenario] = []
    let names = Hyperparameter.allCases.filter { name in
      groups.contains { $0.hyperparameters.given[name] != nil }
    }
    func setting(_ name: Hyperparameter, to value: Double?) {
      let changed = groups.compactMap { group -> Group? in
        var values = group.hyperparameters.given
        guard values[name] != nil else { return group }
        values[name] = value
        guard let made = try? Hyperparameters(dialect.optimizer, values) else {
          return nil
        }
        return Group(
          hyperparameters: made, tensors: group.tensors, schedule: group.schedule)
      }
      guard changed.count == groups.count else { return }
      var others = steps
      if name == .learningRate, let value {
        others = steps.map { step in
          step.with(learningRates: step.learningRates.map { $0.map { _ in value } })
        }
      }
      candidates.append(remade(groups: changed, steps: others))
    }
    for name in names where name.neutral != nil { setting(name, to: nil) }
    for name in names {
      for value in [1, 0.5, 0.25, 0.125] where name.domain.contains(value) {
        if groups.contains(where: {
          ($0.hyperparameters.given[name] ?? value).digits > value.digits
        }) {
          setting(name, to: value)
        }
      }
    }
    // The group's learning rate in every step.
    let rates = groups.map {
      $0.schedule == nil ? $0.hyperparameters[.learningRate] : nil
    }
    candidates.append(with(steps: .listed(steps.map { $0.with(learningRates: rates) })))
    return candidates
  }

  fileprivate func withSimplerNumbers(_ steps: [ScenarioStep]) -> [Scenario] {
    var candidates: [Scenario] = []
    let (zero, one) = (storage.encode(0), storage.encode(1))
    for value in [zero, one] {
      candidates.append(
        mappingTensors { $1.with(initial: $1.initial.map { _ in value }) })
    }
    for value in [one, zero] {
      candidates.append(
        with(
          steps: .listed(
            steps.map { step in
              step.withGradients(step.gradients.map { $0.map { $0.map { _ in value } } })
            })))
    }
    candidates.append(
      with(
        steps: .listed(
          steps.map { step in
            step.withGradients(
              step.gradients.map { $0.map { $0.map { storage.shortened($0) } } })
          })))
    let valueCount = tensors.reduce(0) { $0 + $1.elementCount } * (steps.count + 1)
    guard valueCount <= 64 else { return candidates }
    for (tensor, entry) in tensors.enumerated() {
      for element in entry.initial.indices {
        for value in storage.simpler(than: entry.initial[element]) {
          candidates.append(settingInitial(value, of: tensor, at: element))
        }
      }
    }
    for (index, step) in steps.enumerated() {
      for (tensor, gradient) in step.gradients.enumerated() {
        guard let gradient else { continue }
        for element in gradient.values.indices {
          for value in storage.simpler(than: gradient.values[element]) {
            var position = -1
            var gradients = step.gradients
            gradients[tensor] = gradient.map { old in
              position += 1
              return position == element ? value : old
            }
            var changed = steps
            changed[index] = step.withGradients(gradients)
            candidates.append(with(steps: .listed(changed)))
          }
        }
      }
    }
    return candidates
  }

  private func settingInitial(
    _ value: UInt64, of tensor: Int, at element: Int
  ) -> Scenario {
    mappingTensors { index, entry in
      guard index == tensor else { return entry }
      var initial = entry.initial
      initial[element] = value
      return entry.with(initial: initial)
    }
  }

  /// The same run with some parts replaced.
  private func remade(
    groups: [Group]? = nil, steps: [ScenarioStep]? = nil, stepsBefore: Int? = nil,
    hasMaster: Bool? = nil, stochastic: StochasticSource?? = nil
  ) -> Scenario {
    Scenario(
      dialect: dialect, scalars: scalars, storage: storage, arithmetic: arithmetic,
      groups: groups ?? self.groups, steps: steps.map { .listed($0) } ?? self.steps,
      stepsBefore: stepsBefore ?? self.stepsBefore,
      hasMaster: hasMaster ?? self.hasMaster, stochastic: stochastic ?? self.stochastic)
  }
}

extension ScenarioStep {
  fileprivate func with(
    learningRates: [Double?]? = nil, before: Interruption? = nil,
    changes: [[Hyperparameter: Double]]? = nil, repeatsGradients: Bool? = nil
  ) -> ScenarioStep {
    ScenarioStep(
      gradients: gradients, learningRates: learningRates ?? self.learningRates,
      before: before ?? self.before, changes: changes ?? self.changes,
      repeatsGradients: repeatsGradients ?? self.repeatsGradients)
  }
}

extension FloatFormat {
  /// Encodings that are simpler: of 0, 1, 1/2, and with fewer digits.
  fileprivate func simpler(than bits: UInt64) -> [UInt64] {
    let own = decode(bits).digits
    return [encode(0), encode(1), encode(0.5), shortened(bits)].filter {
      $0 != bits && decode($0).digits < own
    }
  }

  /// The number with three significant bits.
  fileprivate func shortened(_ bits: UInt64) -> UInt64 {
    let value = decode(bits)
    guard value.isFinite, value != 0 else { return bits }
    let unit = Double(sign: .plus, exponent: value.exponent - 2, significand: 1)
    return encode((value / unit).rounded(.towardZero) * unit)
  }
}
