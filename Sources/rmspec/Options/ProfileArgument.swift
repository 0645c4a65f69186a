import Dialects
import Reports

/// A framework on the command line, and the rules that are meant.
struct ProfileArgument {
  private let profile: FrameworkProfile
  private let rules: [FrameworkRule]

  /// Finds the framework `name`, and its rules of `optimizer` or all of them.
  init(_ name: String, optimizer: String?) throws(CommandError) {
    if let optimizer, optimizer.contains("/") {
      throw .usage("--profile goes with an optimizer, not with the case \"\(optimizer)\"")
    }
    let wanted = try optimizer.map(Names.optimizer)
    let profile = try Names.profile(name)
    do throws(DialectError) {
      rules = try wanted.map(profile.rules(of:)) ?? profile.rules
      self.profile = profile
    } catch {
      throw .usage("\(error)")
    }
  }

  /// The rules with their formulas, for which the values of `settings` replace
  /// the framework's defaults.
  func document(settings: [String]) throws(CommandError) -> ProfileDocument {
    var assignments: [Assignment] = []
    for setting in settings { assignments.append(try Assignment(setting)) }
    try check(assignments)
    var values: [(FrameworkRule, Hyperparameters)] = []
    for rule in rules { values.append((rule, try hyperparameters(rule, assignments))) }
    return ProfileDocument(profile, values)
  }

  /// Refuses a hyperparameter that none of the rules has, and what is no number.
  private func check(_ assignments: [Assignment]) throws(CommandError) {
    let optimizers = OptimizerName.allCases.filter { optimizer in
      rules.contains { $0.dialect.optimizer == optimizer }
    }
    let known = Hyperparameter.allCases.filter { name in
      optimizers.contains { $0.definition.hyperparameters.contains(name) }
    }
    for assignment in assignments
    where !known.contains(where: { $0.rawValue == assignment.name }) {
      let owner = optimizers.count == 1 ? optimizers[0].rawValue : profile.name
      throw Names.unknown(
        "hyperparameter of \(owner)", assignment.name, known.map(\.rawValue))
    }
    for assignment in assignments where Double(assignment.text) == nil {
      throw .usage(
        "\(assignment.origin): \"\(assignment.text)\" is no number; "
          + "write one such as 0.9 or 1e-8")
    }
  }

  private func hyperparameters(
    _ rule: FrameworkRule, _ assignments: [Assignment]
  ) throws(CommandError) -> Hyperparameters {
    var origin = ""
    do throws(DialectError) {
      var values = try rule.hyperparameters()
      for assignment in assignments {
        guard
          let name = Hyperparameter(rawValue: assignment.name),
          rule.dialect.optimizer.definition.hyperparameters.contains(name)
        else { continue }
        origin = "\(assignment.origin): "
        values = try values.setting(name, to: Double(assignment.text) ?? .nan)
      }
      return values
    } catch {
      throw .usage("\(origin)\(error)")
    }
  }
}
