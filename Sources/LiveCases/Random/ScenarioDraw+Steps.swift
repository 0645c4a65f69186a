import Dialects
import Formats
import Scenarios
import Vectors
import Verdicts

extension ScenarioDraw {
  /// How the gradients of a tensor are.
  private struct GradientStyle {
    let greatest: Double
    let kind: Kind

    enum Kind: CaseIterable {
      /// Any numbers.
      case any
      /// The same in every step.
      case constant
      /// Small multiples of a power of two, with which ties and cancellations occur.
      case dyadic
    }
  }

  mutating func drawSteps(_ groups: [Scenario.Group]) -> [ScenarioStep] {
    let tensors = groups.flatMap(\.tensors)
    let styles = tensors.map { _ in
      GradientStyle(
        greatest: random.logarithmic(in: isNarrow ? 0.25...2 : 0x1p-8...16),
        kind: random.pick([.any, .any, .any, .constant, .dyadic]))
    }
    let count = drawCount()
    let isSpecial = size != .manySteps && random.chance(0.06)
    // Something that is kept is gone back to.
    let keeps = features.contains(.fork) ? random.below(max(1, count / 2)) : count
    var course = HyperparameterCourse(of: groups)
    var hasMoved = false
    var steps: [ScenarioStep] = []
    for step in 0..<count {
      var before = ScenarioStep.Interruption()
      if step > keeps, random.chance(0.3) {
        before.rewinds = true
      } else if step > 0, features.contains(.restore), random.chance(0.25) {
        before.restores = true
      }
      if step == keeps || step > keeps && random.chance(0.1) { before.saves = true }
      if before.restores || before.rewinds, features.contains(.savedHyperparameters) {
        before.builtWith = groups.indices.map { other(course.present[$0]) }
      }
      course.pass(before)
      var changes: [[Hyperparameter: Double]] = []
      if features.contains(.changingHyperparameters), random.chance(0.3) {
        changes = course.present.map { drawChanges(of: $0) }
        if changes.allSatisfy(\.isEmpty) { changes = [] }
      }
      do { try course.take(changes) } catch {
        preconditionFailure("a drawn change is invalid: \(error)")
      }
      let repeats =
        features.contains(.sameGradients) && hasMoved && random.chance(0.25)
      let gradients =
        repeats
        ? steps[step - 1].gradients
        : tensors.indices.map { index in
          drawGradient(
            of: tensors[index], styles[index], isSpecial: isSpecial && random.chance(0.3),
            previous: steps.last?.gradients[index])
        }
      hasMoved = true
      steps.append(
        ScenarioStep(
          gradients: gradients,
          learningRates: groups.indices.map { group in
            groups[group].schedule == nil
              ? drawRate(course.present[group][.learningRate]) : nil
          }, before: before, changes: changes, repeatsGradients: repeats))
    }
    return steps
  }

  private mutating func drawCount() -> Int {
    switch size {
    case .small: random.integer(in: 1...(isTiny ? 4 : 10))
    case .manyTensors, .largeTensor: random.integer(in: 1...3)
    case .manySteps: Int(random.logarithmic(in: 100...3000))
    }
  }

  /// The learning rate of a step: sometimes another one, and now and then 0.
  private mutating func drawRate(_ rate: Double) -> Double {
    guard claim.values[.learningRate] == nil else { return rate }
    return switch random.below(20) {
    case 0: 0
    case 1, 2: rate * 0.5
    case 3: rate * 1.5
    default: rate
    }
  }

  /// Changes of some hyperparameters that are in use; what is absent stays so.
  private mutating func drawChanges(
    of present: Hyperparameters
  ) -> [Hyperparameter: Double] {
    var changes: [Hyperparameter: Double] = [:]
    for name in claim.optimizer.definition.hyperparameters
    where name.mayChange && present.uses(name) && random.chance(0.4) {
      guard claim.hyperparameters.contains(name), let value = drawValue(of: name),
        value != name.neutral
      else { continue }
      changes[name] = value
    }
    return changes
  }

  /// Hyperparameters of another optimizer of the kind, which one is made with before it
  /// takes over what was saved.
  private mutating func other(_ present: Hyperparameters) -> Hyperparameters {
    var values = present.given
    for (name, value) in drawChanges(of: present) { values[name] = value }
    return (try? Hyperparameters(claim.optimizer, values)) ?? present
  }

  private mutating func drawGradient(
    of tensor: Scenario.Tensor, _ style: GradientStyle, isSpecial: Bool,
    previous: StepGradient<UInt64>??
  ) -> StepGradient<UInt64>? {
    if features.contains(.absentGradients), random.chance(0.25) { return nil }
    let extent = tensor.shape.first ?? 0
    if features.contains(.sparse), extent > 0, random.chance(0.6) {
      let rows = (0..<random.integer(in: 0...min(extent + 1, 6))).map { _ in
        random.below(extent)
      }
      let count = rows.count * tensor.shape.dropFirst().reduce(1, *)
      return .rows(rows, values: drawValues(count, style, isSpecial: isSpecial))
    }
    if style.kind == .constant, case .dense(let values)?? = previous {
      return .dense(values)
    }
    return .dense(drawValues(tensor.elementCount, style, isSpecial: isSpecial))
  }

  private mutating func drawValues(
    _ count: Int, _ style: GradientStyle, isSpecial: Bool
  ) -> [UInt64] {
    // Whole tensors of zeros are no rarity: layers that are frozen or masked.
    if random.chance(0.06) { return Array(repeating: storage.encode(0), count: count) }
    var values = (0..<count).map { _ -> UInt64 in
      if random.chance(0.06) { return storage.encode(0) }
      return switch style.kind {
      case .any, .constant:
        storage.encode(drawNumber(in: style.greatest * 0x1p-6...style.greatest))
      case .dyadic: storage.encode(Double(random.integer(in: -4...4)) * 0.25)
      }
    }
    if isSpecial, count > 0 {
      values[random.below(count)] = drawSpecial()
    }
    return values
  }

  /// A number that is special, or at an end of the format.
  private mutating func drawSpecial() -> UInt64 {
    let sign: UInt64 = random.chance(0.5) ? 1 << UInt64(storage.bitWidth - 1) : 0
    return switch random.below(6) {
    case 0: sign | storage.encode(.infinity)
    case 1: storage.encode(.nan)
    case 2: sign | storage.greatestFiniteBits
    // The least subnormal number, and the least normal one.
    case 3: sign | 1
    case 4: sign | 1 << UInt64(storage.precision - 1)
    default: sign
    }
  }
}
