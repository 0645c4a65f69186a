import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The child's side of a session: it runs the program, moves lines through its
/// pipes, and makes sure that nothing of it is left.
struct AdapterChild: Sendable {
  /// How the child ended.
  struct Ending: Sendable {
    /// How the child ended by itself, or nil if it was killed.
    var status: TerminationStatus?
    /// Why the child was not even started.
    var failure: SpawnFailure?
  }

  private typealias Running = Execution<CustomWriteInput, SequenceOutput, SequenceOutput>

  /// How long a child that no longer talks may take to exit by itself.
  private static let patience = Duration.milliseconds(250)

  let command: CommandWords
  let limits: AdapterLimits
  let channel: SessionChannel
  let diagnostics: DiagnosticTail

  /// Runs the program to its end, by itself or by force.
  func run() async -> Ending {
    defer { channel.answers.continuation.finish() }
    let program = command.words[0]
    var options = PlatformOptions()
    // A group of its own: what the child starts can be killed with it.
    options.processGroupID = 0
    do {
      let result = try await Subprocess.run(
        program.contains("/") ? .path(FilePath(program)) : .name(program),
        arguments: Arguments(Array(command.words.dropFirst())),
        platformOptions: options,
        input: .inputWriter, output: .sequence, error: .sequence
      ) { running in
        await supervise(running)
      }
      return Ending(status: result.closureResult ? result.terminationStatus : nil)
    } catch {
      return Ending(failure: SpawnFailure(program, error))
    }
  }

  /// Talks with the child until it or we have had enough, then ends its group.
  ///
  /// - Returns: Whether the child ended by itself.
  private func supervise(_ running: Running) async -> Bool {
    let group = running.processIdentifier.value
    ChildProcesses.guardGroup(group)
    defer { ChildProcesses.releaseGroup(group) }
    let drained = Task { await diagnostics.drain(running.standardError) }

    await withTaskGroup { tasks in
      tasks.addTask { await converse(running) }
      tasks.addTask { for await _ in channel.halt.stream {} }
      await tasks.next()
      tasks.cancelAll()
    }
    channel.answers.continuation.finish()

    let patience =
      switch channel.cause {
      case .finished: limits.farewell
      case nil, .deaf: Self.patience
      case .timedOut, .abandoned: Duration.zero
      }
    let endedByItself = await ChildProcesses.hasEnded(group, within: patience)
    if !endedByItself {
      Self.send(.terminate, to: running)
      // Also where our own task is cancelled, the child gets its time.
      await Task { [limits] in
        _ = await ChildProcesses.hasEnded(group, within: limits.farewell)
      }.value
    }
    // If the child has ended, it is not reaped yet: its number and its group are its own.
    Self.send(.kill, to: running)
    // What left the group may hold the pipe open, and even go on writing to it.
    let hurry = Task {
      try await Task.sleep(for: Self.patience)
      drained.cancel()
    }
    await drained.value
    hurry.cancel()
    return endedByItself
  }

  /// Sends a signal to the child and to its group, which the child may have left.
  private static func send(_ signal: Signal, to running: Running) {
    try? running.send(signal: signal, toProcessGroup: true)
    try? running.send(signal: signal, toProcessGroup: false)
  }

  /// Sends each line and reads its answer, until either side has no more.
  private func converse(_ running: Running) async {
    var lines = LineReader(running.standardOutput)
    for await exchange in channel.exchanges.stream {
      // Both at once: a child that talks before it listens must not block us.
      async let sent: Void = send(exchange.line, to: running.standardInputWriter)
      if let limit = exchange.answerLimit {
        let answer = await lines.next(upTo: limit)
        if case .line = answer { await sent }
        channel.answers.continuation.yield(answer)
        guard case .line = answer else { return }
      }
    }
    try? await running.standardInputWriter.finish()
  }

  /// Sends a line; a child that does not take it is broken off.
  private func send(_ line: [UInt8], to writer: StandardInputWriter) async {
    if let count = try? await writer.write(line), count == line.count { return }
    guard !Task.isCancelled else { return }
    channel.note(.deaf)
    // What the child said before it stopped listening may be on its way.
    try? await Task.sleep(for: Self.patience)
    channel.breakOff(.deaf)
  }
}
