import Dialects
import Formats
import Foundation
import Optimizers
import Testing
import _TestSupport

/// The loops in vector code give the bits of the generic loops.
@Suite struct VectorLoopTests {
  static let levels = FloatFormat.SIMDLevel.supported.filter { $0 != .scalar }

  @Test(arguments: levels)
  func `random rules give the generic bits`(level: FloatFormat.SIMDLevel) throws {
    var generator = seeded(0x7ec0)
    try compareRules(Double.self, .binary64, level, using: &generator)
    try compareRules(Float.self, .binary32, level, using: &generator)
    try compareRules(Float.self, .binary64, level, using: &generator)
    try compareRules(Binary16.self, .binary16, level, using: &generator)
    try compareRules(Binary16.self, .binary32, level, using: &generator)
    try compareRules(BFloat16.self, .bfloat16, level, using: &generator)
    try compareRules(BFloat16.self, .binary32, level, using: &generator)
    try compareRules(E4M3.self, .e4m3, level, using: &generator)
    try compareRules(E4M3.self, .binary32, level, using: &generator)
    try compareRules(E5M2.self, .e5m2, level, using: &generator)
    try compareRules(E5M2.self, .binary32, level, using: &generator)
  }

  /// Rules of every optimizer, on tensors of any length at any address.
  private func compareRules<Scalar: StorageScalar>(
    _: Scalar.Type, _ arithmetic: FloatFormat, _ level: FloatFormat.SIMDLevel,
    using generator: inout SplitMix64
  ) throws {
    for optimizer in Optimizer.allCases {
      for _ in 0..<14 * Search.effort {
        let dialect = try Dialect(
          optimizer, randomChanges(optimizer, using: &generator))
        let hyper = try Hyperparameters(
          optimizer, randomHyperparameters(optimizer, using: &generator))
        let count = generator.integer(in: 1...45)
        var generic = try ParameterOptimizer<Scalar>(
          dialect: dialect, arithmetic: arithmetic,
          scalars: generator.choice(ScalarEvaluation.allCases))
        try generic.addGroup(hyper)
        try generic.addTensor(shape: [count])
        generic.vectorLevel = .scalar
        var fast = generic
        fast.vectorLevel = level
        let initial: [Scalar] = wildValues(count, using: &generator)
        let offset = generator.integer(in: 0...15)
        var (expected, got) = (Placed(initial, at: 0), Placed(initial, at: offset))
        for step in 1...generator.integer(in: 2...8) {
          let gradient: [Scalar] = wildValues(count, using: &generator)
          try expected.step(&generic, gradient)
          try got.step(&fast, gradient)
          guard canonical(fast, got.values) == canonical(generic, expected.values) else {
            Issue.record(
              """
              \(Scalar.storageFormat) in \(arithmetic), step \(step), \(dialect), \
              \(hyper.given): other bits
              """)
            return
          }
        }
        #expect(got.isUntouchedOutside)
      }
    }
  }

  @Test(arguments: levels)
  func `every short length at every place`(level: FloatFormat.SIMDLevel) throws {
    for scenario in try Scenario.all() {
      try comparePlaces(scenario, Float.self, level, lengths: Array(0...70), step: 3)
      try comparePlaces(
        scenario, Double.self, level, lengths: [1, 7, 9, 33, 70], step: 2)
      try comparePlaces(scenario, Binary16.self, level, lengths: [1, 17, 70], step: 2)
      try comparePlaces(scenario, BFloat16.self, level, lengths: [1, 17, 70], step: 2)
      try comparePlaces(
        scenario, Float.self, level, lengths: [127, 128, 255, 513, 1024, 1025], step: 5)
    }
  }

  @Test(arguments: levels)
  func `every length at every place for Adam`(level: FloatFormat.SIMDLevel) throws {
    let adam = try #require(Scenario.all().first { $0.name == "adam" })
    try comparePlaces(adam, Float.self, level, lengths: Array(0...1025), step: 1)
  }

  /// Compares the beginnings of one long tensor with tensors of their own.
  ///
  /// Elements never mix, so a single run of the generic loops has the bits of all.
  private func comparePlaces<Scalar: StorageScalar>(
    _ scenario: Scenario, _: Scalar.Type, _ level: FloatFormat.SIMDLevel, lengths: [Int],
    step: Int
  ) throws {
    var generator = seeded(0x91ace, for: scenario.name)
    let longest = lengths.max() ?? 0
    let initial = tameValues(longest, Scalar.self, using: &generator)
    let gradient = tameValues(longest, Scalar.self, using: &generator)
    var generic: ParameterOptimizer<Scalar> = try scenario.make(counts: [longest])
    generic.vectorLevel = .scalar
    var expected = Placed(initial, at: 0)
    try expected.step(&generic, gradient)
    let slots = generic.slots(ofTensor: 0)
    let states = slots.compactMap { generic.state($0, ofTensor: 0) }
    for length in lengths {
      var fresh: ParameterOptimizer<Scalar> = try scenario.make(counts: [length])
      fresh.vectorLevel = level
      let ownGradient = Array(gradient[..<length])
      let ownInitial = Array(initial[..<length])
      for offset in stride(from: 0, through: 15, by: step) {
        var fast = fresh
        var got = Placed(ownInitial, at: offset)
        try got.step(&fast, ownGradient)
        let isEqual =
          areSameBits(got.values, expected.values)
          && zip(slots, states).allSatisfy { slot, state in
            areSameBits(fast.state(slot, ofTensor: 0) ?? [], state)
          }
        guard isEqual, got.isUntouchedOutside else {
          Issue.record(
            """
            \(scenario.name), \(Scalar.storageFormat), length \(length), offset \
            \(offset): other bits
            """)
          return
        }
      }
    }
  }

