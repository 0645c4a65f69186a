import Synchronization

/// A check that says what is wrong, or nil if nothing is.
typealias Job = @Sendable () throws -> String?

/// What was wrong so far.
enum Faults {
  private static let counter = Atomic(0)

  static var count: Int { counter.load(ordering: .relaxed) }

  /// Runs a check; an error is a fault, too.
  static func note(_ job: Job) {
    let fault: String?
    do { fault = try job() } catch { fault = "\(error)" }
    guard let fault else { return }
    counter.add(1, ordering: .relaxed)
    print(fault)
  }
}
