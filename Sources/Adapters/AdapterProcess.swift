import Verdicts

/// An implementation that is a program of its own, in any language.
///
/// The program reads requests from standard input and writes answers to standard
/// output, one JSON document a line. Whatever it does wrong costs the case that
/// it was asked for; it is then killed, and started again for the next case.
///
/// Cases are run one at a time; who asks meanwhile, waits.
public actor AdapterProcess: Implementation {
  /// The command line, for messages.
  public nonisolated let command: String
  /// How long and how large answers may be.
  public nonisolated let limits: AdapterLimits

  private let words: CommandWords
  private let passesDiagnosticsOn: Bool
  private let warn: @Sendable (String) -> Void
  private var session: AdapterSession?
  private var description: ImplementationDescription?
  private var failedStarts = 0
  private let turn = Turn()

  /// Prepares to run a program; nothing runs yet.
  ///
  /// - Parameters:
  ///   - command: The program and its arguments, quoted as for a shell. No shell
  ///     runs, so nothing is expanded.
  ///   - limits: How long and how large answers may be.
  ///   - passesDiagnosticsOn: Whether the program's standard error is passed on
  ///     to ours. Its end is quoted in messages in any case.
  ///   - warn: Is told, in a line, if the program takes more than a few seconds to start.
  /// - Throws: `AdapterError` if the command cannot be split into words.
  public init(
    _ command: String, limits: AdapterLimits = AdapterLimits(),
    passesDiagnosticsOn: Bool = false,
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(AdapterError) {
    do throws(CommandWordsError) {
      words = try CommandWords(command)
    } catch {
      throw AdapterError(
        kind: .malformedCommand, command: command,
        problem: "the command cannot be split into words: \(error)",
        remedy: "quote it as for a shell", diagnostics: "")
    }
    self.command = command
    self.limits = limits
    self.passesDiagnosticsOn = passesDiagnosticsOn
    self.warn = warn
  }

  /// Starts the program, if it is not running, and returns its introduction.
  ///
  /// - Throws: `AdapterError` if it cannot be started or does not introduce
  ///   itself; `CancellationError` if the task is cancelled.
  public func introduce() async throws -> ImplementationDescription {
    await turn.begin()
    defer { turn.end() }
    if let description { return description }
    return try await start()
  }

  /// Runs one case, in a new process if the last one had to be killed.
  ///
  /// - Throws: `AdapterError` if the program could not be started several times
  ///   in a row; `CancellationError` if the task is cancelled.
  public func answer(_ request: CaseRequest) async throws -> CaseAnswer {
    await turn.begin()
    defer { turn.end() }
    let line = AdapterRequest.run(request)
    if session == nil {
      do {
        _ = try await start()
      } catch let error as AdapterError {
        guard failedStarts < limits.restarts else { throw error.repeated(failedStarts) }
        return .error(
          message: "the adapter did not start: \(error.problem)"
            + quoted(diagnostics: error.diagnostics))
      }
    }
    guard let session else { return .error(message: "the adapter is not running") }
    do throws(AdapterFault) {
      let message = try await session.exchange(
        line, upTo: limits.answer(to: request), within: limits.run)
      if let answer = message.answer(to: request) { return answer }
      throw await session.end(.spoke(message.mismatch(with: request.id)))
    } catch {
      self.session = nil
      try Task.checkCancellation()
      return .error(
        message: "the adapter \(error)" + quoted(diagnostics: error.diagnostics))
    }
  }

  /// Tells the program to stop, and waits until it is gone.
  public func finish() async {
    await turn.begin()
    defer { turn.end() }
    await session?.finish(AdapterRequest.stop, within: limits.farewell)
    session = nil
  }

  /// Starts the program and hears its introduction.
  private func start() async throws -> ImplementationDescription {
    let session = AdapterSession(
      words, limits: limits, passesDiagnosticsOn: passesDiagnosticsOn)
    let message: AdapterMessage
    let alarm = Task { [warn, limits] in
      try await Task.sleep(for: limits.patience)
      warn(
        "the adapter has not answered \"start\" for \(limits.patience.inSeconds); if it "
          + "is not still loading, it may lack a flush of its output after each line; "
          + "it has \(limits.start.inSeconds) in all")
    }
    defer { alarm.cancel() }
    do throws(AdapterFault) {
      message = try await session.exchange(
        AdapterRequest.start, upTo: limits.introduction, within: limits.start)
    } catch {
      try Task.checkCancellation()
      failedStarts += 1
      throw AdapterError(command: command, error)
    }
    guard case .started(let description, let version) = message,
      version == AdapterRequest.version
    else {
      _ = await session.end(.spoke(""))
      failedStarts += 1
      throw AdapterError(command: command, answer: message)
    }
    if let problem = description.exceededLimit {
      let fault = await session.end(.spoke("introduced itself with \(problem)"))
      failedStarts += 1
      var error = AdapterError(command: command, fault)
      error.remedy = "shorten what it says of itself"
      throw error
    }
    self.session = session
    self.description = description
    failedStarts = 0
    return description
  }
}
