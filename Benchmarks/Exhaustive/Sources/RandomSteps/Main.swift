import Dispatch
import Foundation
import Formats
import Synchronization

/// Takes steps of random rules of every optimizer, in every storage and arithmetic, on
/// wild values, and compares every bit of parameters and state with the rounded reading
/// of the oracle.
///
/// Every instruction set of the processor takes part, the generic loops among them.
/// The exit status is 1 if a bit differs.
@main
enum Main {
  static func main() {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      print(Options.usage)
      exit(2)
    }
    let levels = FloatFormat.SIMDLevel.supported
    print(
      """
      \(options.steps) random steps of an element, seed \(options.seed), with \
      \(levels.map(\.rawValue).joined(separator: ", ")), compared with \
      \(options.reference)
      """)
    let total = Atomic(0)
    let mismatches = Atomic(0)
    let next = Atomic(options.firstCase)
    let start = ContinuousClock.now
    DispatchQueue.concurrentPerform(
      iterations: ProcessInfo.processInfo.activeProcessorCount
    ) { _ in
      while total.load(ordering: .relaxed) < options.steps {
        let number = next.add(1, ordering: .relaxed).oldValue
        let (steps, wrong) = check(number, options, levels)
        mismatches.add(wrong, ordering: .relaxed)
        let (before, after) = total.add(steps, ordering: .relaxed)
        if before * 10 / options.steps < after * 10 / options.steps {
          print(
            "\(after) steps, \(mismatches.load(ordering: .relaxed)) mismatches, "
              + "\(ContinuousClock.now - start)")
          // A log shows it at once, too.
          fflush(nil)
        }
      }
    }
    let cases = next.load(ordering: .relaxed) - options.firstCase
    let wrong = mismatches.load(ordering: .relaxed)
    print(
      """
      \(total.load(ordering: .relaxed)) steps in \(cases) cases, \(wrong) mismatches, \
      \(ContinuousClock.now - start)
      """)
    if wrong > 0 { exit(1) }
  }

  /// The number of steps and of mismatches of a case.
  private static func check(
    _ number: Int, _ options: Options, _ levels: [FloatFormat.SIMDLevel]
  ) -> (steps: Int, mismatches: Int) {
    do {
      let random = try RandomCase(seed: options.seed, number: number)
      let expected: Run
      switch options.reference {
      case .oracle: expected = random.reference()
      case .generic: expected = try random.run(.scalar)
      }
      var count = 0
      for level in levels where options.reference == .oracle || level != .scalar {
        let wrong = random.mismatches(try random.run(level), expected, level)
        guard let first = wrong.first else { continue }
        count += wrong.count
        print("--seed \(options.seed) --case \(number) --steps 1:\n\(first)")
      }
      return (random.elementSteps, count)
    } catch {
      print("--seed \(options.seed) --case \(number) --steps 1: \(error)")
      return (0, 1)
    }
  }
}
