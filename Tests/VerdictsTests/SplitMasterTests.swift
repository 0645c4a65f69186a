import Dialects
import Formats
import Scenarios
import Testing
import Vectors
import Verdicts

/// A master copy that is kept as the stored number and the 16 bits that it lacks, as
/// frameworks do to save memory, and what goes wrong there.
struct SplitMasterTests {
  /// What is wrong.
  enum Slip: String, CaseIterable {
    case none
    /// A carry out of the lower half does not reach the upper one.
    case carryLost
    /// g + λθ is rounded to the stored format before it is computed with.
    case decayedGradientRounded
  }

  private static func check(_ slip: Slip) async throws -> [CaseVerdict] {
    let implementation = SplitSGD.Implementation(slip: slip)
    let library = try VectorLibrary(root: VectorLibrary.defaultRoot())
    let check = ConformanceCheck(of: implementation, against: library)
    let cases = try await check.select(implementation.description)
    return try await check.run(cases)
  }

  @Test("the right one conforms, the wrong ones do not", arguments: Slip.allCases)
  func slips(slip: Slip) async throws {
    let verdicts = try await Self.check(slip)
    #expect(verdicts.count > 1)
    let mismatched = verdicts.filter {
      if case .mismatch = $0.outcome { true } else { false }
    }.map(\.caseID)
    switch slip {
    case .none: #expect(mismatched.isEmpty)
    case .carryLost: #expect(mismatched.contains { $0.hasSuffix("/master-copy-carries") })
    case .decayedGradientRounded:
      #expect(mismatched.contains { $0.hasSuffix("/weight-decay-master") })
    }
  }
}

/// SGD with momentum in bfloat16 with split master copies.
private struct SplitSGD: ScenarioOptimizer {
  static nonisolated(unsafe) var slip = SplitMasterTests.Slip.none
  private let groups: [Hyperparameters]
  private let groupOfTensor: [Int]
  private var master: [[Float]]
  private var buffer: [[Float]]

  init(_ scenario: Scenario, parameters: [[Double]]) throws {
    groups = scenario.groups.map(\.hyperparameters)
    groupOfTensor = scenario.groupOfTensor
    master = parameters.map { $0.map(Float.init) }
    buffer = []
  }

  mutating func step(
    gradients: [StepGradient<Double>?], learningRates: [Double?]
  ) throws {
    let isFirst = buffer.isEmpty
    if isFirst { buffer = master.map { $0.map { _ in 0 } } }
    for (tensor, gradient) in gradients.enumerated() {
      guard let values = gradient?.values, let rate = learningRates[groupOfTensor[tensor]]
      else { throw CaseSkip(reason: "every tensor has a gradient and a rate") }
      let group = groups[groupOfTensor[tensor]]
      let (momentum, decay) = (Float(group[.momentum]), Float(group[.weightDecay]))
      for element in values.indices {
        var g = Float(values[element])
        if decay != 0 {
          g += decay * master[tensor][element]
          if Self.slip == .decayedGradientRounded {
            g = Float(FloatFormat.bfloat16.round(Double(g)))
          }
        }
        let b = isFirst ? g : momentum * buffer[tensor][element] + g
        buffer[tensor][element] = b
        store(master[tensor][element] - Float(rate) * b, tensor, element)
      }
    }
  }

  /// Keeps a new master copy as two halves.
  private mutating func store(_ value: Float, _ tensor: Int, _ element: Int) {
    let old = master[tensor][element].bitPattern
    var new = value.bitPattern
    if Self.slip == .carryLost, new >> 16 == old >> 16 &+ 1 || new >> 16 &+ 1 == old >> 16
    {
      // The lower half wraps around, and the upper one stays.
      new = old & 0xffff_0000 | new & 0xffff
    }
    master[tensor][element] = Float(bitPattern: new)
  }

  var parameters: [[Double]] {
    master.map { $0.map { FloatFormat.bfloat16.round(Double($0)) } }
  }

  func state(ofTensor tensor: Int) -> [StateSlot: [Double]] {
    var state = [StateSlot.masterParameter: master[tensor].map(Double.init)]
    if groups[groupOfTensor[tensor]][.momentum] != 0 {
      state[.momentumBuffer] = buffer[tensor].map(Double.init)
    }
    return state
  }
  func saved() {}
  mutating func restore(_ saved: Void) throws {}

  struct Implementation: Verdicts.Implementation {
    let slip: SplitMasterTests.Slip

    var description: ImplementationDescription {
      ImplementationDescription(
        name: "split \(slip.rawValue)", version: "1", language: "swift",
        implements: [
          Claim(
            optimizer: "sgd", formats: ["bfloat16"],
            hyperparameters: ["learningRate", "momentum", "weightDecay"],
            arithmetic: ["binary32"], features: [.master, .state])
        ])
    }

    func introduce() async throws -> ImplementationDescription { description }

    func answer(_ request: CaseRequest) async throws -> CaseAnswer {
      guard request.scenario.hasMaster else {
        return .skip(reason: "it keeps master copies")
      }
      SplitSGD.slip = slip
      return try await SteppingImplementation<SplitSGD>(description).answer(request)
    }
  }
}
