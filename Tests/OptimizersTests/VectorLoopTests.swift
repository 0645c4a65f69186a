import Dialects
import Formats
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// The loops in vector code give the bits of the generic loops.
///
/// `Benchmarks/Exhaustive` does the same in optimized code, for every length.
@Suite struct VectorLoopTests {
  static let levels = FloatFormat.SIMDLevel.vectors

  @Test("random rules give the generic bits", arguments: levels)
  func randomRules(level: FloatFormat.SIMDLevel) throws {
    var generator = seeded(0x7ec0)
    for numbers in Numbers.all where numbers.isVectorized {
      for optimizer in OptimizerName.allCases {
        for _ in 0..<7 * Search.effort {
          let fault = try ruleFault(
            optimizer, numbers.storage, numbers.arithmetic, level, using: &generator)
          guard fault == nil else {
            Issue.record("\(fault ?? "")")
            return
          }
        }
      }
    }
  }

  @Test("short lengths at every place", arguments: levels)
  func shortLengths(level: FloatFormat.SIMDLevel) throws {
    for scenario in try Scenario.all() {
      try comparePlaces(scenario, Float.self, .binary32, level, Array(0...70), step: 3)
      try comparePlaces(
        scenario, Float.self, .binary32, level, [127, 255, 513, 1024, 1025], step: 5)
      for numbers in Numbers.all where numbers.hasLoops {
        try comparePlaces(
          scenario, numbers.storage, numbers.arithmetic, level, [1, 9, 17, 70], step: 4)
      }
    }
  }

  private func comparePlaces<Scalar: StorageScalar>(
    _ scenario: Scenario, _ type: Scalar.Type, _ arithmetic: FloatFormat,
    _ level: FloatFormat.SIMDLevel, _ lengths: [Int], step: Int
  ) throws {
    var generator = seeded(0x91ace, for: scenario.name)
    let comparison = try PlaceComparison(
      scenario, type, arithmetic, longest: lengths.max() ?? 0, using: &generator)
    for length in lengths {
      let offsets = stride(from: 0, through: 15, by: step).map {
        (parameters: $0, gradients: ($0 * 7 + length) % 16)
      }
      let fault = try comparison.fault(level, length: length, offsets: offsets)
      #expect(fault == nil)
    }
  }

  @Test("threads change no bit", arguments: levels)
  func threads(level: FloatFormat.SIMDLevel) throws {
    // A piece for each of four threads, one of them short.
    let count = 3 * 16384 + 1003
    for scenario in try Scenario.all() where scenario.name != "adamw" {
      var generator = seeded(0x74ead, for: scenario.name)
      let comparison = try PlaceComparison(
        scenario, Float.self, .binary32, longest: count, using: &generator)
      for threads in 2...4 {
        let fault = try comparison.fault(
          level, length: count, offsets: [(parameters: 3, gradients: 5)],
          threads: threads)
        #expect(fault == nil)
      }
    }
  }

  @Test("optimizers that share the threads do not disturb each other")
  func sharedThreads() async throws {
    let count = 5 * 16384
    var generator = seeded(0x74eae)
    let initial: [Float] = generator.tameValues(count)
    let gradient: [Float] = generator.tameValues(count)
    var alone = try Optimizer<Float>(.adam())
    try alone.addTensor(shape: [count])
    var shared = alone
    shared.threads = 3
    var expected = [initial]
    for _ in 1...5 { try alone.step(&expected, gradients: [gradient]) }
    let fresh = shared
    let results = try await withThrowingTaskGroup(of: [Float].self) { group in
      for _ in 1...4 {
        group.addTask {
          var (own, values) = (fresh, [initial])
          for _ in 1...5 { try own.step(&values, gradients: [gradient]) }
          return values[0]
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for result in results { #expect(result == expected[0]) }
  }

  @Test("one thread unless told otherwise")
  func threadDefault() throws {
    var optimizer = try Optimizer<Float>(.adam())
    #expect(optimizer.threads == 1)
    optimizer.threads = 2
    #expect(optimizer.threads == 2)
    #expect(try Optimizer<Float>(.adam(), threads: 3).threads == 3)
  }
}
