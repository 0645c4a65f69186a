import Dispatch
import Foundation
import Formats
import Shards
import Synchronization

/// Takes steps of random rules of every optimizer, in every storage and arithmetic, on
/// wild values, and compares every bit of parameters and state with the rounded reading
/// of the oracle.
///
/// Every instruction set of the processor takes part, the generic loops among them.
/// With `--results FILE` what each case came to is recorded, and a run goes on where it was
/// stopped; `--shard 3/8` does the third of eight shares, which `rmspec merge` puts
/// together. The exit status is 1 if a bit differs.
@main
enum Main {
  static func main() {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      let levels = FloatFormat.SIMDLevel.supported
      guard let sharded = options.sharded else { return run(options, levels) }
      let work = ShardedWork(
        .randomSteps,
        settings: [
          .init("seed", "\(options.seed)"),
          .init("reference", options.reference.rawValue),
          .init("instructions", levels.map(\.rawValue).joined(separator: ",")),
        ], itemCount: options.cases)
      let conforms = try sharded.run(work) { number in
        outcome(check(number, options, levels, hashes: true))
      }
      exit(conforms ? 0 : 1)
    } catch {
      print("\(error)")
      exit(2)
    }
  }

  /// Takes steps until there are as many as the options say.
  private static func run(_ options: Options, _ levels: [FloatFormat.SIMDLevel]) {
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
        let (steps, wrong, _) = check(number, options, levels, hashes: false)
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

  /// The number of steps and of mismatches of a case, and the hash of what was answered.
  private typealias Checked = (steps: Int, mismatches: Int, answer: String)

  private static func check(
    _ number: Int, _ options: Options, _ levels: [FloatFormat.SIMDLevel], hashes: Bool
  ) -> Checked {
    do {
      let random = try RandomCase(seed: options.seed, number: number)
      let expected: Run
      switch options.reference {
      case .oracle: expected = random.reference()
      case .generic: expected = try random.run(.scalar)
      }
      var (count, bits, hasRight) = (0, AnswerBits(), false)
      for level in levels where options.reference == .oracle || level != .scalar {
        let got = try random.run(level)
        let wrong = random.mismatches(got, expected, level)
        // Answers that are right are the same, on whichever processor.
        if hashes, wrong.first != nil || !hasRight { bits.append(got) }
        guard let first = wrong.first else {
          hasRight = true
          continue
        }
        count += wrong.count
        print("--seed \(options.seed) --case \(number) --steps 1:\n\(first)")
      }
      return (random.elementSteps, count, hashes ? bits.sha256 : "")
    } catch {
      print("--seed \(options.seed) --case \(number) --steps 1: \(error)")
      return (0, 1, "-")
    }
  }

  /// What a case came to.
  private static func outcome(_ checked: Checked) -> ItemOutcome {
    ItemOutcome(
      checked.mismatches == 0 ? .conforms : .mismatch, values: checked.steps,
      answer: checked.answer)
  }
}

extension AnswerBits {
  /// Appends the parameters and the state after each step.
  fileprivate mutating func append(_ run: Run) {
    for tensors in run {
      for values in tensors {
        append(text: values.name)
        append(values.bits, bitWidth: 64)
      }
    }
  }
}
