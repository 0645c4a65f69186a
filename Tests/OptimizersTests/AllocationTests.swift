import Dialects
import Formats
import Optimizers
import Testing
import _Allocations
import _StepSupport

/// What optimizers ask of the allocator.
@Suite(
  .serialized,
  .enabled(if: StepAllocations.areCounted, "counted with glibc, without sanitizers"))
struct AllocationTests {
  @Test("the counter sees allocations")
  func counter() {
    let before = allocationsOfThread()
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 1 << 12, alignment: 64)
    defer { memory.deallocate() }
    #expect(allocationsOfThread().count > before.count)
    #expect(allocationsOfThread().bytes >= before.bytes + 1 << 12)
  }

  @Test("steps in place allocate nothing", arguments: Numbers.all)
  func stepsInPlace(numbers: Numbers) throws {
    for scenario in try Scenario.all() {
      try expectNothing(scenario, numbers.storage, numbers.arithmetic, numbers)
    }
  }

  private func expectNothing<Scalar: StorageScalar>(
    _ scenario: Scenario, _ type: Scalar.Type, _ arithmetic: FloatFormat,
    _ numbers: Numbers
  ) throws {
    func measure(_ count: Int, threads: Int) throws -> StepAllocations {
      try .measure(scenario, type, arithmetic, count: count, threads: threads)
    }
    if _isDebugAssertConfiguration() {
      // Code that is not optimized allocates for what it calls, but not for elements.
      let many = try measure(250, threads: 1).ofThread
      let few = try measure(1, threads: 1).ofThread
      #expect(abs(many - few) < 250, "\(scenario)")
    } else {
      #expect(try measure(250, threads: 1) == numbers.stepAllocations, "\(scenario)")
      #expect(
        try measure(2 * 16384 + 1, threads: 2) == numbers.stepAllocations,
        "\(scenario), two threads")
    }
  }

  @Test("steps on arrays allocate nothing")
  func stepsOnArrays() throws {
    for scenario in try Scenario.all() {
      let many = try StepAllocations.measureArrays(scenario, Float.self, count: 5000)
      let few = try StepAllocations.measureArrays(scenario, Float.self, count: 1)
      if _isDebugAssertConfiguration() {
        #expect(abs(many.ofThread - few.ofThread) < 250, "\(scenario)")
      } else {
        #expect(many == .none, "\(scenario)")
      }
    }
  }

  @Test("stochastic rounding allocates nothing")
  func stochasticRounding() throws {
    for scenario in try Scenario.all() where !_isDebugAssertConfiguration() {
      let got = try StepAllocations.measure(
        scenario, BFloat16.self, .binary32, count: 5000, threads: 1, stochasticSeed: 1)
      #expect(got == .none, "\(scenario)")
    }
  }

  @Test("state takes no more than its elements", arguments: Numbers.all)
  func stateSize(numbers: Numbers) throws {
    for scenario in try Scenario.all() {
      try expectState(scenario, numbers.storage, numbers.arithmetic)
    }
  }

  private func expectState<Scalar: StorageScalar>(
    _ scenario: Scenario, _: Scalar.Type, _ arithmetic: FloatFormat
  ) throws {
    let count = 20_000
    var optimizer: Optimizer<Scalar> = try scenario.make(arithmetic: arithmetic)
    let before = allocationsOfThread().bytes
    for _ in 1...2 { try optimizer.addTensor(shape: [count]) }
    let bytes = Int(allocationsOfThread().bytes - before)
    let slots = optimizer.slots(ofTensor: 0).count
    let exact = 2 * slots * count * MemoryLayout<Scalar>.size
    #expect(optimizer.stateByteCount == exact, "\(scenario)")
    // The rest is a few words a tensor: names, shapes, clocks, Π of NAdam.
    #expect(exact...exact + 20_000 ~= bytes, "\(scenario)")
  }
}
