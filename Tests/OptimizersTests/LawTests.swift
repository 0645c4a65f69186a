import Dialects
import Formats
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Elements never mix, nor do tensors, groups or optimizers.
@Suite struct LawTests {
  /// Steps a fresh optimizer and returns all that can be seen of it.
  private func run(
    _ scenario: Scenario, _ parameters: [[Float]], _ gradients: [[[Float]?]]
  ) throws -> [[UInt64]] {
    var optimizer: Optimizer<Float> = try scenario.make(
      counts: parameters.map(\.count))
    var parameters = parameters
    for gradient in gradients { try optimizer.step(&parameters, gradients: gradient) }
    return encodings(optimizer, parameters)
  }

  @Test("permuting elements permutes the result", arguments: try Scenario.all())
  func permutation(_ scenario: Scenario) throws {
    var generator = seeded(51)
    let order = Array(0..<37).shuffled(using: &generator)
    let start: [Float] = generator.values(37)
    let gradients: [[Float]] = (0..<4).map { _ in generator.values(37) }
    func permuted<T>(_ values: [T]) -> [T] { order.map { values[$0] } }
    let straight = try run(scenario, [start], gradients.map { [$0] })
    let shuffled = try run(scenario, [permuted(start)], gradients.map { [permuted($0)] })
    #expect(straight.map(permuted) == shuffled)
  }

  @Test("position and length do not matter", arguments: try Scenario.all())
  func position(_ scenario: Scenario) throws {
    let gradients: [Float] = [0.3, -1.7, 0.01]
    let alone = try run(scenario, [[1.5]], gradients.map { [[$0]] })
    for count in [1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 127, 129] {
      let many = try run(
        scenario, [Array(repeating: 1.5, count: count)],
        gradients.map { [Array(repeating: $0, count: count)] })
      for (buffer, single) in zip(many, alone) {
        #expect(buffer == Array(repeating: single[0], count: count))
      }
    }
  }

  @Test("a tensor in parts is the same tensor", arguments: try Scenario.all())
  func parts(_ scenario: Scenario) throws {
    var generator = seeded(52)
    let start: [Float] = generator.values(129)
    let gradients: [[Float]] = (0..<3).map { _ in generator.values(129) }
    let whole = try run(scenario, [start], gradients.map { [$0] })
    let cuts = [0..<64, 64..<64, 64..<65, 65..<129]
    func cut(_ values: [Float]) -> [[Float]] { cuts.map { Array(values[$0]) } }
    let split = try run(scenario, cut(start), gradients.map(cut))
    // Parameters first, then the slots of each part.
    let slots = whole.count - 1
    #expect(Array(split[..<4].joined()) == whole[0])
    for slot in 0..<slots {
      #expect((0..<4).flatMap { split[4 + $0 * slots + slot] } == whole[1 + slot])
    }
  }

  @Test("shapes only count elements", arguments: try Scenario.all())
  func shapes(_ scenario: Scenario) throws {
    var generator = seeded(53)
    let start: [Float] = generator.values(66)
    let gradient: [Float] = generator.values(66)
    let flat = try run(scenario, [start], [[gradient]])
    for shape in [[3, 22], [2, 3, 11], [66, 1], [1, 1, 66]] {
      var optimizer: Optimizer<Float> = try scenario.make()
      try optimizer.addTensor(shape: shape)
      var parameters = [start]
      try optimizer.step(&parameters, gradients: [gradient])
      #expect(encodings(optimizer, parameters) == flat)
      #expect(optimizer.shape(ofTensor: 0) == shape)
    }
  }

  @Test("many tensors, some of them empty", arguments: try Scenario.all())
  func manyTensors(_ scenario: Scenario) throws {
    var generator = seeded(54)
    let counts = (0..<45).map { $0 % 5 == 4 ? 0 : $0 }
    let start: [[Float]] = counts.map { generator.values($0) }
    let gradients = (0..<3).map { _ in counts.map { generator.values($0) as [Float] } }
    var optimizer: Optimizer<Float> = try scenario.make(counts: counts)
    var parameters = start
    for gradient in gradients { try optimizer.step(&parameters, gradients: gradient) }
    for tensor in counts.indices {
      let alone = try run(scenario, [start[tensor]], gradients.map { [$0[tensor]] })
      #expect(Float.encodings(of: parameters[tensor]) == alone[0])
      for (slot, expected) in zip(optimizer.slots(ofTensor: tensor), alone.dropFirst()) {
        #expect(optimizer.stateEncodings(slot, ofTensor: tensor) == expected)
      }
    }
  }

