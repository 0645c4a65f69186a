import Dialects
import Formats
import Oracle
import RandomNumbers
import Scenarios
import Vectors
import Verdicts

/// A random run, and what is admitted of it.
///
/// It is determined by the claim, the seed and its number: whoever has these has the run.
package struct RandomCase: Sendable {
  /// The seed of all cases.
  package let seed: UInt64
  /// The number of the case among those of the seed, from 0.
  package let number: Int
  /// The run.
  package let scenario: Scenario
  /// How large it is, and in what way.
  let size: RandomSize
  /// The steps after which values are wanted.
  package let checkpoints: [Int]
  /// The elements that are judged.
  let sample: LaneSample

  /// The identifier, such as `rmsprop/standard/binary32/random-1-37`.
  package var id: String {
    VectorFile.idPrefix(scenario.dialect, scenario.storage) + "random-\(seed)-\(number)"
  }

  /// Draws a case of a claim.
  ///
  /// - Parameter formats: The storage formats to draw from, one at least.
  package init(
    _ claim: ResolvedClaim, formats: [FloatFormat], seed: UInt64, number: Int
  ) {
    self.seed = seed
    self.number = number
    let hash = SplitMix64.output(SplitMix64.output(seed) ^ UInt64(number))
    var draw = ScenarioDraw(claim, formats: formats, random: SplitMix64(seed: hash))
    scenario = draw.scenario()
    size = draw.size
    checkpoints = draw.checkpoints(of: scenario.steps.count)
    sample = draw.sample(of: scenario)
  }
}

extension ScenarioDraw {
  /// The steps that are looked at: the last, and some before it.
  mutating func checkpoints(of count: Int) -> [Int] {
    let share = size == .manySteps ? 2 / Double(count) : 0.4
    return (1...count).filter { step in step == count || random.chance(share) }
  }

  /// Elements of which every computation has some: both ends, those about each power of
  /// two, and others.
  mutating func sample(of scenario: Scenario) -> LaneSample {
    LaneSample(
      elements: scenario.tensors.map { tensor in
        let count = tensor.elementCount
        guard count > LaneSample.wholeTensorLimit else { return Array(0..<count) }
        var elements: Set<Int> = [0, count - 1]
        for power in 0..<20 {
          for offset in -1...1 { elements.insert((1 << power) + offset) }
        }
        for _ in 0..<500 { elements.insert(random.below(count)) }
        return elements.filter { $0 < count }.sorted()
      })
  }
}
