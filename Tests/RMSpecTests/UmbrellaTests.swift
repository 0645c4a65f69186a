import RMSpec
import Testing

/// One import is enough to have an optimizer of one's own checked.
@Suite("The umbrella")
struct UmbrellaTests {
  @Test("suffices to check an optimizer, right or wrong", arguments: [false, true])
  func check(isWrong: Bool) async throws {
    let description = ImplementationDescription(
      name: "mine", version: "1", language: "swift",
      implements: [
        Claim(
          optimizer: "sgd", formats: ["binary64"],
          hyperparameters: ["learningRate", "momentum"])
      ])
    let implementation: any Implementation =
      isWrong
      ? SteppingImplementation<Descent<Ascending>>(description)
      : SteppingImplementation<Descent<Descending>>(description)
    let check = ConformanceCheck(
      of: implementation, against: try VectorLibrary(root: VectorLibrary.defaultRoot()))
    let cases = try await check.select(implementation.introduce())
    #expect(!cases.isEmpty)
    let report = try await CheckReport(
      implementation.introduce(), dataVersion: check.library.manifest.dataVersion,
      cases: cases, verdicts: check.run(cases))
    #expect(report.conforms != isWrong)
  }
}

protocol Direction { static var sign: Double { get } }
enum Descending: Direction { static let sign = -1.0 }
enum Ascending: Direction { static let sign = 1.0 }

/// Gradient descent with momentum in binary64, or its opposite.
struct Descent<Way: Direction>: ScenarioOptimizer {
  var parameters: [[Double]]
  private let momentum: Double
  private var buffers: [[Double]]

  init(_ scenario: Scenario, parameters: [[Double]]) {
    self.parameters = parameters
    momentum = scenario.groups[0].hyperparameters[.momentum]
    buffers = parameters.map { $0.map { _ in 0 } }
  }

  mutating func step(gradients: [StepGradient<Double>?], learningRates: [Double?]) {
    for (tensor, gradient) in gradients.enumerated() {
      guard let gradient, let rate = learningRates[0] else { continue }
      for (element, value) in gradient.values.enumerated() {
        buffers[tensor][element] = momentum * buffers[tensor][element] + value
        parameters[tensor][element] += Way.sign * rate * buffers[tensor][element]
      }
    }
  }

  func state(ofTensor tensor: Int) -> [StateSlot: [Double]] { [:] }

  func saved() {}

  func restore(_ saved: Void) {}
}