  @Test("NaN and infinity stay in their lanes", arguments: try Scenario.all())
  func lanes(_ scenario: Scenario) throws {
    var generator = seeded(55)
    let start: [Float] = generator.values(9)
    let clean: [[Float]] = (0..<4).map { _ in generator.values(9) }
    var dirty = clean
    dirty[1][3] = .nan
    dirty[1][7] = .infinity
    let expected = try run(scenario, [start], clean.map { [$0] })
    let got = try run(scenario, [start], dirty.map { [$0] })
    for (a, b) in zip(expected, got) {
      for i in 0..<9 where i != 3 && i != 7 { #expect(a[i] == b[i]) }
    }
    for buffer in got { #expect(FloatFormat.binary32.isNaN(buffer[3])) }
  }

  @Test("groups have hyperparameters of their own", arguments: try Scenario.all())
  func groups(_ scenario: Scenario) throws {
    var generator = seeded(56)
    let other = try OptimizerRule(
      scenario.hyperparameters.setting(.weightDecay, to: 0)
        .setting(.learningRate, to: 0.5), dialect: scenario.dialect)
    var both: Optimizer<Float> = try scenario.make(counts: [6])
    try both.addGroup(other)
    try both.addTensor(shape: [6], toGroup: 1)
    var first: Optimizer<Float> = try scenario.make(counts: [6])
    var second = try Optimizer<Float>(other)
    try second.addTensor(shape: [6])

    let start: [[Float]] = [generator.values(6), generator.values(6)]
    var together = start
    var apart = start.map { [$0] }
    for step in 1...6 {
      if step == 3 {
        try both.setLearningRates([0.02, 0.75])
        try first.setLearningRate(0.02)
        try second.setLearningRate(0.75)
      }
      if step == 5 {
        try both.setLearningRate(0.125, ofGroup: 1)
        try second.setLearningRate(0.125)
      }
      let gradients: [[Float]] = [generator.values(6), generator.values(6)]
      try both.step(&together, gradients: gradients)
      try first.step(&apart[0], gradients: [gradients[0]])
      try second.step(&apart[1], gradients: [gradients[1]])
    }
    #expect(together == apart.map { $0[0] })
    #expect(both.learningRate(ofGroup: 0) == 0.02)
    #expect(both.rule(ofGroup: 1).hyperparameters[.learningRate] == 0.125)
  }

  @Test("a copy lives a life of its own", arguments: try Scenario.all())
  func copies(_ scenario: Scenario) throws {
    var generator = seeded(57)
    var original: Optimizer<Float> = try scenario.make(counts: [5])
    var parameters: [[Float]] = [generator.values(5)]
    try original.step(&parameters, gradients: [generator.values(5)])
    let before = encodings(original, parameters)
    var copy = original
    var copied = parameters
    for _ in 0..<3 { try copy.step(&copied, gradients: [generator.values(5)]) }
    #expect(encodings(original, parameters) == before)
    #expect(encodings(copy, copied) != before)
    #expect(original.stepCount == 1 && copy.stepCount == 4)
  }

  @Test("memory of the caller's", arguments: try Scenario.all())
  func buffers(_ scenario: Scenario) throws {
    var generator = seeded(58)
    let start: [[Float]] = [generator.values(5), generator.values(3)]
    let gradient: [[Float]?] = [generator.values(5), nil]
    var (a, b): (Optimizer<Float>, Optimizer<Float>) = (
      try scenario.make(counts: [5, 3]), try scenario.make(counts: [5, 3])
    )
    var expected = start
    try a.step(&expected, gradients: gradient)
    let memory = start.map { values in
      let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: values.count)
      _ = buffer.initialize(from: values)
      return buffer
    }
    defer { for buffer in memory { buffer.deallocate() } }
    try (gradient[0] ?? []).withUnsafeBufferPointer { gradient in
      try b.step(memory, gradients: [gradient, nil])
    }
    #expect(memory.map { Array($0) } == expected)
    #expect(encodings(a, expected) == encodings(b, expected))
  }
}
