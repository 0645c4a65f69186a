import ArgumentParser
import Dialects
import Reports
import Vectors

/// `rmspec show`: prints a case, or the formula of an optimizer.
struct ShowCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a case in full, an optimizer's formula, or a framework's.",
    discussion: """
      A formula has the terms that the hyperparameters ask for: PyTorch's default \
      values, unless --all or --set tells otherwise. Backticks enclose scalars, which \
      are computed once a step.

      With --profile the rules are those of a framework, with its own default values: \
      "rmspec show --profile pytorch rmsprop". "rmspec list --profiles" lists the \
      frameworks.
      """)

  @Argument(help: "The id of a case, or the name of an optimizer.")
  var subject: String?

  @Option(
    help: ArgumentHelp("Show the rules of a framework.", valueName: "framework"))
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "The dialect of the formula: a published name, or values on axes.",
      valueName: "name|axis=value,…"))
  var dialect: String?

  @Flag(help: "Show every term that the optimizer can have.")
  var all = false

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A hyperparameter of the formula; may be repeated.", valueName: "name=value"))
  var settings: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var vectors: VectorOptions

  func perform(on console: Console) async throws -> ProgramStatus {
    if let profile {
      guard dialect == nil, !all else {
        throw CommandError.usage(
          "a framework has its dialects and values; leave --dialect and --all out")
      }
      let document = try ProfileArgument(profile, optimizer: subject)
        .document(settings: settings)
      try print(document, document.lines(console.style), on: console)
      return .success
    }
    guard let subject else {
      throw CommandError.usage(
        "the subject is missing: give the id of a case, an optimizer, or --profile")
    }
    if subject.contains("/") {
      guard dialect == nil, settings.isEmpty, !all else {
        throw CommandError.usage(
          "a case has its dialect and hyperparameters; leave --dialect, --set and "
            + "--all out"
        )
      }
      let vectorCase = try vectors.library().find(subject)
      try print(vectorCase.json, CaseText(vectorCase).lines(console.style), on: console)
      return .success
    }
    let document = try ruleDocument(of: Names.optimizer(subject))
    try print(document, document.lines(console.style), on: console)
    return .success
  }

  private func print(
    _ document: some Encodable, _ lines: [String], on console: Console
  ) throws {
    if json {
      console.print(document: try JSONReport.text(document))
    } else {
      console.print(lines)
    }
  }

  private func ruleDocument(of optimizer: OptimizerName) throws(CommandError)
    -> RuleDocument
  {
    let dialect =
      try dialect.map { text throws(CommandError) in
        try DialectArgument(text).dialect(of: optimizer)
      } ?? .standard(optimizer)
    var assignments: [Assignment] = []
    for setting in (all ? optimizer.allTerms : []) + settings {
      assignments.append(try Assignment(setting))
    }
    let hyperparameters = try Hyperparameters(dialect, assignments)
    return RuleDocument(dialect.placingEpsilon(of: hyperparameters), hyperparameters)
  }
}

extension OptimizerName {
  /// Settings that make every term present.
  fileprivate var allTerms: [String] {
    definition.hyperparameters.filter { $0.neutral != nil }.map {
      "\($0.rawValue)=\($0 == .accumulatorDecay ? 0.9 : 0.01)"
    }
  }
}
