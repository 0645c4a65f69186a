import Dialects
import Formats
import Optimizers
import Testing
import _TestSupport

/// Formats and scalar part that an optimizer can run in.
struct Combination: Sendable, CustomTestStringConvertible {
  let storage: FloatFormat
  let arithmetic: FloatFormat
  let scalars: ScalarEvaluation

  var testDescription: String { "\(storage) in \(arithmetic), \(scalars.rawValue)" }

  static let all: [Combination] = {
    let formats: [FloatFormat] = [.binary64, .binary32, .binary16, .bfloat16]
    let pairs = formats.flatMap { storage in
      formats.filter { AnyOptimizer.supports(storage: storage, arithmetic: $0) }
        .map { (storage, $0) }
    }
    return pairs.flatMap { storage, arithmetic in
      ScalarEvaluation.allCases.map {
        Combination(storage: storage, arithmetic: arithmetic, scalars: $0)
      }
    }
  }()
}

/// A rule and its groups of tensors, run by the library and by SPEC.md in parallel.
struct TwinRun {
  var optimizer: AnyOptimizer
  var reference: [SpecRun]
  let groupOfTensor: [Int]
  var globalStep: Int64 = 0

  init(
    _ dialect: Dialect, groups: [(Hyperparameters, [Int])], _ combination: Combination,
    using generator: inout SplitMix64
  ) throws {
    let described = groups.map { hyper, counts in
      AnyOptimizer.Group(
        hyper,
        tensors: counts.map {
          .init(shape: [$0], initial: generator.encodings($0, combination.storage))
        })
    }
    optimizer = try AnyOptimizer(
      dialect: dialect, groups: described, storage: combination.storage,
      arithmetic: combination.arithmetic, scalars: combination.scalars)
    reference = described.flatMap { group in
      group.tensors.map {
        SpecRun(
          dialect, group.hyperparameters, combination.storage, combination.arithmetic,
          combination.scalars, initial: $0.initial)
      }
    }
    groupOfTensor = groups.indices.flatMap { index in groups[index].1.map { _ in index } }
  }

  mutating func step(
    _ gradients: [[UInt64]?], learningRates: [Double]
  ) throws {
    try optimizer.step(gradients: gradients, learningRates: learningRates)
    globalStep += 1
    for index in reference.indices {
      guard let gradient = gradients[index] else { continue }
      let format = reference[index].storage
      reference[index].step(
        gradient: gradient.map(format.decode),
        learningRate: learningRates[groupOfTensor[index]], globalStep: globalStep)
    }
  }

  /// The first place where the two differ, or nil.
  var difference: String? {
    for (index, run) in reference.enumerated() {
      let expected = run.theta.map { run.storage.encode($0) }
      if let text = differ("parameter", index, optimizer.parameters[index], expected, run)
      {
        return text
      }
      guard Set(run.state.keys) == Set(optimizer.slots(ofTensor: index)) else {
        return "tensor \(index) has other slots"
      }
      for slot in optimizer.slots(ofTensor: index) {
        let expected = (run.state[slot] ?? []).map { run.storage.encode($0) }
        let got = optimizer.state(slot, ofTensor: index) ?? []
        if let text = differ(slot.rawValue, index, got, expected, run) { return text }
      }
      if optimizer.stepCount(ofTensor: index) != run.ownSteps { return "step count" }
    }
    return nil
  }

  private func differ(
    _ what: String, _ tensor: Int, _ got: [UInt64], _ expected: [UInt64], _ run: SpecRun
  ) -> String? {
    guard got != expected else { return nil }
    guard got.count == expected.count,
      let i = got.indices.first(where: { got[$0] != expected[$0] })
    else { return "\(what) of tensor \(tensor): another length" }
    return "step \(globalStep), \(what) of tensor \(tensor), element \(i): got "
      + "\(run.storage.hexadecimal(got[i])), SPEC \(run.storage.hexadecimal(expected[i]))"
  }
}
