import Dialects
import Formats
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Gradients of rows (SPEC §12).
@Suite struct SparseTests {
  private static let shape = [4, 3]

  /// Every optimizer that takes rows, on every value of the axes of rows.
  static func dialects() -> [Dialect] {
    [OptimizerName.adagrad, .rmsprop, .adam].flatMap { optimizer in
      AbsentRows.allCases.flatMap { absent in
        DuplicateRows.allCases.flatMap { duplicates in
          StepClock.allCases.map { clock in
            Dialect.standard(optimizer).with(absent).with(duplicates).with(clock)
          }
        }
      }
    }
  }

  private func make(_ dialect: Dialect) throws -> Optimizer<Float> {
    var optimizer = try Optimizer<Float>(rule(dialect))
    try optimizer.addTensor(shape: Self.shape)
    return optimizer
  }

  private func rule(_ dialect: Dialect) throws -> OptimizerRule {
    switch dialect.optimizer {
    case .adagrad:
      try .adagrad(learningRateDecay: 0.1, weightDecay: 0.1, dialect: dialect)
    case .rmsprop: try .rmsprop(momentum: 0.9, weightDecay: 0.1, dialect: dialect)
    default: try .adam(learningRate: 0.01, weightDecay: 0.1, dialect: dialect)
    }
  }

  @Test("all rows in any order are the dense gradient", arguments: dialects())
  func allRows(_ dialect: Dialect) throws {
    var random = seeded(91)
    var (a, b) = (try make(dialect), try make(dialect))
    var x: [[Float]] = [random.values(12)]
    var y = x
    for _ in 1...5 {
      let gradient: [Float] = random.values(12)
      let order = Array(0..<4).shuffled(using: &random)
      let values = order.flatMap { Array(gradient[$0 * 3..<$0 * 3 + 3]) }
      try a.step(&x, gradients: [.rows(order, values: values)])
      try b.step(&y, gradients: [.dense(gradient)])
    }
    #expect(encodings(a, x) == encodings(b, y))
    #expect(a.snapshot() == b.snapshot())
  }

  @Test("what happens to absent rows", arguments: dialects())
  func absent(_ dialect: Dialect) throws {
    var random = seeded(92)
    var sparse = try make(dialect)
    var x: [[Float]] = [random.values(12)]
    // A first step with all rows, so that there is state.
    let first: [Float] = random.values(12)
    try sparse.step(&x, gradients: [first])
    var dense = sparse
    var y = x
    let before = x[0]
    let state = sparse.slots(ofTensor: 0).map { sparse.state($0, ofTensor: 0) ?? [] }
    let values: [Float] = random.values(6)
    try sparse.step(&x, gradients: [.rows([2, 0], values: values)])
    var gradient = Array(repeating: Float(0), count: 12)
    gradient.replaceSubrange(6..<9, with: values[..<3])
    gradient.replaceSubrange(0..<3, with: values[3...])
    try dense.step(&y, gradients: [gradient])
    for i in 0..<12 {
      let isListed = [0, 2].contains(i / 3)
      let staysAsItWas = !isListed && dialect[AbsentRows.self] != .zero
      #expect(x[0][i] == (staysAsItWas ? before[i] : y[0][i]))
      for (old, slot) in zip(state, sparse.slots(ofTensor: 0)) {
        let own = try #require(sparse.state(slot, ofTensor: 0))
        let other = try #require(dense.state(slot, ofTensor: 0))
        let isLeftAlone = !isListed && dialect[AbsentRows.self] == .skip
        #expect(own[i] == (isLeftAlone ? old[i] : other[i]))
      }
    }
    #expect(before[3] != y[0][3])
    #expect(sparse.stepCount(ofTensor: 0) == 2)
  }

