import Dialects
import Formats
import Scenarios
import Testing
import Verdicts
import _TestSupport

@testable import Identification

/// What a program does besides its formula is told beside it.
@Suite struct BesideFormulaTests {
  @Test(
    "hyperparameters that are rounded first are found one by one",
    arguments: [
      (OptimizerName.adamw, [Hyperparameter.learningRate, .weightDecay]),
      (.rmsprop, [.decay, .momentum, .epsilon]),
      (.adagrad, [.learningRateDecay]),
    ])
  func rounded(optimizer: OptimizerName, names: [Hyperparameter]) async throws {
    var impostor = Impostor(.standard(optimizer))
    impostor.rounded = Set(names)
    let finding = try #require(try await impostor.findings().first)
    guard case .identified(let identity) = finding.outcome else {
      Issue.record("\(finding.outcome)")
      return
    }
    #expect(Set(identity.roundedHyperparameters) == Set(names.map(\.rawValue)))
    #expect(identity.scalars == "wide" && identity.differences.isEmpty, "\(identity)")
    #expect(identity.specialValues.isEmpty)
  }

  /// A library in which NaN comes of infinite numbers, in all elements of a tensor.
  private static func spreading(_ impostor: Impostor) -> Altered<Impostor> {
    Altered(impostor) { request, inner in
      guard case .result(let checkpoints, _, _) = try await inner.answer(request) else {
        return .skip(reason: "not reached")
      }
      return .result(
        checkpoints.map { checkpoint in
          Checkpoint(
            step: checkpoint.step,
            tensors: checkpoint.tensors.map { tensor in
              func spread(_ values: [UInt64], _ slot: StateSlot?) -> [UInt64] {
                let format = request.scenario.format(of: slot)
                let isInfinite = values.contains { format.decode($0).isInfinite }
                return isInfinite ? values.map { _ in format.nanBits } : values
              }
              return TensorValues(
                parameter: spread(tensor.parameter, nil),
                state: tensor.state.map { ($0.slot, spread($0.values, $0.slot)) })
            })
        })
    }
  }

  @Test(
    "infinite numbers that become NaN are told beside the formula",
    arguments: [OptimizerName.adam, .adagrad, .rmsprop])
  func spreading(optimizer: OptimizerName) async throws {
    let impostor = Impostor(.standard(optimizer), formats: [.binary32])
    let report = try await Identification(of: Self.spreading(impostor)).run()
    guard case .identified(let identity)? = report.findings.first?.outcome else {
      Issue.record("not identified: \(report.findings)")
      return
    }
    #expect(identity.differences.isEmpty)
    #expect(!identity.specialValues.isEmpty)
    for special in identity.specialValues {
      #expect(special.count > 0 && !special.first.exact.isEmpty)
    }
    #expect(try await impostor.identity()?.specialValues.isEmpty == true)
  }

  @Test("a formula that is wrong is not excused by special values")
  func noExcuse() async throws {
    let nothing = Altered(Impostor(.standard(.adam))) { request, _ in
      let nan = request.scenario.storage.nanBits
      return .result(
        request.checkpoints.map { step in
          Checkpoint(
            step: step,
            tensors: request.scenario.tensors.map {
              TensorValues(
                parameter: Array(repeating: nan, count: $0.elementCount), state: [])
            })
        })
    }
    let report = try await Identification(of: nothing).run()
    guard case .unidentified(let nearest)? = report.findings.first?.outcome else {
      Issue.record("\(report.findings)")
      return
    }
    // Whatever may end in 0/0 admits a NaN, and explains none of these.
    #expect(nearest.faults.isEmpty, "\(nearest.faults.map(\.id))")
  }
}
