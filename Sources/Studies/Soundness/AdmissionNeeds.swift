import Deviations
import Dialects
import Formats
import HonestOrders
import Oracle
import Scenarios

/// Which admissions honest orders need, found on random scenarios.
public struct AdmissionNeeds: Sendable {
  /// For each order, by its name, the admissions without which some value of it is
  /// outside of κ = 4, and a scenario where it is.
  public private(set) var found: [String: [Admission: String]] = [:]
  /// For each order, by its name, a scenario where a value of it is outside of κ = 4
  /// when nothing is admitted but what it names.
  public private(set) var unnamed: [String: String] = [:]

  /// Starts without a scenario.
  public init() {}

  /// Searches random scenarios.
  ///
  /// - Parameters:
  ///   - optimizers: The optimizers.
  ///   - formats: The formats of storage and arithmetic.
  ///   - count: The number of scenarios for each optimizer, format and profile of
  ///     gradients.
  ///   - seed: What their seeds are drawn from.
  public mutating func search(
    optimizers: [OptimizerName] = OptimizerName.allCases,
    formats: [FloatFormat] = [.binary32, .binary16], count: Int, seed: UInt64
  ) throws {
    for optimizer in optimizers {
      for format in formats {
        for profile in SoundnessScenario.Profile.allCases {
          for index in 0..<count {
            let seed = seed &+ UInt64(index) &* 0x9e37_79b9
            var generator = SoundnessScenario(seed: seed)
            examine(
              try generator.make(optimizer, format, profile),
              overflows: profile.overflows,
              name: "\(profile), seed \(seed), \(optimizer) in \(format.name)")
          }
        }
      }
    }
  }

  /// Runs every order on a scenario.
  ///
  /// - Parameters:
  ///   - scenario: The scenario; storage and arithmetic have the same format.
  ///   - overflows: Whether something may overflow, where directed rounding ends at
  ///     the largest finite value.
  ///   - name: What places are called.
  public mutating func examine(_ scenario: Scenario, overflows: Bool, name: String) {
    let checkpoints = Array(1...scenario.steps.count)
    let specified = Execution(of: scenario)
    func enclosures(_ admissions: [Admission]) -> [BudgetEnclosure] {
      specified.budgetReading(
        budget: 4, checkpoints: checkpoints, admitting: admissions
      ).allValues()
    }
    let all = enclosures(Admission.all)
    var without: [Admission: [BudgetEnclosure]] = [:]
    for admission in Admission.all where admission.implementations == nil {
      let others = enclosures(Admission.all.filter { $0 != admission })
      if others != all { without[admission] = others }
    }
    // What changes no enclosure is needed by nobody here.
    if without.isEmpty { return }
    var named: [Set<Admission>: [BudgetEnclosure]] = [:]
    for order in HonestOrder.all {
      if case .withoutOverflow = order.range, overflows { continue }
      let format = scenario.arithmetic
      guard let procedure = order.procedure(for: scenario.dialect, in: format) else {
        continue
      }
      let observed = Execution(of: scenario, by: procedure)
        .roundedReading(checkpoints: checkpoints).allValues()
      func isOutside(_ enclosures: [BudgetEnclosure]) -> Bool {
        zip(enclosures, observed).contains { !$0.admits($1, in: format) }
      }
      for (admission, enclosures) in without
      where found[order.id]?[admission] == nil && isOutside(enclosures) {
        found[order.id, default: [:]][admission] = name
      }
      let own = Set(order.admissions)
      let enclosures = named[own] ?? enclosures(Admission.all.filter(own.contains))
      named[own] = enclosures
      if unnamed[order.id] == nil && isOutside(enclosures) { unnamed[order.id] = name }
    }
  }
}
