import Dialects
import Scenarios

/// How many scenarios a claim may be asked for.
///
/// A program that compiles something for each call answers few in a minute. Where calls
/// turn out to be slow, only so many are asked as there is patience for, those first that
/// tell most; which ones were not asked is reported.
actor ScenarioAllowance {
  /// The scenarios that are asked of a program whose calls are slow.
  static let patience = 60
  /// The seconds that a call of a slow program takes.
  static let slowCall = 0.1
  /// The calls after which it is known whether they are slow.
  private static let trial = 5
  /// The probes that tell what an option does.
  private static let probesPerOption = 3

  /// The greatest number, where the caller has set one.
  private let limit: Int?
  /// The number of options that are still to be asked.
  private var options: Int
  private var asked = 0
  private var durations: [Double] = []
  /// The probes that were not asked.
  private(set) var refused: [String] = []

  init(limit: Int?, options: Int) {
    self.limit = limit
    self.options = options
  }

  /// Whether calls are slow: one in the middle is.
  private var isSlow: Bool {
    guard durations.count >= Self.trial else { return false }
    return durations.sorted()[durations.count / 2] >= Self.slowCall
  }

  /// Whether not everything can be asked.
  var isLimited: Bool { bound != .max }

  private var bound: Int { limit ?? (isSlow ? Self.patience : .max) }

  /// Whether another scenario is asked.
  func admits(_ probe: Probe) -> Bool {
    guard asked < bound else {
      refuse([probe])
      return false
    }
    asked += 1
    return true
  }

  /// Measures a call.
  func timing<Value: Sendable>(
    _ call: @Sendable () async throws -> Value
  ) async rethrows -> Value {
    let start = ContinuousClock.now
    let value = try await call()
    durations.append((ContinuousClock.now - start) / .seconds(1))
    return value
  }

  /// Of the probes that confirm what was found those that there is room for, when some
  /// is left for options.
  ///
  /// Those of shapes and hyperparameters that were asked come together, so that what was
  /// compiled for one serves the next.
  func confirming(_ probes: [Probe]) -> [Probe] {
    let room = !isLimited ? .max : bound - asked - options * Self.probesPerOption
    guard room < probes.count else { return probes }
    var kept: [Probe] = []
    // Of each shape and hyperparameters in turn: kinds of runs differ more by these.
    var groups: [Probe.Compilation: [Probe]] = [:]
    var order: [Probe.Compilation] = []
    for probe in probes {
      let key = probe.compilation
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(probe)
    }
    for key in order where kept.count < room {
      kept += groups[key, default: []].prefix(max(0, room - kept.count))
    }
    let names = Set(kept.map(\.name))
    refuse(probes.filter { !names.contains($0.name) })
    return kept
  }

  /// The probes by which an option is judged: where there is no room for all, a few of
  /// those that tell it.
  func option(_ probes: [Probe], telling: (Probe) -> Bool) -> [Probe] {
    options -= 1
    guard isLimited else { return probes }
    let few = probes.filter(telling).sorted {
      $0.scenario.steps.count < $1.scenario.steps.count
    }.prefix(Self.probesPerOption)
    return Array(few)
  }

  private func refuse(_ probes: [Probe]) {
    for probe in probes where !refused.contains(probe.name) { refused.append(probe.name) }
  }
}

extension Probe {
  /// What a program compiles for: shapes, and hyperparameters that are constants of it.
  struct Compilation: Hashable {
    let shapes: [[Int]]
    let hyperparameters: [Hyperparameters]
  }

  fileprivate var compilation: Compilation {
    Compilation(
      shapes: scenario.tensors.map(\.shape),
      hyperparameters: scenario.groups.map(\.hyperparameters))
  }
}
