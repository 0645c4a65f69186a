import Dialects
import Formats
import Oracle
import RandomNumbers
import Scenarios
import Verdicts

/// Draws a random run that a claim covers.
///
/// What is drawn depends on the claim and the seed alone. Features that are not claimed do
/// not occur, and each that is claimed does with a probability of its own, so that some
/// runs have one of them and others several.
struct ScenarioDraw {
  let claim: ResolvedClaim
  let dialect: Dialect
  let storage: FloatFormat
  let arithmetic: FloatFormat
  let size: RandomSize
  /// The features that may occur in this run.
  let features: Set<Claim.Feature>
  var random: SplitMix64

  /// Draws what is the same in all of the run.
  ///
  /// - Parameters:
  ///   - claim: What is claimed.
  ///   - formats: The storage formats to draw from, one at least.
  init(_ claim: ResolvedClaim, formats: [FloatFormat], random: SplitMix64) {
    var random = random
    self.claim = claim
    let axes = claim.optimizer.definition.axes.map { axis, standard in
      let values = claim.supportedValues(on: axis)
      // The standard value half of the time: some runs differ from it in one axis alone.
      let isStandard = values.contains(standard) && random.chance(0.5)
      return (axis, isStandard ? standard : random.pick(values))
    }
    guard
      let dialect = try? Dialect(claim.optimizer, Dictionary(uniqueKeysWithValues: axes))
    else { preconditionFailure("a claim has values of its axes") }
    self.dialect = dialect
    // In 8 bits less can be told, and bounds are wide: such runs are rarer.
    storage = random.pick(formats + formats.filter { $0.bitWidth > 8 })
    let wider = Self.wider(than: storage).filter { claim.arithmetic.contains($0.name) }
    let hasStorage = claim.arithmetic.contains("storage")
    arithmetic =
      wider.isEmpty || hasStorage && random.chance(0.7) ? storage : random.pick(wider)
    let size = Self.size(&random)
    self.size = size
    let isSparse = dialect[AbsentRows.self] != nil
    let isMixed = arithmetic != storage
    // In a fixed order: the order of a set differs from process to process.
    let drawn = Claim.Feature.allCases.filter(claim.features.contains).filter { feature in
      switch feature {
      case .state: true
      case .sparse: isSparse && size != .largeTensor && random.chance(0.5)
      case .master: isMixed && random.chance(0.4)
      // Each element has bits of its own: none can be computed without those before it.
      case .stochastic: isMixed && size != .largeTensor && random.chance(0.4)
      // A run of thousands of steps is about the steps.
      case .schedules: size != .manySteps && random.chance(0.15)
      default: random.chance(0.3)
      }
    }
    features = Set(drawn)
    self.random = random
  }

  private static func wider(than storage: FloatFormat) -> [FloatFormat] {
    switch storage {
    case .binary64: []
    case .binary32: [.binary64]
    default: [.binary32]
    }
  }

  private static func size(_ random: inout SplitMix64) -> RandomSize {
    switch random.unit() {
    case ..<0.03: .largeTensor
    case ..<0.07: .manyTensors
    case ..<0.1: .manySteps
    default: .small
    }
  }

  /// Whether the arithmetic has so little precision or range that only moderate numbers
  /// say anything.
  var isNarrow: Bool { arithmetic.precision < 24 }
  var isTiny: Bool { arithmetic.bitWidth == 8 }

  /// Draws the run.
  mutating func scenario() -> Scenario {
    let scalars = random.pick(claim.scalars)
    let isGiven = features.contains(.givenState)
    let stepsBefore = isGiven ? drawClock(scalars) : 0
    let groups = drawGroups(stepsBefore: stepsBefore)
    let hasMaster = features.contains(.master)
    return Scenario(
      dialect: dialect, scalars: scalars, storage: storage, arithmetic: arithmetic,
      groups: groups, steps: .listed(drawSteps(groups)),
      stepsBefore: groups.contains { $0.tensors.contains { $0.past != nil } }
        ? stepsBefore : 0,
      hasMaster: hasMaster,
      stochastic: features.contains(.stochastic)
        ? StochasticSource(seed: UInt32(truncatingIfNeeded: random.next())) : nil)
  }

  /// A number of steps after which a run begins: often one near which counters end.
  private mutating func drawClock(_ scalars: Scenario.ScalarPrecision) -> Int {
    let edges = [255, 256, 2047, 2048, 32_767, 65_534, 65_535, 65_536, 1 << 24]
    // A product of powers is computed factor by factor.
    let greatest = scalars.multipliesPowers ? 65_536 : 1 << 24
    return random.chance(0.5)
      ? random.integer(in: 1...40) : random.pick(edges.filter { $0 <= greatest })
  }

  private mutating func drawGroups(stepsBefore: Int) -> [Scenario.Group] {
    let shapes = drawShapes()
    let groupCount =
      features.contains(.groups) ? min(random.integer(in: 2...3), shapes.count) : 1
    // Names in another order than the tensors: who sorts by name mixes them up.
    let names = random.shuffled((0..<shapes.count).map { name($0) })
    let owners = shapes.indices.map { $0 < groupCount ? $0 : random.below(groupCount) }
      .sorted()
    return (0..<groupCount).map { group in
      let hyperparameters = drawHyperparameters()
      let slots = dialect.stateSlots(hyperparameters)
      let tensors = shapes.indices.filter { owners[$0] == group }.map { index in
        let count = shapes[index].reduce(1, *)
        return Scenario.Tensor(
          name: names[index], shape: shapes[index],
          initial: (0..<count).map { _ in drawParameter() },
          past: stepsBefore > 0 && random.chance(0.8)
            ? drawPast(of: count, slots, stepsBefore: stepsBefore) : nil)
      }
      return Scenario.Group(
        hyperparameters: hyperparameters, tensors: tensors,
        schedule: features.contains(.schedules) && random.chance(0.8)
          ? drawSchedule() : nil)
    }
  }

  private func name(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let letter = String(letters[index % letters.count])
    return index < letters.count ? letter : letter + "\(index / letters.count)"
  }

  /// Shapes of tensors, of which one has an element at least.
  private mutating func drawShapes() -> [[Int]] {
    var shapes = drawAnyShapes()
    if shapes.allSatisfy({ $0.contains(0) }) { shapes[0] = [2] }
    return shapes
  }

  private mutating func drawAnyShapes() -> [[Int]] {
    switch size {
    case .small, .manySteps:
      let most = size == .small ? 4 : 1
      return (0..<random.integer(in: 1...most)).map { _ in
        size == .small ? drawShape() : [random.integer(in: 1...2)]
      }
    case .manyTensors:
      return (0..<random.integer(in: 20...100)).map { _ in [random.integer(in: 0...2)] }
    case .largeTensor:
      let power = 1 << random.integer(in: 9...16)
      let count =
        random.chance(0.7)
        ? power + random.integer(in: -1...1)
        : Int(random.logarithmic(in: 1000...100_000))
      return random.chance(0.3) ? [[count], [3]] : [[count]]
    }
  }

  /// A shape of up to four extents and about a dozen elements.
  private mutating func drawShape() -> [Int] {
    switch random.below(10) {
    case 0: return []
    case 1: return [0]
    case 2: return [random.integer(in: 0...2), random.integer(in: 0...3)]
    case 3: return [random.integer(in: 1...3), 2, random.integer(in: 1...2)]
    case 4: return [1, random.integer(in: 1...2), 2, random.integer(in: 1...3)]
    case 5, 6: return [random.integer(in: 1...4), random.integer(in: 1...3)]
    default: return [random.integer(in: 1...9)]
    }
  }
}
