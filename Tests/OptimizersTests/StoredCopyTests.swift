import Dialects
import Formats
import Foundation
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Master copies and stochastic rounding (SPEC §13).
@Suite struct StoredCopyTests {
  private func bitwise(
    _ scenario: Scenario, storage: FloatFormat, arithmetic: FloatFormat,
    initial: [UInt64], master: Bool = false, seed: UInt32? = nil
  ) throws -> any BitwiseOptimizer {
    try makeBitwiseOptimizer(
      [BitwiseGroup(scenario.rule, tensors: [([initial.count], initial)])],
      storage: storage, arithmetic: arithmetic, masterCopies: master,
      stochasticSeed: seed)
  }

  @Test("a master copy is the wide run, rounded", arguments: try Scenario.all())
  func masterIsWide(_ scenario: Scenario) throws {
    var random = seeded(101)
    for storage in [FloatFormat.binary16, .bfloat16, .e4m3, .e5m2] {
      func wide(_ bits: [UInt64]) -> [UInt64] {
        bits.map { FloatFormat.binary32.encode(storage.decode($0)) }
      }
      let initial = random.encodings(9, storage)
      var own = try bitwise(
        scenario, storage: storage, arithmetic: .binary32, initial: initial, master: true)
      var other = try bitwise(
        scenario, storage: .binary32, arithmetic: .binary32, initial: wide(initial))
      for _ in 1...8 {
        let gradient = random.encodings(9, storage)
        try own.step(gradients: [gradient])
        try other.step(gradients: [wide(gradient)])
        #expect(own.state(.masterParameter, ofTensor: 0) == other.parameters[0])
        #expect(
          own.parameters[0]
            == other.parameters[0].map {
              storage.encode(storage.round(FloatFormat.binary32.decode($0)))
            })
        for slot in other.slots(ofTensor: 0) {
          #expect(own.state(slot, ofTensor: 0) == other.state(slot, ofTensor: 0))
        }
      }
      #expect(own.slots(ofTensor: 0) == other.slots(ofTensor: 0) + [.masterParameter])
    }
  }

  @Test("a master copy keeps small steps")
  func smallSteps() throws {
    var optimizer = try Optimizer<BFloat16>(
      .sgd(learningRate: 0x1p-12), masterCopies: true)
    try optimizer.addTensor(shape: [1])
    var parameters = [[BFloat16(1)]]
    #expect(optimizer.state(.masterParameter, ofTensor: 0) == [])
    for _ in 0..<16 { try optimizer.step(&parameters, gradients: [[BFloat16(-1)]]) }
    #expect(optimizer.state(.masterParameter, ofTensor: 0) == [1 + 0x1p-8])
    // 1 + 2^−8 is a tie between 1 and 1 + 2^−7.
    #expect(parameters == [[BFloat16(1)]])
    try optimizer.step(&parameters, gradients: [[BFloat16(-1)]])
    #expect(parameters == [[BFloat16(1 + 0x1p-7)]])
    try optimizer.setMasterCopies(to: [[BFloat16(3)]])
    #expect(optimizer.state(.masterParameter, ofTensor: 0) == [3])
  }

  @Test("all ways to step keep the same master copies", arguments: try Scenario.all())
  func waysToStep(_ scenario: Scenario) throws {
    var random = seeded(103)
    func values(_ count: Int) -> [BFloat16] {
      BFloat16.values(encodedBy: random.encodings(count, .bfloat16))
    }
    let counts = [700, 0, 5]
    var arrays = try Optimizer<BFloat16>(scenario.rule, masterCopies: true)
    for count in counts { try arrays.addTensor(shape: [count]) }
    var (sparse, buffers) = (arrays, arrays)
    var x = counts.map(values)
    var y = x
    let memory = x.map { values in
      let buffer = UnsafeMutableBufferPointer<BFloat16>.allocate(capacity: values.count)
      _ = buffer.initialize(from: values)
      return buffer
    }
    defer { for buffer in memory { buffer.deallocate() } }
    for step in 1...3 {
      let gradients = counts.map { step == 2 && $0 == 5 ? nil : values($0) }
      try arrays.step(&x, gradients: gradients)
      try sparse.step(&y, gradients: gradients.map { $0.map { .dense($0) } })
      let copies = gradients.map { gradient in
        gradient.map { values in
          let buffer = UnsafeMutableBufferPointer<BFloat16>.allocate(
            capacity: values.count)
          _ = buffer.initialize(from: values)
          return buffer
        }
      }
      defer { for buffer in copies { buffer?.deallocate() } }
      try buffers.step(
        memory, gradients: copies.map { $0.map { UnsafeBufferPointer($0) } })
    }
    let expected = encodings(arrays, x)
    #expect(encodings(sparse, y) == expected)
    #expect(encodings(buffers, memory.map { Array($0) }) == expected)
  }

  @Test("master copies before the first step, and in a new optimizer")
  func masterSnapshots() throws {
    var optimizer = try Optimizer<BFloat16>(.adam(), masterCopies: true)
    try optimizer.addTensor(shape: [2])
    let cold = optimizer.snapshot()
    var (x, y) = ([[BFloat16(1), BFloat16(-2)]], [[BFloat16(1), BFloat16(-2)]])
    let gradients: [[BFloat16]?] = [[BFloat16(0.5), BFloat16(1)]]
    try optimizer.step(&x, gradients: gradients)
    // A cold one takes its copies from the parameters that it is handed first.
    var other = try Optimizer<BFloat16>(restoring: cold)
    #expect(other.hasMasterCopies && other.arithmetic == .binary32)
    try other.step(&y, gradients: gradients)
    #expect(encodings(optimizer, x) == encodings(other, y))
    #expect(
      try Optimizer<BFloat16>(restoring: other.snapshot()).snapshot() == other.snapshot())
    try other.restore(cold)
    #expect(other.snapshot() == cold)
    #expect(throws: SnapshotError.self) { try Optimizer<Binary16>(restoring: cold) }
    #expect(throws: SnapshotError.self) {
      var changed = optimizer.snapshot()
      changed.tensors[0].state[.masterParameter] = []
      try other.restore(changed)
    }
  }

  @Test("rows that stay keep their stored copy", arguments: AbsentRows.allCases)
  func stays(_ absent: AbsentRows) throws {
    let dialect = Dialect.standard(.adam).with(absent)
    var optimizer = try Optimizer<E5M2>(
      .adam(learningRate: 1e-9, dialect: dialect), masterCopies: true, stochasticSeed: 5)
    let count = 400
    try optimizer.addTensor(shape: [count])
    let ones = Array(repeating: E5M2(1), count: count)
    var parameters = [ones]
    // All masters are moved off the stored values.
    try optimizer.setLearningRates([0.05])
    try optimizer.step(&parameters, gradients: [.dense(ones)])
    try optimizer.setLearningRates([0])
    let before = parameters[0]
    #expect(Set(before).count == 2)
    try optimizer.step(&parameters, gradients: [.rows([0], values: [E5M2(1)])])
    let changes = zip(before, parameters[0]).dropFirst().count { $0 != $1 }
    #expect(absent == .zero ? changes > 50 : changes == 0)
    let state = parameters
    try optimizer.step(&parameters, gradients: [nil])
    #expect(parameters == state)
  }

  @Test("stochastic rounding is unbiased, and a matter of the place alone")
  func stochastic() throws {
    let count = 20_000
    for (share, master) in [(0.25, false), (0.5, true), (0.9, false)] {
      func run(seed: UInt32, tensors: [Int]) throws -> [[UInt64]] {
        let minusOne = FloatFormat.bfloat16.encode(-1)
        var optimizer = try makeBitwiseOptimizer(
          [
            BitwiseGroup(
              .sgd(learningRate: 0x1p-7 * share),
              tensors: tensors.map { ([$0], Array(repeating: minusOne, count: $0)) })
          ],
          storage: .bfloat16, arithmetic: .binary32, masterCopies: master,
          stochasticSeed: seed)
        let one = FloatFormat.bfloat16.encode(1)
        try optimizer.step(
          gradients: tensors.map { Array(repeating: one, count: $0) })
        return optimizer.parameters
      }
      let got = try run(seed: 1, tensors: [count])[0]
      let away = FloatFormat.bfloat16.encode(-1 - 0x1p-7)
      let moved = got.count { $0 == away }
      #expect(Set(got) == [away, FloatFormat.bfloat16.encode(-1)])
      // Four standard deviations of the mean.
      let deviation = (share * (1 - share) / Double(count)).squareRoot()
      #expect(abs(Double(moved) / Double(count) - share) < 4 * deviation)
      #expect(try run(seed: 1, tensors: [count])[0] == got)
      #expect(try run(seed: 2, tensors: [count])[0] != got)
      #expect(try run(seed: 1, tensors: [100, 100])[0] == Array(got[..<100]))
      #expect(try run(seed: 1, tensors: [100, 100])[1] != Array(got[..<100]))
    }
  }

  @Test("the generator's first numbers")
  func generator() throws {
    // Worked out by hand from SPEC §13 in Python.
    let expected: [(seed: UInt32, step: Int, r: [UInt32])] = [
      (0x00000000, 1, [0x420b3286, 0x0891fde4, 0xd05394b2, 0xee7725ca]),
      (0x00000001, 1, [0xc298f2b9, 0x594f2743, 0x48921248, 0xb15011a1]),
      (0xdeadbeef, 3, [0x57804c1d, 0x4352ed25, 0x46412e19, 0x4753c265]),
      (0xffffffff, 2, [0x7d90eb32, 0xe58231af, 0x4348c6ba, 0xab09e354]),
    ]
    for (seed, steps, numbers) in expected {
      for (element, r) in numbers.enumerated() {
        for isUp in [false, true] {
          // ⌊d·2^32⌋ + r reaches 2^32 exactly from d = 1 − r·2^−32 on.
          let parts = 0x1_0000_0000 - UInt64(r) - (isUp ? 0 : 1)
          guard parts < 0x1_0000_0000 else { continue }
          let d = Double(parts) * 0x1p-32
          let initial = Array(
            repeating: FloatFormat.binary16.encode(-1), count: element + 1)
          var optimizer = try makeBitwiseOptimizer(
            [
              BitwiseGroup(
                .sgd(learningRate: d * 0x1p-10), tensors: [([element + 1], initial)])
            ],
            storage: .binary16, arithmetic: .binary64, stochasticSeed: seed)
          for _ in 1..<steps { try optimizer.step(gradients: [[UInt64]?.none]) }
          let one = FloatFormat.binary16.encode(1)
          try optimizer.step(
            gradients: [Array(repeating: one, count: element + 1)])
          let value = FloatFormat.binary16.decode(optimizer.parameters[0][element])
          #expect(value == (isUp ? -1 - 0x1p-10 : -1), "element \(element)")
        }
      }
    }
  }

  @Test("snapshots with everything that there is", arguments: try Scenario.all())
  func snapshots(_ scenario: Scenario) throws {
    var random = seeded(102)
    let takesRows = scenario.dialect.values[.absentRows] != nil
    let dialect =
      takesRows
      ? scenario.dialect.with(StepClock.row).with(AbsentRows.skip) : scenario.dialect
    for (master, seed) in [(false, nil), (true, nil), (true, 3), (false, 4)]
      as [(Bool, UInt32?)]
    {
      func make() throws -> any BitwiseOptimizer {
        func rule(_ schedule: LearningRateSchedule?) throws -> OptimizerRule {
          try OptimizerRule(
            scenario.hyperparameters, dialect: dialect, schedule: schedule)
        }
        return try makeBitwiseOptimizer(
          [
            BitwiseGroup(
              rule(
                .warmUp(
                  length: 3, start: 0.5,
                  next: .cosine(total: 4, floor: 1e-4, afterEnd: .repeats))),
              tensors: [([3, 2], [0, 0, 0, 0, 0, 0])]),
            BitwiseGroup(rule(nil), tensors: [([2], [0, 0])]),
          ],
          storage: .binary16, arithmetic: .binary32, scalars: .working,
          masterCopies: master, stochasticSeed: seed)
      }
      var (steady, other) = (try make(), try make())
      for step in 1...9 {
        if step == 5 {
          let saved = steady.snapshot()
          let text = try JSONEncoder().encode(saved)
          let read = try JSONDecoder().decode(OptimizerSnapshot.self, from: text)
          #expect(read == saved)
          try other.setParameters(steady.parameters)
          try other.restore(read)
          #expect(other.snapshot() == saved)
        }
        var gradients: [TensorGradient<UInt64>?] = [
          .dense(random.encodings(6, .binary16)), .dense(random.encodings(2, .binary16)),
        ]
        if takesRows {
          let row = random.integer(in: 0...2)
          gradients[0] = .rows([row], values: random.encodings(2, .binary16))
        }
        if random.oneIn(4) { gradients[1] = nil }
        let rates = [nil, random.choice([0.1, 0.2])]
        try steady.step(gradients: gradients, learningRates: rates)
        if step >= 5 { try other.step(gradients: gradients, learningRates: rates) }
      }
      #expect(steady.parameters == other.parameters)
      #expect(steady.snapshot() == other.snapshot())
      #expect(steady.learningRate(ofGroup: 0) == other.learningRate(ofGroup: 0))
    }
  }

  @Test("snapshots of another set-up are refused")
  func refused() throws {
    let adam = try #require(Scenario.all().first { $0.name == "adam" })
    func make(_ master: Bool, _ seed: UInt32?) throws -> any BitwiseOptimizer {
      try bitwise(
        adam, storage: .bfloat16, arithmetic: .binary32, initial: [0, 0], master: master,
        seed: seed)
    }
    for (a, b) in [
      ((true, nil), (false, nil)), ((false, 1), (false, 2)), ((true, 1), (true, nil)),
    ]
      as [((Bool, UInt32?), (Bool, UInt32?))]
    {
      var first = try make(a.0, a.1)
      let (own, other) = (first.snapshot(), try make(b.0, b.1).snapshot())
      #expect(throws: SnapshotError.self) { try first.restore(other) }
      #expect(first.snapshot() == own)
    }
    var master = try make(true, nil)
    var changed = master.snapshot()
    changed.tensors[0].state[.masterParameter]?.removeLast()
    #expect(
      throws: SnapshotError.wrongElementCount(
        .masterParameter, tensor: 0, expected: 2, got: 1)
    ) { try master.restore(changed) }
    changed.tensors[0].state[.masterParameter] = nil
    #expect(throws: SnapshotError.self) { try master.restore(changed) }
    changed.tensors[0].state[.masterParameter] = [0, 1 << 32]
    #expect(
      throws: SnapshotError.invalidBitPattern(
        1 << 32, .masterParameter, tensor: 0, element: 1)
    ) { try master.restore(changed) }
  }
}
