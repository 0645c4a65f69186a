extension AdapterError {
  /// Creates the error of a session that failed before the introduction.
  init(command: String, _ fault: AdapterFault) {
    self.command = command
    diagnostics = fault.diagnostics
    if let failure = fault.ending.failure {
      kind = failure.kind
      problem = failure.problem
      remedy = failure.remedy
      return
    }
    problem = "it \(fault)"
    switch (fault.problem, fault.cause) {
    case (.spoke, _):
      kind = .garbledStart
      remedy = "see that nothing but messages goes to its standard output"
    case (.ended, .timedOut):
      kind = .startTimedOut
      remedy = "see that it flushes its output after each line, or allow it more time"
    case (.ended, _):
      kind = .endedAtStart
      remedy = "run the command in a shell to see why"
    }
  }

  /// Creates the error of a program that answered something else than an
  /// introduction.
  init(command: String, answer: AdapterMessage) {
    self.command = command
    diagnostics = ""
    switch answer {
    case .started(_, let version):
      kind = .unsupportedProtocol
      problem = Self.speaks(
        version.map { "protocol \($0)" } ?? "no protocol that it names")
      remedy = Self.protocolRemedy
    case .error(_, let message) where message.contains("protocol 1"):
      // What adapters say that were made with the kit of protocol 1.
      kind = .unsupportedProtocol
      problem = Self.speaks("protocol 1")
      remedy = Self.protocolRemedy
    case .error(_, let message):
      kind = .refused
      problem = "it cannot start: \(message.shown())"
      remedy = "mend what it names"
    case .result, .skip:
      kind = .garbledStart
      problem = "it answered for a case when it was asked to start"
      remedy = "have it answer start with started"
    }
  }

  private static func speaks(_ language: String) -> String {
    "it speaks \(language), but this version of rmspec speaks protocol "
      + "\(AdapterRequest.version)"
  }

  /// What an adapter of an earlier version has to change.
  private static let protocolRemedy =
    "have it answer start with \"protocol\":2, claim the place of ε on the new axis "
    + "epsilonPlace where that is not the optimizer's standard, and expect no section, "
    + "flags and comment in a case; see \"From protocol 1 to 2\" in Adapters/README.md"

  /// The error of a program that failed to start again several times in a row.
  func repeated(_ times: Int) -> AdapterError {
    var error = self
    error.kind = .restartsFailed
    error.problem = "it did not start \(times) times in a row, the last time: \(problem)"
    return error
  }
}
