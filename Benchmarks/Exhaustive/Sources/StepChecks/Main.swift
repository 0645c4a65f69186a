import Foundation
import Formats
import _StepSupport

/// Checks steps in optimized code: that the loops in vector code give the bits of the
/// generic loops wherever a tensor lies and however many threads share it, and that
/// steps allocate nothing.
///
/// Arguments choose checks by name. The exit status is 1 if anything is wrong.
@main
enum Main {
  static func main() throws {
    print("loops in vector code: \(FloatFormat.SIMDLevel.vectors.map(\.rawValue))")
    let scenarios = try Scenario.all()
    // Before other threads allocate.
    run("allocations", [allocationJobs(scenarios)], isParallel: false)
    run("threads", [threadJobs(scenarios)], isParallel: false)
    run("places", [placeJobs(scenarios), otherPlaceJobs(scenarios)], isParallel: true)
    run("rules", [ruleJobs()], isParallel: true)
    print("\(Faults.count) faults in all")
    if Faults.count > 0 { exit(1) }
  }

  private static func run(_ name: String, _ jobs: [[Job]], isParallel: Bool) {
    let chosen = CommandLine.arguments.dropFirst()
    guard chosen.isEmpty || chosen.contains(name) else { return }
    let jobs = jobs.flatMap { $0 }
    let before = Faults.count
    let time = ContinuousClock().measure {
      if isParallel {
        DispatchQueue.concurrentPerform(iterations: jobs.count) { Faults.note(jobs[$0]) }
      } else {
        for job in jobs { Faults.note(job) }
      }
    }
    print("\(name): \(Faults.count - before) faults, \(time)")
  }
}
