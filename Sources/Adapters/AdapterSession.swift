/// One child process, from its start to its end, as the side that asks sees it.
///
/// Whatever happens, the session ends, and with it the whole process group of
/// the child: no call waits longer than its limit and the time that killing takes.
final class AdapterSession: Sendable {
  private let channel = SessionChannel()
  private let tail: DiagnosticTail
  private let child: Task<AdapterChild.Ending, Never>

  /// Starts a program.
  init(_ command: CommandWords, limits: AdapterLimits, passesDiagnosticsOn: Bool) {
    ChildProcesses.ignoreBrokenPipes()
    tail = DiagnosticTail(isPassedOn: passesDiagnosticsOn)
    let child = AdapterChild(
      command: command, limits: limits, channel: channel, diagnostics: tail)
    self.child = Task { await child.run() }
  }

  deinit { channel.breakOff(.abandoned) }

  /// Sends a line and waits for the answer, one at a time.
  ///
  /// - Parameters:
  ///   - line: What to send.
  ///   - limit: The length that the answer must not exceed, in bytes.
  ///   - time: How long the whole exchange may take.
  /// - Throws: What went wrong; the session has ended then.
  func exchange(
    _ line: [UInt8], upTo limit: Int, within time: Duration
  ) async throws(AdapterFault) -> AdapterMessage {
    let alarm = Task { [channel] in
      try await Task.sleep(for: time)
      channel.breakOff(.timedOut(time))
    }
    defer { alarm.cancel() }
    channel.exchanges.continuation.yield(.init(line: line, answerLimit: limit))
    var answers = channel.answers.stream.makeAsyncIterator()
    let problem: AdapterFault.Problem
    do throws(AdapterMessage.Garbled) {
      switch await answers.next() {
      case .line(let answer):
        return try AdapterMessage(line: answer)
      case .lineAndMore(let answer, let more):
        _ = try AdapterMessage(line: answer)
        let more = String(decoding: more.prefix(500), as: UTF8.self).shown(upTo: 120)
        problem = .spoke("went on after its answer, unasked: \(more)")
      case .tooLong(let limit):
        problem = .spoke("sent a line of more than \(limit) bytes")
      case .end(let isInsideLine):
        problem = .ended(isInsideLine: isInsideLine)
      case nil:
        problem = .ended(isInsideLine: false)
      }
    } catch {
      problem = .spoke(error.description)
    }
    throw await end(problem)
  }

  /// Ends the session because of what the child did.
  func end(_ problem: AdapterFault.Problem) async -> AdapterFault {
    if case .spoke = problem { channel.breakOff(.abandoned) }
    if Task.isCancelled { channel.breakOff(.abandoned) }
    let ending = await child.value
    if case .ended = problem, channel.cause == nil {
      // An interrupt reaches the child and us at once. Whoever handles ours must come
      // first, so that nobody blames the child.
      try? await Task.sleep(for: .milliseconds(100))
    }
    return AdapterFault(
      problem: problem, cause: channel.cause, ending: ending, diagnostics: tail.text)
  }

  /// Tells the child to stop, and waits until it is gone.
  func finish(_ farewell: [UInt8], within time: Duration) async {
    let alarm = Task { [channel] in
      try await Task.sleep(for: time)
      channel.breakOff(.finished)
    }
    defer { alarm.cancel() }
    channel.note(.finished)
    channel.exchanges.continuation.yield(.init(line: farewell, answerLimit: nil))
    channel.exchanges.continuation.finish()
    _ = await child.value
  }
}
