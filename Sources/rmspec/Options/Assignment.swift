import Dialects

/// A hyperparameter that was given on the command line.
struct Assignment {
  let name: String
  let text: String
  /// The option that gave it, for messages.
  let origin: String
}

extension Assignment {
  /// Reads the argument of `--set`.
  init(_ setting: String) throws(CommandError) {
    let halves = setting.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false
    ).map(String.init)
    guard halves.count == 2 else {
      throw .usage("--set \"\(setting)\" is not name=value, such as epsilon=1e-8")
    }
    self.init(name: halves[0], text: halves[1], origin: "--set \(setting)")
  }
}

extension Hyperparameters {
  /// PyTorch's default values with `assignments` made, later ones last.
  init(
    _ dialect: Dialect, _ assignments: [Assignment]
  ) throws(CommandError) {
    let optimizer = dialect.optimizer
    var values = optimizer.usualValues(epsilon: dialect.epsilonPlace)
    for assignment in assignments {
      let name = try Names.hyperparameter(assignment.name, of: optimizer)
      guard let value = Double(assignment.text) else {
        throw .usage(
          "\(assignment.origin): \"\(assignment.text)\" is no number; "
            + "write one such as 0.9 or 1e-8")
      }
      guard name.domain.contains(value) else {
        throw .usage("\(assignment.origin): \(name.rawValue) must be \(name.domain)")
      }
      values[name] = value
    }
    do {
      try self.init(optimizer, values)
    } catch {
      throw .usage("\(error)")
    }
  }
}
