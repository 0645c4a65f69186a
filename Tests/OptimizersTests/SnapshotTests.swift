import Dialects
import Formats
import Foundation
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Saving and restoring.
@Suite struct SnapshotTests {
  /// Runs ten steps with a restart after the fourth, and the same without.
  private func check<Scalar: StorageScalar>(
    _: Scalar.Type, _ scenario: Scenario, clock: StepClock
  ) throws {
    var generator = seeded(71)
    let format = Scalar.format
    func random(_ count: Int) -> [Scalar] {
      Scalar.values(encodedBy: generator.encodings(count, format))
    }
    let counts = [5, 0, 3]
    var steady: Optimizer<Scalar> = try scenario.make(
      counts: counts, clock: clock)
    var parameters = counts.map(random)
    var other: Optimizer<Scalar> = try scenario.make(
      counts: counts, clock: clock)
    var otherParameters: [[Scalar]] = []
    for step in 1...10 {
      if step == 5 {
        try steady.setLearningRate(0.37)
        let saved = steady.snapshot()
        let text = try JSONEncoder().encode(saved)
        let read = try JSONDecoder().decode(OptimizerSnapshot.self, from: text)
        #expect(read == saved)
        try other.restore(read)
        #expect(try Optimizer<Scalar>(restoring: read).snapshot() == saved)
        otherParameters = parameters
      }
      let gradients = counts.map { count in
        generator.oneIn(3) ? nil : random(count)
      }
      try steady.step(&parameters, gradients: gradients)
      if step >= 5 { try other.step(&otherParameters, gradients: gradients) }
    }
    #expect(encodings(steady, parameters) == encodings(other, otherParameters))
    #expect(steady.snapshot() == other.snapshot())
    #expect(other.learningRate() == 0.37)
  }

  @Test("a restored run is the uninterrupted run", arguments: try Scenario.all())
  func restored(_ scenario: Scenario) throws {
    for clock in StepClock.allCases {
      try check(Double.self, scenario, clock: clock)
      try check(Float.self, scenario, clock: clock)
      try check(Binary16.self, scenario, clock: clock)
      try check(BFloat16.self, scenario, clock: clock)
    }
  }

  @Test("the learning rate that a group began with is kept")
  func originalLearningRate() throws {
    let dialect = Dialect.standard(.adamw).with(DecayScale.relative)
    var steady = try Optimizer<Double>(
      .adamw(
        learningRate: 0.5, weightDecay: 0.25, dialect: dialect))
    try steady.addTensor(shape: [1])
    try steady.setLearningRate(0.125)
    var other = try Optimizer<Double>(restoring: steady.snapshot())
    for optimizer in [steady, other] {
      #expect(optimizer.learningRate() == 0.125)
    }
    var (x, y): ([[Double]], [[Double]]) = ([[1]], [[1]])
    try steady.step(&x, gradients: [[0]])
    try other.step(&y, gradients: [[0]])
    // α = η / η0 is a quarter.
    #expect(x == [[1 - 0.25 * 0.25]] && y == x)
  }

  private func saved() throws -> (Optimizer<Float>, OptimizerSnapshot) {
    var adam = try Optimizer<Float>(.adam(learningRate: 0.25))
    try adam.addTensor(shape: [2])
    var parameters: [[Float]] = [[1, 2]]
    try adam.step(&parameters, gradients: [[3, 4]])
    return (adam, adam.snapshot())
  }

