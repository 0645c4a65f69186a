import Dialects
import Formats
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Formats and scalar part that an optimizer can run in.
struct Combination: Sendable, CustomTestStringConvertible {
  let storage: FloatFormat
  let arithmetic: FloatFormat
  let scalars: ScalarEvaluation

  var testDescription: String { "\(storage) in \(arithmetic), \(scalars.rawValue)" }

  static let all: [Combination] = {
    let formats = FloatFormat.all
    let pairs = formats.flatMap { storage in
      formats.filter { isSupported(storage: storage, arithmetic: $0) }
        .map { (storage, $0) }
    }
    return pairs.flatMap { storage, arithmetic in
      // What mixtures do depends on the arithmetic alone.
      let scalars: [ScalarEvaluation] =
        storage == arithmetic ? ScalarEvaluation.allCases : [.wide, .working]
      return scalars.map {
        Combination(storage: storage, arithmetic: arithmetic, scalars: $0)
      }
    }
  }()
}

/// A rule and its groups of tensors, run by the library and by SPEC.md in parallel.
struct TwinRun {
  var optimizer: any BitwiseOptimizer
  var reference: [SpecRun]
  let groupOfTensor: [Int]
  var globalStep: Int64 = 0

  /// Tensors of one dimension.
  init(
    _ dialect: Dialect, groups: [(Hyperparameters, [Int])], _ combination: Combination,
    using generator: inout SplitMix64
  ) throws {
    try self.init(
      dialect, shapes: groups.map { ($0, $1.map { [$0] }) }, combination,
      using: &generator)
  }

  init(
    _ dialect: Dialect, shapes groups: [(Hyperparameters, [[Int]])],
    _ combination: Combination, master: Bool = false, seed: UInt32? = nil,
    using generator: inout SplitMix64
  ) throws {
    // ε is wherever some group has it.
    let epsilons = groups.flatMap { group in
      [Hyperparameter.epsilon, .epsilonRoot].filter(group.0.uses)
    }
    let dialect = dialect.placingEpsilon(EpsilonPlace(of: epsilons))
    let described = try groups.map { hyper, shapes in
      BitwiseGroup(
        try OptimizerRule(hyper, dialect: dialect),
        tensors: shapes.map {
          ($0, generator.encodings($0.reduce(1, *), combination.storage))
        })
    }
    optimizer = try makeBitwiseOptimizer(
      described, storage: combination.storage, arithmetic: combination.arithmetic,
      scalars: combination.scalars, masterCopies: master, stochasticSeed: seed)
    reference = []
    for group in described {
      for tensor in group.tensors {
        reference.append(
          SpecRun(
            dialect, group.rule.hyperparameters, combination.storage,
            combination.arithmetic,
            combination.scalars, initial: tensor.initial, shape: tensor.shape,
            master: master, seed: seed, tensorIndex: reference.count))
      }
    }
    groupOfTensor = groups.indices.flatMap { index in groups[index].1.map { _ in index } }
  }

  mutating func step(
    _ gradients: [[UInt64]?], learningRates: [Double]
  ) throws {
    try step(gradients.map { $0.map { .dense($0) } }, learningRates: learningRates)
  }

  mutating func step(
    _ gradients: [TensorGradient<UInt64>?], learningRates: [Double]
  ) throws {
    try optimizer.step(gradients: gradients, learningRates: learningRates)
    globalStep += 1
    for index in reference.indices {
      let format = reference[index].storage
      let rate = learningRates[groupOfTensor[index]]
      switch gradients[index] {
      case nil: break
      case .dense(let bits):
        reference[index].step(
          gradient: bits.map(format.decode), learningRate: rate, globalStep: globalStep)
      case .rows(let rows, let bits):
        reference[index].step(
          rows: rows, values: bits.map(format.decode), learningRate: rate,
          globalStep: globalStep)
      }
    }
  }

  /// The first place where the two differ, or nil.
  var difference: String? {
    for (index, run) in reference.enumerated() {
      let handedOut = run.copy.map { run.storage.encode($0) }
      let own = optimizer.parameters[index]
      if let text = differ("parameter", index, own, handedOut, run.storage) {
        return text
      }
      var state = run.state
      if run.master { state[.masterParameter] = run.theta }
      guard Set(state.keys) == Set(optimizer.slots(ofTensor: index)) else {
        return "tensor \(index) has other slots"
      }
      let format = run.stateFormat
      for slot in optimizer.slots(ofTensor: index) {
        let expected = (state[slot] ?? []).map { format.encode($0) }
        let got = optimizer.state(slot, ofTensor: index) ?? []
        if let text = differ(slot.rawValue, index, got, expected, format) { return text }
      }
      if optimizer.stepCount(ofTensor: index) != run.ownSteps { return "step count" }
    }
    return nil
  }

  private func differ(
    _ what: String, _ tensor: Int, _ got: [UInt64], _ expected: [UInt64],
    _ format: FloatFormat
  ) -> String? {
    guard got != expected else { return nil }
    guard got.count == expected.count,
      let i = got.indices.first(where: { got[$0] != expected[$0] })
    else { return "\(what) of tensor \(tensor): another length" }
    return "step \(globalStep), \(what) of tensor \(tensor), element \(i): got "
      + "\(format.hexadecimal(got[i])), SPEC \(format.hexadecimal(expected[i]))"
  }
}
