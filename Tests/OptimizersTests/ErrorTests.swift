import Dialects
import Formats
import Optimizers
import Testing

/// What is refused, how, and that nothing is half done.
@Suite struct ErrorTests {
  @Test("a step that does not fit changes nothing")
  func steps() throws {
    var adam = try Optimizer<Float>(.adam())
    try adam.addTensor(shape: [2, 3])
    try adam.addTensor(shape: [2])
    let before = adam.snapshot()
    let good: [[Float]] = [[1, 2, 3, 4, 5, 6], [7, 8]]
    var parameters = good
    #expect(throws: OptimizerError.wrongCount(.gradients, expected: 2, got: 1)) {
      try adam.step(&parameters, gradients: [good[0]])
    }
    let mismatch = OptimizerError.wrongElementCount(
      .gradients, tensor: 1, shape: [2], got: 3)
    #expect(throws: mismatch) {
      try adam.step(&parameters, gradients: [good[0], [1, 2, 3]])
    }
    #expect(
      mismatch.description
        == "gradients of tensor 1: expected 2 elements for shape [2], got 3")
    #expect(parameters == good)
    parameters[0].removeLast()
    #expect(
      throws: OptimizerError.wrongElementCount(
        .parameters, tensor: 0, shape: [2, 3], got: 5)
    ) { try adam.step(&parameters, gradients: [nil, good[1]]) }
    parameters = [good[0]]
    #expect(throws: OptimizerError.wrongCount(.parameters, expected: 2, got: 1)) {
      try adam.step(&parameters, gradients: good)
    }
    #expect(adam.snapshot() == before)
  }

  @Test("descriptions")
  func descriptions() throws {
    #expect(
      throws: OptimizerError.invalidDescription(.outsideDomain(.learningRate, -1))
    ) { try Optimizer<Float>(.sgd(learningRate: -1)) }
    #expect(throws: OptimizerError.self) { try Optimizer<Float>(.adam(beta2: 1)) }
    #expect(throws: OptimizerError.self) { try Optimizer<Float>(.adam(epsilon: .nan)) }
    #expect(throws: OptimizerError.foreignDialect(.adamw, expected: .adam)) {
      try Optimizer<Float>(.adam(dialect: .standard(.adamw)))
    }
    #expect(throws: OptimizerError.foreignHyperparameters(.sgd, expected: .adam)) {
      try OptimizerRule(
        OptimizerRule.sgd().hyperparameters, dialect: .standard(.adam))
    }
    #expect(
      throws: OptimizerError.unsupportedArithmetic("binary32", storage: "binary64")
    ) { try Optimizer<Double>(.adam(), arithmetic: .binary32) }
    #expect(throws: OptimizerError.self) {
      try Optimizer<Binary16>(.adam(), arithmetic: .bfloat16)
    }
    var adam = try Optimizer<Float>(.adam())
    #expect(
      throws: OptimizerError.differentDialect(
        .standard(.sgd), expected: .standard(.adam))
    ) { try adam.addGroup(.sgd()) }
    let raw = Dialect.standard(.adam).with(EpsilonFrame.raw)
    #expect(
      throws: OptimizerError.differentDialect(raw, expected: .standard(.adam))
    ) { try adam.addGroup(.adam(dialect: raw)) }
    #expect(throws: OptimizerError.noMasterCopies) { try adam.setMasterCopies(to: []) }
    #expect(adam.groupCount == 1)
    #expect(throws: OptimizerError.noSuchGroup(1, count: 1)) {
      try adam.addTensor(shape: [], toGroup: 1)
    }
    #expect(throws: OptimizerError.invalidShape([2, -1])) {
      try adam.addTensor(shape: [2, -1])
    }
    #expect(throws: OptimizerError.invalidShape([.max, 2])) {
      try adam.addTensor(shape: [.max, 2])
    }
    #expect(throws: OptimizerError.self) { try adam.setLearningRate(.infinity) }
    #expect(throws: OptimizerError.noSuchGroup(-1, count: 1)) {
      try adam.setLearningRate(1, ofGroup: -1)
    }
    #expect(adam.tensorCount == 0 && adam.learningRate() == 1e-3)
  }

  private func bitwise(
    storage: FloatFormat = .binary32, arithmetic: FloatFormat = .binary32
  ) throws -> any BitwiseOptimizer {
    try makeBitwiseOptimizer(
      [BitwiseGroup(.sgd(learningRate: 0.5), tensors: [([2], [0, 0])])],
      storage: storage, arithmetic: arithmetic)
  }

  /// A type that the library knows nothing of.
  private struct Other: StorageScalar {}

  @Test("storage of a type of one's own is refused")
  func foreignType() {
    #expect(throws: OptimizerError.unsupportedStorage("Other")) {
      try Optimizer<Other>(.sgd())
    }
  }

  @Test("storage that is chosen at run time")
  func erasure() throws {
    #expect(throws: OptimizerError.unsupportedStorage("binary32")) {
      try bitwise(storage: .binary32.overflowing(to: .saturate))
    }
    #expect(
      throws: OptimizerError.unsupportedArithmetic("binary16", storage: "binary32")
    ) { try bitwise(arithmetic: .binary16) }
    for storage in FloatFormat.all {
      for arithmetic in FloatFormat.all {
        let works = (try? bitwise(storage: storage, arithmetic: arithmetic)) != nil
        #expect(
          works == isSupported(storage: storage, arithmetic: arithmetic))
      }
    }

    var optimizer = try bitwise()
    let one = UInt64(Float(1).bitPattern)
    #expect(
      throws: OptimizerError.invalidBitPattern(
        1 << 32, .gradients, tensor: 0, element: 1, format: "binary32")
    ) { try optimizer.step(gradients: [[0, 1 << 32]], learningRates: [0.25]) }
    #expect(throws: OptimizerError.wrongCount(.learningRates, expected: 1, got: 2)) {
      try optimizer.step(gradients: [[one, one]], learningRates: [0.25, 1])
    }
    #expect(throws: OptimizerError.self) {
      try optimizer.step(gradients: [[one]], learningRates: [0.25])
    }
    #expect(throws: OptimizerError.self) { try optimizer.setParameters([[0]]) }
    #expect(throws: OptimizerError.self) { try optimizer.setParameters([]) }
    #expect(optimizer.stepCount == 0 && optimizer.parameters == [[0, 0]])
    // The learning rate of the refused step was not kept.
    try optimizer.step(gradients: [[one, one]])
    #expect(optimizer.parameters[0][0] == UInt64(Float(-0.5).bitPattern))
  }

  @Test("NaNs come out as one NaN")
  func canonicalNaN() throws {
    var optimizer = try bitwise()
    try optimizer.setParameters([[0xffc1_2345, 0x7f80_0001]])
    #expect(optimizer.parameters == [[0x7fc0_0000, 0x7fc0_0000]])
  }
}
