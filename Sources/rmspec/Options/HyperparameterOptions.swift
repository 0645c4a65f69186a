import ArgumentParser
import Dialects

/// The hyperparameters of a run.
struct HyperparameterOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A hyperparameter; may be repeated, and counts more than the options below.",
      discussion: "The others have PyTorch's default values, or are neutral.",
      valueName: "name=value"))
  var settings: [String] = []

  @Option(parsing: .unconditional, help: "η.")
  var learningRate: String?

  @Option(parsing: .unconditional, help: "ρ of RMSprop.")
  var decay: String?

  @Option(parsing: .unconditional, help: "β1 of Adam.")
  var beta1: String?

  @Option(parsing: .unconditional, help: "β2 of Adam.")
  var beta2: String?

  @Option(
    parsing: .unconditional,
    help: "ε; of a published dialect with ε inside the root, that one.")
  var epsilon: String?

  @Option(parsing: .unconditional, help: "μ.")
  var momentum: String?

  /// The hyperparameters for a dialect.
  ///
  /// `--epsilon` goes where the dialect has its ε.
  func hyperparameters(
    of dialect: Dialect
  ) throws(CommandError) -> Hyperparameters {
    var assignments: [Assignment] = []
    for (option, name, text) in [
      ("--learning-rate", Hyperparameter.learningRate, learningRate),
      ("--decay", .decay, decay), ("--beta1", .beta1, beta1), ("--beta2", .beta2, beta2),
      ("--momentum", .momentum, momentum),
    ] {
      guard let text else { continue }
      assignments.append(
        Assignment(name: name.rawValue, text: text, origin: "\(option) \(text)"))
    }
    if let epsilon {
      let used = dialect.epsilonPlace.hyperparameters
      for name in used.isEmpty ? [.epsilon] : used {
        assignments.append(
          Assignment(name: name.rawValue, text: epsilon, origin: "--epsilon \(epsilon)"))
      }
    }
    for setting in settings { assignments.append(try Assignment(setting)) }
    return try Hyperparameters(dialect, assignments)
  }
}
