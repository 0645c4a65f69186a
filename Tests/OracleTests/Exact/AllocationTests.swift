import CMPFR
import Dialects
import Formats
import Foundation
import Scenarios
import Testing

@testable import Oracle

/// What one thread asks GMP for, on which MPFR's numbers live.
private enum Significands {
  nonisolated(unsafe) static var thread = pthread_self()
  nonisolated(unsafe) static var count = 0

  static func note() {
    if pthread_equal(pthread_self(), thread) != 0 { count += 1 }
  }

  /// How many significands `body` allocates; other threads may do what they like.
  static func allocated(by body: () -> Void) -> Int {
    (thread, count) = (pthread_self(), 0)
    __gmp_set_memory_functions(
      { size in
        Significands.note()
        return malloc(size)
      },
      { pointer, _, size in
        Significands.note()
        return realloc(pointer, size)
      }, nil)
    body()
    __gmp_set_memory_functions(nil, nil, nil)
    return count
  }
}

@Suite("The step loop of the exact reading does not allocate", .serialized)
struct AllocationTests {
  private func scenario(steps: Int, lanes: Int) throws -> Scenario {
    let hyperparameters = try Hyperparameters(
      .rmsprop, [.learningRate: 0.01, .decay: 0.99, .epsilon: 1e-8])
    let values = (0..<lanes).map { (Double($0) / 64 + 0.1).bitPattern }
    return Scenario(
      dialect: .standard(.rmsprop), scalars: .wide, storage: .binary64,
      arithmetic: .binary64,
      groups: [
        Scenario.Group(
          hyperparameters: hyperparameters,
          tensors: [Scenario.Tensor(name: "x", shape: [lanes], initial: values)])
      ],
      steps: .listed(
        (0..<steps).map { _ in
          ScenarioStep(gradients: [values], learningRates: [0.01])
        }))
  }

  @Test("no significand, however many steps and elements", arguments: [192, 1024])
  func significands(precision: Int) throws {
    func count(steps: Int, lanes: Int) throws -> Int {
      let scenario = try scenario(steps: steps, lanes: lanes)
      var isDecided = false
      let count = Significands.allocated {
        isDecided =
          Execution(of: scenario).ballReading(checkpoints: [steps], precision: precision)
          != nil
      }
      #expect(isDecided)
      return count
    }
    // The first reading makes the table of powers of ten.
    _ = try count(steps: 1, lanes: 1)
    #expect(try count(steps: 1, lanes: 1) == 0)
    #expect(try count(steps: 20, lanes: 50) == 0)
  }

  @Test("an interval is noticed")
  func intervals() throws {
    let scenario = try scenario(steps: 1, lanes: 1)
    let count = Significands.allocated {
      _ = try? Execution(of: scenario).intervalReading(checkpoints: [1], precision: 192)
    }
    #expect(count > 0)
  }
}