  @Test(arguments: levels)
  func `threads change no bit`(level: FloatFormat.SIMDLevel) throws {
    // More than four of the pieces that threads take, and a rest.
    let count = 4 * 16384 + 1003
    for scenario in try Scenario.all() where scenario.name != "adamw" {
      var generator = seeded(0x74ead, for: scenario.name)
      let initial = tameValues(count, Float.self, using: &generator)
      let gradient = tameValues(count, Float.self, using: &generator)
      var alone: ParameterOptimizer<Float> = try scenario.make(counts: [count])
      alone.vectorLevel = level
      let fresh = alone
      var expected = Placed(initial, at: 0)
      for _ in 1...2 { try expected.step(&alone, gradient) }
      let states = alone.slots(ofTensor: 0).map { alone.state($0, ofTensor: 0) ?? [] }
      for threads in 2...4 {
        var shared = fresh
        shared.threadCount = threads
        var got = Placed(initial, at: 0)
        for _ in 1...2 { try got.step(&shared, gradient) }
        #expect(areSameBits(got.values, expected.values))
        for (slot, state) in zip(shared.slots(ofTensor: 0), states) {
          #expect(areSameBits(shared.state(slot, ofTensor: 0) ?? [], state))
        }
      }
    }
  }

  @Test func `optimizers that share the threads do not disturb each other`() async throws
  {
    let count = 5 * 16384
    var generator = seeded(0x74eae)
    let initial = tameValues(count, Float.self, using: &generator)
    let gradient = tameValues(count, Float.self, using: &generator)
    var alone = try Adam<Float>()
    try alone.addTensor(shape: [count])
    var shared = alone
    shared.threadCount = 3
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
    for result in results { #expect(areSameBits(result, expected[0])) }
  }

  @Test func `one thread unless told otherwise`() throws {
    var optimizer = try Adam<Float>()
    #expect(optimizer.threadCount == 1)
    optimizer.threadCount = 2
    #expect(optimizer.base.threadCount == 2)
  }

  /// All that can be seen of an optimizer with one tensor, with one NaN.
  private func canonical<Scalar>(
    _ optimizer: ParameterOptimizer<Scalar>, _ parameters: [Scalar]
  ) -> [[UInt64]] {
    ([parameters]
      + optimizer.slots(ofTensor: 0).map { optimizer.state($0, ofTensor: 0) ?? [] })
      .map { $0.map(\.canonicalEncoding) }
  }

  /// Values in [−3, 3], which no rule takes to a NaN.
  private func tameValues<Scalar: StorageScalar>(
    _ count: Int, _: Scalar.Type, using generator: inout SplitMix64
  ) -> [Scalar] {
    (0..<count).map { _ in Scalar(nearest: generator.double(in: -3...3)) }
  }

  /// Values of all kinds, the special ones often.
  private func wildValues<Scalar: StorageScalar>(
    _ count: Int, using generator: inout SplitMix64
  ) -> [Scalar] {
    let format = Scalar.storageFormat
    return (0..<count).map { _ in
      guard generator.oneIn(6) else {
        return Scalar(encoding: generator.encoding(format))
      }
      let tiny = Double(
        sign: generator.bool() ? .plus : .minus,
        exponent: format.smallestSubnormalExponent, significand: 1)
      return Scalar(
        nearest: generator.choice([
          0, -0.0, .infinity, -.infinity, .nan, tiny, 1, -1, 3 * tiny,
        ]))
    }
  }
}

/// Whether the first is bit for bit the beginning of the second.
private func areSameBits<Scalar>(_ a: [Scalar], _ b: [Scalar]) -> Bool {
  guard a.count <= b.count else { return false }
  return a.withUnsafeBytes { a in
    b.withUnsafeBytes { b in
      guard let start = a.baseAddress, let other = b.baseAddress else { return true }
      return memcmp(start, other, a.count) == 0
    }
  }
}

/// Parameters at a distance from a well-aligned address, with guards around.
private struct Placed<Scalar: StorageScalar> {
  private var memory: [Scalar]
  private let range: Range<Int>
  private static var guardValue: Scalar { Scalar(nearest: 0.5) }

  init(_ values: [Scalar], at offset: Int) {
    memory =
      Array(repeating: Self.guardValue, count: offset) + values
      + Array(repeating: Self.guardValue, count: 16)
    range = offset..<offset + values.count
  }

  var values: [Scalar] { Array(memory[range]) }

  var isUntouchedOutside: Bool {
    memory[..<range.lowerBound].allSatisfy { $0 == Self.guardValue }
      && memory[range.upperBound...].allSatisfy { $0 == Self.guardValue }
  }

  mutating func step(
    _ optimizer: inout ParameterOptimizer<Scalar>, _ gradient: [Scalar]
  ) throws {
    let range = range
    try memory.withUnsafeMutableBufferPointer { memory in
      try gradient.withUnsafeBufferPointer { gradient in
        try optimizer.step(
          [UnsafeMutableBufferPointer(rebasing: memory[range])], gradients: [gradient])
      }
    }
  }
}