  @Test("rows that are listed twice")
  func duplicates() throws {
    let values: [Float] = [3, 0, 1, 4, 0, -1]
    var x: [[Float]] = [[0, 0, 0]]
    func adagrad(_ duplicates: DuplicateRows) throws -> Optimizer<Float> {
      var optimizer = try Optimizer<Float>(
        .adagrad(
          learningRate: 1, epsilon: 0.5, dialect: .standard(.adagrad).with(duplicates)))
      try optimizer.addTensor(shape: [1, 3])
      return optimizer
    }
    var sum = try adagrad(.sum)
    try sum.step(&x, gradients: [.rows([0, 0], values: values)])
    #expect(sum.state(.squareSum, ofTensor: 0) == [49, 0, 0])
    #expect(x == [[-7 / 7.5, 0, 0]])

    x = [[0, 0, 0]]
    var sequential = try adagrad(.sequential)
    try sequential.step(&x, gradients: [.rows([0, 0], values: values)])
    #expect(sequential.state(.squareSum, ofTensor: 0) == [25, 0, 2])
    let root: Float = 2
    #expect(
      x == [[-(3 / 3.5) - 4 / 5.5, 0, -(1 / 1.5) + 1 / (root.squareRoot() + 0.5)]])
    #expect(sequential.stepCount(ofTensor: 0) == 1)
  }

  @Test("the sum is rounded to the arithmetic, not to storage")
  func sums() throws {
    // In bfloat16 1 + 2^−9 is 1; in binary32 it is not.
    let values = [1, 0x1p-9].map { BFloat16($0 as Float) }
    var optimizer = try Optimizer<BFloat16>(
      .adagrad(learningRate: 1, accumulatorDecay: 1))
    try optimizer.addTensor(shape: [1])
    var x = [[BFloat16(0)]]
    try optimizer.step(&x, gradients: [.rows([0, 0], values: values)])
    let square = (1 + 0x1p-9 as Float) * (1 + 0x1p-9)
    #expect(optimizer.state(.squareSum, ofTensor: 0) == [Double(Float(BFloat16(square)))])
    #expect(BFloat16(square) != BFloat16(1))
  }

  @Test("a row's own clock")
  func rowClock() throws {
    for clock in StepClock.allCases {
      let dialect = Dialect.standard(.adam).with(clock).with(AbsentRows.skip)
      var optimizer = try Optimizer<Double>(
        .adam(
          learningRate: 1, beta1: 0.5, beta2: 0.5, epsilon: 0, dialect: dialect))
      try optimizer.addTensor(shape: [2, 1])
      var theta: [[Double]] = [[0, 0]]
      try optimizer.step(&theta, gradients: [nil])
      try optimizer.step(&theta, gradients: [.rows([], values: [])])
      try optimizer.step(&theta, gradients: [.rows([0], values: [1])])
      try optimizer.step(&theta, gradients: [.rows([1], values: [1])])
      // m = v = ½ at the first gradient of row 1, divided by 1 − ½^t.
      let t =
        switch clock {
        case .row: 1
        case .tensor: 3
        case .global: 4
        }
      let moment = 0.5 / (1 - Double(sign: .plus, exponent: -t, significand: 1))
      #expect(theta[0][1] == -(moment / moment.squareRoot()))
      #expect(optimizer.stepCount(ofTensor: 0) == 3)
    }
  }

  @Test("a row that is listed twice takes one step of its clock")
  func rowClockOfDuplicates() throws {
    for duplicates in DuplicateRows.allCases {
      var optimizer = try make(
        Dialect.standard(.adam).with(StepClock.row).with(duplicates))
      var x = [Array(repeating: Float(1), count: 12)]
      let values = Array(repeating: Float(1), count: 9)
      try optimizer.step(&x, gradients: [.rows([1, 3, 1], values: values)])
      #expect(optimizer.snapshot().tensors[0].rowStepCounts == [0, 1, 0, 1])
      try optimizer.step(&x, gradients: [x[0]])
      #expect(optimizer.snapshot().tensors[0].rowStepCounts == [1, 2, 1, 2])
    }
  }

  @Test("empty tensors and tensors without elements in a row")
  func empty() throws {
    for dialect in Self.dialects() {
      var optimizer = try Optimizer<Float>(rule(dialect))
      for shape in [[0, 3], [.max, 0], [0]] { try optimizer.addTensor(shape: shape) }
      var x: [[Float]] = [[], [], []]
      try optimizer.step(
        &x,
        gradients: [
          .rows([], values: []), .rows([7, 7, 9], values: []), .dense([]),
        ])
      #expect(optimizer.stepCount(ofTensor: 1) == 1)
    }
  }

  @Test("gradients that do not fit")
  func errors() throws {
    var adam = try Optimizer<Float>(.adam())
    try adam.addTensor(shape: [2, 3])
    try adam.addTensor(shape: [])
    var x: [[Float]] = [[0, 0, 0, 0, 0, 0], [0]]
    func refused(
      _ error: OptimizerError, _ gradients: [TensorGradient<Float>?],
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(throws: error, sourceLocation: sourceLocation) {
        try adam.step(&x, gradients: gradients)
      }
      #expect(!error.description.contains("\n"))
    }
    refused(
      .noSuchRow(2, tensor: 0, shape: [2, 3]),
      [.rows([0, 2], values: [1, 2, 3, 4, 5, 6]), nil])
    refused(
      .noSuchRow(-1, tensor: 0, shape: [2, 3]), [.rows([-1], values: [1, 2, 3]), nil])
    refused(
      .wrongRowValues(tensor: 0, rows: 2, rowLength: 3, got: 5),
      [.rows([0, 1], values: [1, 2, 3, 4, 5]), nil])
    refused(.noRows(tensor: 1), [nil, .rows([0], values: [1])])
    refused(
      .wrongElementCount(.gradients, tensor: 0, shape: [2, 3], got: 1),
      [.dense([1]), nil])
    refused(.wrongCount(.gradients, expected: 2, got: 1), [.dense([1])])
    #expect(adam.stepCount == 0 && x == [[0, 0, 0, 0, 0, 0], [0]])
    for optimizer in OptimizerName.allCases
    where optimizer.definition.axes.allSatisfy({ $0.axis != .absentRows }) {
      let scenario = try #require(
        Scenario.all().first { $0.dialect.optimizer == optimizer })
      var any = try makeBitwiseOptimizer(
        [
          BitwiseGroup(
            OptimizerRule(scenario.hyperparameters), tensors: [([1], [0])])
        ],
        storage: .binary32, arithmetic: .binary32)
      #expect(throws: OptimizerError.sparseGradient(optimizer, tensor: 0)) {
        try any.step(gradients: [.rows([0], values: [0])], learningRates: [0.5])
      }
      #expect(any.stepCount == 0 && any.learningRate(ofGroup: 0) != 0.5)
    }
  }
}