  @Test("a snapshot that does not fit is refused, and nothing changes")
  func refused() throws {
    typealias Change = @Sendable (inout OptimizerSnapshot) -> Void
    let cases: [(SnapshotError, Change)] = [
      (
        .mismatch("the optimizer", expected: "adam", got: "adamw"),
        { $0.optimizer = .adamw }
      ),
      (
        .mismatch("the storage", expected: "binary32", got: "binary64"),
        { $0.storage = "binary64" }
      ),
      (.unknownFormat("quad"), { $0.arithmetic = "quad" }),
      (
        .mismatch("the arithmetic", expected: "binary32", got: "binary64"),
        { $0.arithmetic = "binary64" }
      ),
      (
        .invalidDescription(.unsupportedArithmetic("bfloat16", storage: "binary32")),
        { $0.arithmetic = "bfloat16" }
      ),
      (
        .mismatch("the scalar part", expected: "wide", got: "working"),
        { $0.scalars = .working }
      ),
      (
        .mismatch("the dialect", expected: "adam", got: "adam[epsilonFrame=raw]"),
        { $0.dialect["epsilonFrame"] = "raw" }
      ),
      (
        .invalidDescription(.invalidDescription(.unknownAxis("nonsense", .adam))),
        { $0.dialect["nonsense"] = "raw" }
      ),
      (
        .mismatch("beta1 of group 0", expected: "0.9", got: "0.5"),
        { $0.groups[0]["beta1"] = 0.5 }
      ),
      (
        .invalidDescription(.invalidDescription(.outsideDomain(.beta1, 1))),
        { $0.groups[0]["beta1"] = 1 }
      ),
      (
        .mismatch("the number of learning rates", expected: "2", got: "1"),
        { $0.groups.append($0.groups[0]) }
      ),
      (
        .mismatch("the number of schedules", expected: "1", got: "0"),
        { $0.schedules = [] }
      ),
      (
        .mismatch("the number of groups", expected: "1", got: "2"),
        {
          $0.groups.append($0.groups[0])
          $0.learningRates.append(1)
          $0.schedules.append(nil)
        }
      ),
      (
        .mismatch("the schedule of group 0", expected: "none", got: "constant"),
        { $0.schedules[0] = .constant }
      ),
      (
        .invalidDescription(.invalidSchedule(.exponential(factor: -1))),
        { $0.schedules[0] = .exponential(factor: -1) }
      ),
      (.mismatch("the master copy", expected: "no", got: "yes"), { $0.hasMaster = true }),
      (
        .mismatch("the seed of stochastic rounding", expected: "none", got: "1"),
        { $0.stochasticSeed = 1 }
      ),
      (
        .wrongRowCount(tensor: 0, expected: 0, got: 1),
        { $0.tensors[0].rowStepCounts = [1] }
      ),
      (
        .invalidMomentumProduct(tensor: 0),
        { $0.tensors[0].momentumProduct = (0.5 as Double).bitPattern }
      ),
      (
        .mismatch("the number of tensors", expected: "1", got: "2"),
        { $0.tensors.append($0.tensors[0]) }
      ),
      (
        .mismatch("the shape of tensor 0", expected: "[2]", got: "[2, 1]"),
        { $0.tensors[0].shape = [2, 1] }
      ),
      (.invalidDescription(.noSuchGroup(1, count: 1)), { $0.tensors[0].group = 1 }),
      (.invalidDescription(.invalidShape([-1])), { $0.tensors[0].shape = [-1] }),
      (.invalidStepCount(-1, tensor: nil), { $0.stepCount = -1 }),
      (.invalidStepCount(2, tensor: 0), { $0.tensors[0].stepCount = 2 }),
      (.invalidStepCount(-1, tensor: 0), { $0.tensors[0].stepCount = -1 }),
      (
        .wrongElementCount(.firstMoment, tensor: 0, expected: 2, got: 1),
        { $0.tensors[0].state[.firstMoment]?.removeLast() }
      ),
      (
        .wrongSlots(
          tensor: 0, expected: [.firstMoment, .secondMoment], got: [.firstMoment]),
        { $0.tensors[0].state[.secondMoment] = nil }
      ),
      (
        .invalidBitPattern(1 << 32, .secondMoment, tensor: 0, element: 1),
        { $0.tensors[0].state[.secondMoment]?[1] = 1 << 32 }
      ),
    ]
    for (expected, change) in cases {
      var (adam, snapshot) = try saved()
      let before = adam.snapshot()
      change(&snapshot)
      do {
        try adam.restore(snapshot)
        Issue.record("accepted: \(expected)")
      } catch {
        #expect(error == expected)
        #expect(!error.description.contains("\n"))
      }
      #expect(adam.snapshot() == before)
    }
  }

  @Test("master copies in an arithmetic that the storage does not have are refused")
  func foreignMasterCopies() throws {
    var optimizer = try Optimizer<Float>(
      .adam(learningRate: 0.1), arithmetic: .binary64, masterCopies: true)
    try optimizer.addTensor(shape: [2])
    var snapshot = optimizer.snapshot()
    for name in ["binary16", "bfloat16"] {
      snapshot.arithmetic = name
      let expected = OptimizerError.unsupportedArithmetic(name, storage: "binary32")
      #expect(throws: SnapshotError.invalidDescription(expected)) {
        _ = try Optimizer<Float>(restoring: snapshot)
      }
      #expect(throws: expected) {
        _ = try Optimizer<Float>(
          .adam(learningRate: 0.1), arithmetic: FloatFormat(named: name),
          masterCopies: true)
      }
    }
  }

  @Test("text that is no snapshot is refused")
  func corruptText() throws {
    let text = String(decoding: try JSONEncoder().encode(saved().1), as: UTF8.self)
    let cases: [(String, String, SnapshotError)] = [
      ("\"version\":2", "\"version\":3", .unknownVersion(3)),
      ("\"firstMoment\"", "\"thirdMoment\"", .unknownSlot("thirdMoment", tensor: 0)),
      ("\"storage\":\"binary32\"", "\"storage\":\"b32\"", .unknownFormat("b32")),
    ]
    for (old, new, expected) in cases {
      #expect(text.contains(old))
      let changed = text.replacingOccurrences(of: old, with: new)
      #expect(throws: expected) {
        try JSONDecoder().decode(OptimizerSnapshot.self, from: Data(changed.utf8))
      }
    }
    for changed in [text.replacingOccurrences(of: "3e99", with: "3e9g"), text + "x"] {
      #expect(throws: (any Error).self) {
        try JSONDecoder().decode(OptimizerSnapshot.self, from: Data(changed.utf8))
      }
    }
  }
}
