import Dialects
import Formats
import Optimizers
import _StepSupport
import _TestSupport

private let levels = FloatFormat.SIMDLevel.vectors

/// binary32: every length at every place, with one to four threads.
func placeJobs(_ scenarios: [Scenario]) -> [Job] {
  scenarios.map { scenario -> Job in
    {
      var generator = SplitMix64(seed: 1)
      let comparison = try PlaceComparison(
        scenario, Float.self, .binary32, longest: 1025, using: &generator)
      for length in 0...1025 {
        let offsets = (0...15).map {
          (parameters: $0, gradients: ($0 * 7 + length) % 16)
        }
        for level in levels {
          for threads in 1...4 {
            if let fault = try comparison.fault(
              level, length: length, offsets: offsets, threads: threads)
            {
              return fault
            }
          }
        }
      }
      // Some lengths at every pair of places.
      for length in [1, 3, 15, 16, 17, 33, 70, 129, 1025] {
        let offsets = (0..<256).map { (parameters: $0 / 16, gradients: $0 % 16) }
        for level in levels {
          if let fault = try comparison.fault(level, length: length, offsets: offsets) {
            return fault
          }
        }
      }
      return nil
    }
  }
}

/// Other numbers: short lengths, and some others, at every place.
func otherPlaceJobs(_ scenarios: [Scenario]) -> [Job] {
  scenarios.flatMap { scenario in
    Numbers.all.filter(\.isVectorized).map { numbers -> Job in
      { try otherPlaceFault(scenario, numbers.storage, numbers.arithmetic) }
    }
  }
}

private func otherPlaceFault<Scalar: StorageScalar>(
  _ scenario: Scenario, _ type: Scalar.Type, _ arithmetic: FloatFormat
) throws -> String? {
  var generator = SplitMix64(seed: 2)
  let comparison = try PlaceComparison(
    scenario, type, arithmetic, longest: 1025, using: &generator)
  for length in Array(0...140) + [255, 256, 257, 511, 513, 1023, 1024, 1025] {
    let offsets = (0...15).map { (parameters: $0, gradients: ($0 * 5 + length) % 16) }
    for level in levels {
      if let fault = try comparison.fault(level, length: length, offsets: offsets) {
        return fault
      }
    }
  }
  return nil
}

/// Lengths around multiples of the pieces that threads take.
func threadJobs(_ scenarios: [Scenario]) -> [Job] {
  let types: [Numbers] = [
    Numbers(Float.self, .binary32), Numbers(Double.self, .binary64),
    Numbers(BFloat16.self, .binary32), Numbers(E4M3.self, .e4m3),
  ]
  return scenarios.flatMap { scenario in
    types.map { numbers -> Job in
      { try threadFault(scenario, numbers.storage, numbers.arithmetic) }
    }
  }
}

private func threadFault<Scalar: StorageScalar>(
  _ scenario: Scenario, _ type: Scalar.Type, _ arithmetic: FloatFormat
) throws -> String? {
  let piece = 16384
  let lengths = [piece - 1, piece, piece + 1, 2 * piece, 3 * piece + 5, 4 * piece + 1003]
  var generator = SplitMix64(seed: 3)
  let comparison = try PlaceComparison(
    scenario, type, arithmetic, longest: 4 * piece + 1003, using: &generator)
  let offsets = [(parameters: 0, gradients: 0), (parameters: 3, gradients: 5)]
  for length in lengths {
    for threads in 1...4 {
      for level in levels {
        if let fault = try comparison.fault(
          level, length: length, offsets: offsets, threads: threads)
        {
          return fault
        }
      }
    }
  }
  return nil
}

/// Random rules on wild values.
func ruleJobs() -> [Job] {
  Numbers.all.filter(\.isVectorized).flatMap { numbers in
    OptimizerName.allCases.map { optimizer -> Job in
      {
        var generator = SplitMix64(seed: 4)
        for _ in 0..<60 {
          for level in levels {
            if let fault = try ruleFault(
              optimizer, numbers.storage, numbers.arithmetic, level, using: &generator)
            {
              return fault
            }
          }
        }
        return nil
      }
    }
  }
}

/// Every optimizer, on all numbers.
func allocationJobs(_ scenarios: [Scenario]) -> [Job] {
  guard StepAllocations.areCounted else {
    print("allocations are not counted here")
    return []
  }
  return scenarios.flatMap { scenario in
    Numbers.all.map { numbers -> Job in
      { try allocationFault(scenario, numbers.storage, numbers) }
    }
  }
}

private func allocationFault<Scalar: StorageScalar>(
  _ scenario: Scenario, _ type: Scalar.Type, _ numbers: Numbers
) throws -> String? {
  for (count, threads) in [(250, 1), (2 * 16384 + 1, 2)] {
    let got = try StepAllocations.measure(
      scenario, type, numbers.arithmetic, count: count, threads: threads)
    if got != numbers.stepAllocations {
      return "\(scenario), \(numbers), \(threads) threads: \(got)"
    }
  }
  return nil
}
